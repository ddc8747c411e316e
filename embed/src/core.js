// What a press needs: htmx, private to this module, the panel's style, and what the reader
// notices of a swap: focus, announcements, space, passages.
import htmx from 'htmx';
import { tell } from './events.js';
import { addClose, closeOnEscape, name, toggle } from './opening.js';
import { fit, followArticle, isEarly, isStill } from './space.js';
import { loadWords, wordsFor } from './words.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(PANEL_CSS);

/** Let htmx fetch and swap the panel into this widget, which the loader made; called on every press that loads. */
export function show(widget) {
  const { button, slot } = widget;
  if (!button.isConnected) return letGo(widget);
  if (!widget.resume) attach(widget);
  loadWords(button).then(() => {
    if (widget.busy) widget.status.textContent = wordsFor(button).loading;
  });
  slot.hidden = false;
  slot.replaceChildren();
  button.setAttribute('aria-controls', 'panel');
  tell(widget, 'open');
  button.dispatchEvent(new Event('summary'));
  widget.load(widget.url).then(() => button.isConnected || letGo(widget));
}

export { fit };

/** Give a shadow root the panel's style, and the button's under a pointer, beside the loader's. */
export function dress(root) {
  root.adoptedStyleSheets = [root.adoptedStyleSheets[0], sheet];
}

/** A widget that was taken out of the page while it waited: put back, it can be pressed again. */
function letGo(widget) {
  if (widget.status) widget.status.textContent = '';
  widget.slot.remove();
  widget.button.removeAttribute('aria-controls');
  rest(widget);
}

function attach(widget) {
  const { button, slot } = widget;
  const root = button.getRootNode();
  dress(root);
  announcer(widget);
  followArticle(widget, root.host);
  htmx.config.load = widget.load;
  const attributes = { 'hx-get': widget.url, 'hx-target': '#panel', 'hx-trigger': 'summary' };
  for (const name in attributes) button.setAttribute(name, attributes[name]);
  htmx.process(button);
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
  const leave = widget.fail;
  widget.fail = () => loadWords(button).then(() => fail(widget, leave));
  // A widget that was moved in the page lost its timers: a pending summary asks again.
  widget.resume = () => htmx.process(slot.firstElementChild, true);
}

/** Where readers who do not see the page are told what happened. */
function announcer(widget) {
  widget.status = document.createElement('div');
  widget.status.role = 'status';
  widget.button.after(widget.status);
}

/** Finish a swap: space, names, announcement, focus, and what the button does from now on. */
function settle(widget) {
  const { button, slot, status } = widget;
  const root = button.getRootNode();
  const { host } = root;
  const panel = slot.firstElementChild;
  const { state } = panel.dataset;
  const first = widget.busy;
  widget.busy = false;
  const level = host.getAttribute('heading-level') ?? host.dataset.headingLevel;
  if (/^[2-6]$/.test(level)) panel.querySelector('.summary-panel-title')?.setAttribute('aria-level', level);
  if (root.getElementById('near')) panel.querySelector('.summary-panel-neighbours')?.remove();
  if (state == 'error') rest(widget);
  else button.onclick = () => toggle(widget);
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
  line.append(failed, ' ', link);
  panel.append(line);
  slot.replaceChildren(panel);
  status.textContent = failed;
  if (button.isConnected && !isEarly(widget)) fit(slot, from);
  tell(widget, 'shown', { state: 'failed' });
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
