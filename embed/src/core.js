// What a press needs: htmx, private to this module, the panel's style, and what the reader
// notices of a swap: focus, announcements, space, passages.
import htmx from 'htmx';
import { fetchPanel, warm as warmUp } from './answers.js';
import { articleOf, fragmentOf } from './article.js';
import { tell } from './events.js';
import { after, isStill, send } from './native.js';
import { hasMoved, watch } from './navigation.js';
import { addClose, closeOnEscape, name, toggle } from './opening.js';
import { fit, followArticle, isEarly, keepApart } from './space.js';
import { loadWords, wordsFor } from './words.js';

// Errors whose cause is in the page, and what the console calls them.
const HINTS = { unknown_site: 'unknown-site', foreign_url: 'foreign-page' };

let style;

/** Ask for the panel that a press on this widget would show. */
export function warm(widget) {
  dress(widget);
  warmUp(widget, fragmentOf(widget, articleOf(widget)));
}

/** Return the panel that a press on this widget would show; nothing without one. */
export const panelOf = (widget) => fetchPanel(widget, fragmentOf(widget, articleOf(widget)));

/** Let htmx fetch and swap the panel into this widget, which the loader made; called on every press that loads. */
export function show(widget) {
  const unwanted = widget.at == null && !widget.on('open');
  if (!widget.button.isConnected || unwanted || hasMoved(widget)) return leave(widget);
  if (!widget.review) attach(widget);
  tell(widget, 'open');
  begin(widget, articleOf(widget));
}

/** Ask for the panel of this article; what was asked for before is dropped. */
function begin(widget, article) {
  const { button, slot } = widget;
  widget.article = article;
  widget.asked = widget.stem;
  widget.url = fragmentOf(widget, article);
  button.setAttribute('hx-get', widget.url);
  loadWords(button).then(() => {
    if (widget.busy) widget.status.textContent = wordsFor(button).loading;
  });
  slot.hidden = false;
  slot.replaceChildren();
  button.setAttribute('aria-controls', 'panel');
  send(button, 'summary');
}

/** Close a widget whose panel or question is of another page, or that was taken out of the page while it waited. */
function leave(widget) {
  const { slot, status } = widget;
  const isSeen = widget.article && !slot.hidden;
  widget.article = widget.url = undefined;
  if (status) status.textContent = '';
  slot.style.visibility = '';
  slot.replaceChildren();
  slot.remove();
  widget.button.removeAttribute('aria-controls');
  rest(widget);
  name(widget, '');
  if (isSeen) tell(widget, 'close');
}

export { fit };

/** Give a widget's shadow root the panel's style, and the button's under a pointer, beside what is there. */
export function dress({ root: { adoptedStyleSheets } }) {
  // Emulated shadow roots have none.
  if (!adoptedStyleSheets) return;
  if (!style) {
    // The page may have replaced CSSStyleSheet; what is there was made by the browser's own.
    style = new adoptedStyleSheets[0].constructor();
    style.replaceSync(PANEL_CSS);
  }
  if (!adoptedStyleSheets.includes(style)) adoptedStyleSheets.push(style);
}

function attach(widget) {
  const { button, host, slot, root, askFor, loads } = widget;
  dress(widget);
  announcer(widget);
  followArticle(widget, host);
  keepApart(widget, host);
  htmx.config.wait = after;
  htmx.config.load = (url, { sourceElement }) => fetchPanel({ askFor, loads, root: sourceElement.parentNode }, url);
  button.setAttribute('hx-get', '');
  button.setAttribute('hx-target', '#panel');
  button.setAttribute('hx-trigger', 'summary');
  htmx.process(button);
  for (const name of ['htmx:after:request', 'htmx:error']) button.addEventListener(name, (event) => drop(event, widget));
  for (const element of [button, slot]) {
    element.addEventListener('htmx:before:swap', () => {
      widget.focused = slot.contains(root.activeElement);
      widget.height = slot.offsetHeight;
    });
    element.addEventListener('htmx:after:swap', () => settle(widget));
    element.addEventListener('htmx:error', () => widget.fail());
    element.addEventListener('keydown', (event) => closeOnEscape(event, widget));
  }
  slot.addEventListener('click', (event) => follow(event, widget));
  const giveUp = widget.fail;
  widget.fail = () => loadWords(button).then(() => fail(widget, giveUp));
  widget.open = widget.on('open');
  watch(widget, { begin, leave, obey });
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
  if (open == (button.ariaExpanded + '' == 'true')) return;
  if (widget.busy) leave(widget);
  else if (widget.article) toggle(widget);
  else widget.press();
}

/** Where readers who do not see the page are told what happened. */
function announcer(widget) {
  widget.status = document.createElement('div');
  widget.status.role = 'status';
  widget.button.after(widget.status);
}

/** Finish a swap: space, names, announcement, focus, and what the button does from now on. */
function settle(widget) {
  const { button, host, root, slot, status } = widget;
  const panel = slot.firstElementChild;
  const { state } = panel.dataset;
  const first = widget.busy;
  widget.busy = false;
  const level = host.getAttribute('heading-level') ?? host.dataset.headingLevel;
  if (/^[2-6]$/.test(level)) panel.querySelector('.summary-panel-title')?.setAttribute('aria-level', level);
  if (root.querySelector('#near')) panel.querySelector('.summary-panel-neighbours')?.remove();
  if (state == 'error') rest(widget);
  else button.onclick = (event) => pressAgain(event, widget);
  hint(widget, panel.dataset.code);
  addClose(widget, panel);
  tell(widget, 'shown', { state });
  // A reader who closed a panel that was still waiting for its summary is not called back.
  if (slot.hidden) return;
  name(widget, state == 'error' ? '' : panel.dataset.hide);
  if (!isEarly(widget)) fit(slot, widget.height);
  status.textContent =
    state == 'ready' ? panel.dataset.ready : panel.querySelector('.summary-panel-message')?.textContent;
  if (widget.focused || (first && widget.at && isStillHere(host))) panel.focus({ preventScroll: true });
  if (first && isEarly(widget)) bringIntoView(host);
  // A press on a point is answered at once.
  if (state == 'ready') import(PASSAGE_FILE).catch(() => {});
}

/** Say in one line that nothing came, with the way to the reading page; `leave` puts the publisher's link there. */
function fail(widget, leave) {
  const { button, slot, status } = widget;
  const from = slot.offsetHeight;
  leave();
  rest(widget);
  const { failed, openPage } = wordsFor(button);
  const line = document.createElement('p');
  const panel = document.createElement('div');
  const link = slot.lastElementChild;
  panel.className = 'summary-panel';
  line.className = 'summary-panel-message';
  link.textContent = openPage;
  link.href = widget.url.replace(/v1\/sites\/([^/]*)\/summary/, 'read/$1');
  line.append(failed, ' ', link);
  panel.append(line);
  slot.replaceChildren(panel);
  status.textContent = failed;
  if (button.isConnected && !isEarly(widget)) fit(slot, from);
  tell(widget, 'shown', { state: 'failed' });
}

/** Say in the console what the page has to do with this error, if anything. */
function hint({ stem }, error) {
  const [server] = stem.split('v1/sites/');
  if (HINTS[error]) import(HINTS_FILE).then(({ say }) => say(server, HINTS[error])).catch(() => {});
}

/** A press on a button whose panel is there: it closes or opens, unless it is of another page. */
function pressAgain(event, widget) {
  widget.review();
  if (widget.article) toggle(widget);
  else widget.press(event);
}

/** Let the next press load again. */
function rest(widget) {
  widget.busy = widget.button.ariaExpanded = false;
  widget.button.onclick = widget.press;
}

/** Whether the reader, as far as focus tells, has not gone on to something else. */
function isStillHere(host) {
  const active = host.getRootNode().activeElement;
  return !active || active == host || active == document.body;
}

function bringIntoView(host) {
  host.scrollIntoView({ block: 'nearest', behavior: isStill() ? 'instant' : 'smooth' });
}

function follow(event, widget) {
  const link = event.target.closest('a');
  if (link?.closest('.summary-panel-neighbours')) tellNeighbour(widget, link);
  if (!link?.matches('.summary-panel-source')) return;
  const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!plain) return;
  event.preventDefault();
  import(PASSAGE_FILE)
    .then(({ show }) => show(link, widget.status, isKey(event)))
    .then((found) => found != null && tell(widget, 'passage', { point: placeOf(link), found }))
    // Without that file the browser itself looks for the passage.
    .catch(() => location.assign(link.href));
}

/** Whether a click was made by a key; Firefox counts it as one press, other browsers as none. */
const isKey = ({ detail, pointerType }) => !detail || pointerType === '';

/** Which point a link stands for: its digits may be Persian. */
function placeOf(link) {
  const numbers = link.closest('.summary-panel').querySelectorAll('.summary-panel-source, .summary-panel-number');
  return [...numbers].indexOf(link) + 1;
}

/** Tell the site's analytics which neighbour a reader goes on to. */
export function tellNeighbour(widget, { rel }) {
  tell(widget, 'neighbour', { which: rel == 'prev' ? 'previous' : 'next' });
}
