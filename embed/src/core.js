// What a press needs: htmx, private to this module, the panel's style, and what the reader
// notices of a swap: focus, announcements, space, passages.
import htmx from 'htmx';
import { fetchPanel, warm as warmUp } from './answers.js';
import { articleOf, fragmentOf } from './article.js';
import { now, prefersStillness, send, wait } from './native.js';
import { hasMoved, watch } from './navigation.js';

// Errors whose cause is in the page, and what the console calls them.
const HINTS = { unknown_site: 'unknown-site', foreign_url: 'foreign-page' };

let style;

// A shift within 500 ms of a press is its answer; some of it is left for the browser's frame.
const SETTLED_MS = 400;

/** Ask for the panel that a press on this widget would show. */
export function warm(widget) {
  warmUp(widget, fragmentOf(widget, articleOf(widget)));
}

/** Let htmx fetch and swap the panel into this widget, which the loader made; called on every press that loads. */
export function show(widget) {
  const unwanted = widget.at == null && !widget.on('open');
  if (!widget.button.isConnected || unwanted || hasMoved(widget)) return leave(widget);
  if (!widget.check) attach(widget);
  begin(widget, articleOf(widget));
}

/** Ask for the panel of this article; what was asked for before is dropped. */
function begin(widget, article) {
  const { button, slot, status } = widget;
  widget.article = article;
  widget.asked = widget.target;
  widget.url = fragmentOf(widget, article);
  button.setAttribute('hx-get', widget.url);
  status.textContent = 'Loading the summary';
  slot.replaceChildren();
  send(button, 'summary');
}

/** Close a widget whose panel or question is of another page, or that was taken out of the page while it waited. */
function leave(widget) {
  const { slot, status } = widget;
  widget.article = widget.url = undefined;
  status.textContent = slot.style = '';
  slot.hidden = false;
  slot.replaceChildren();
  slot.remove();
  rest(widget);
}

function attach(widget) {
  const { button, slot, root, load, loads } = widget;
  dress(widget);
  htmx.config.wait = wait;
  htmx.config.load = (url, { sourceElement }) => fetchPanel({ load, loads, root: sourceElement.parentNode }, url);
  const attributes = { 'hx-get': '', 'hx-target': '#panel', 'hx-trigger': 'summary', 'aria-controls': 'panel' };
  for (const name in attributes) button.setAttribute(name, attributes[name]);
  htmx.process(button);
  for (const name of ['htmx:after:request', 'htmx:error']) button.addEventListener(name, (event) => drop(event, widget));
  for (const element of [button, slot]) {
    element.addEventListener('htmx:before:swap', () => {
      widget.focused = slot.contains(root.activeElement);
    });
    element.addEventListener('htmx:after:swap', () => settle(widget));
    element.addEventListener('htmx:error', () => fail(widget));
  }
  slot.addEventListener('click', (event) => follow(event, widget));
  widget.fail = () => fail(widget);
  widget.open = widget.on('open');
  watch(widget, { begin, leave, obey });
}

/** Put our style beside what others have put into the root. */
function dress({ root, sheet }) {
  if (!style) {
    // The page may have replaced CSSStyleSheet; the loader's sheet was made by the browser's own.
    style = new sheet.constructor();
    style.replaceSync(PANEL_CSS);
  }
  root.adoptedStyleSheets?.push(style);
}

/** Let nothing come of an answer that nobody waits for any more: the page has gone on. */
function drop(event, widget) {
  if (event.detail.ctx.request.action == widget.url) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Do what has changed about the element: it was put back into the page, or its attribute `open` was written. */
function obey(widget) {
  const { button, slot } = widget;
  const panel = slot.firstElementChild;
  if (button._htmx.lost) leave(widget);
  else if (panel?._htmx?.lost) htmx.process(panel, true);
  button._htmx.lost = false;
  const open = widget.on('open');
  if (open == widget.open) return;
  widget.open = open;
  if (open == isOpen(widget)) return;
  if (widget.busy) leave(widget);
  else if (widget.article) toggle(widget);
  else widget.press();
}

const isOpen = ({ button }) => button.ariaExpanded + '' == 'true';

/** Finish a swap: space, names, announcement, focus, and what the button does from now on. */
function settle(widget) {
  const { button, host, slot, status } = widget;
  const panel = slot.firstElementChild;
  const state = panel.dataset.state;
  const first = widget.busy;
  widget.busy = false;
  const early = isEarly(widget);
  if (early && state != 'pending') slot.style.minHeight = '';
  const level = host.getAttribute('heading-level') ?? host.dataset.headingLevel;
  if (/^[2-6]$/.test(level)) panel.querySelector('.summary-panel-title')?.setAttribute('aria-level', level);
  status.textContent = {
    ready: 'The summary is here.',
    pending: 'The summary is being prepared.',
  }[state] ?? panel.querySelector('.summary-panel-message')?.textContent;
  if (widget.focused || (first && widget.at && isStillHere(host))) panel.focus({ preventScroll: true });
  if (first && early) bringIntoView(host);
  if (state == 'error') rest(widget);
  else button.onclick = (event) => pressAgain(event, widget);
  if (HINTS[panel.dataset.code]) widget.hint(host, HINTS[panel.dataset.code]);
}

/** Leave a sentence and the way to the summary's own page. */
function fail(widget) {
  const { link, slot, status, url } = widget;
  const height = isEarly(widget) ? '' : slot.style.minHeight;
  const way = link.cloneNode(true);
  way.href = url.replace(/v1\/sites\/([^/]*)\/summary/, 'read/$1');
  slot.replaceChildren((status.textContent = 'The summary did not load. Try this: '), way);
  slot.style.minHeight = height;
  rest(widget);
}

/** Whether a change of height still counts as the answer to the press. */
function isEarly({ at }) {
  return now() - at < SETTLED_MS;
}

/** Let the next press load again. */
function rest(widget) {
  widget.busy = widget.button.ariaExpanded = false;
  widget.button.onclick = widget.press;
}

/** A press on a button whose panel is there: it closes or opens, unless it is of another page. */
function pressAgain(event, widget) {
  widget.check();
  if (widget.article) toggle(widget);
  else widget.press(event);
}

function toggle({ button, slot, status }) {
  button.ariaExpanded = slot.hidden;
  slot.hidden = !slot.hidden;
  slot.style.minHeight = status.textContent = '';
}

/** Whether the reader, as far as focus tells, has not gone on to something else. */
function isStillHere(host) {
  const active = host.getRootNode().activeElement;
  return !active || active == host || active == document.body;
}

function bringIntoView(host) {
  const still = prefersStillness();
  host.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
}

function follow(event, { status }) {
  const link = event.target.closest('a.summary-panel-source');
  const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain) return;
  event.preventDefault();
  import(PASSAGE_FILE).then(({ showPassage }) => {
    status.textContent = '';
    if (showPassage(quoteOf(link))) status.textContent = link.closest('.summary-panel').dataset.marked;
    else location.assign(link.href);
  });
}

/** The words of the article that a point rests on: its own, unless they are somebody else's. */
function quoteOf(link) {
  return link.dataset.quote ?? link.parentNode.querySelector('.summary-panel-text').textContent;
}
