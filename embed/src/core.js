// What a press needs: htmx, private to this module, the panel's style, and what the reader
// notices of a swap: focus, announcements, space, passages.
import htmx from 'htmx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(PANEL_CSS);

// A shift within 500 ms of a press is its answer; some of it is left for the browser's frame.
const SETTLED_MS = 400;

/** Let htmx fetch and swap the panel into this widget, which the loader made; called on every press that loads. */
export function show(widget) {
  const { button, slot, status } = widget;
  if (!button.isConnected) return letGo(widget);
  if (!widget.resume) attach(widget);
  status.textContent = 'Loading the summary';
  slot.replaceChildren();
  button.dispatchEvent(new Event('summary'));
  widget.load(widget.url).then(() => button.isConnected || letGo(widget));
}

/** A widget that was taken out of the page while it waited: put back, it can be pressed again. */
function letGo(widget) {
  widget.status.textContent = '';
  widget.slot.remove();
  rest(widget);
}

function attach(widget) {
  const { button, slot } = widget;
  const root = button.getRootNode();
  root.adoptedStyleSheets = [root.adoptedStyleSheets[0], sheet];
  htmx.config.load = widget.load;
  const attributes = { 'hx-target': '#panel', 'hx-trigger': 'summary', 'aria-controls': 'panel' };
  for (const name in attributes) button.setAttribute(name, attributes[name]);
  htmx.process(button);
  for (const element of [button, slot]) {
    element.addEventListener('htmx:before:swap', () => {
      widget.focused = slot.contains(root.activeElement);
    });
    element.addEventListener('htmx:after:swap', () => settle(widget));
    element.addEventListener('htmx:error', () => fail(widget));
  }
  slot.addEventListener('click', (event) => follow(event, widget));
  // A widget that was moved in the page lost its timers: a pending summary asks again.
  widget.resume = () => htmx.process(slot.firstElementChild, true);
}

/** Finish a swap: space, names, announcement, focus, and what the button does from now on. */
function settle(widget) {
  const { button, slot, status } = widget;
  const { host } = button.getRootNode();
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
  // A press on a point is answered at once.
  if (state == 'ready') import(PASSAGE_FILE).catch(() => {});
  if (state == 'error') rest(widget);
  else button.onclick = () => toggle(widget);
}

function fail(widget) {
  const height = isEarly(widget) ? '' : widget.slot.style.minHeight;
  rest(widget);
  widget.fail();
  widget.slot.style.minHeight = height;
}

/** Whether a change of height still counts as the answer to the press. */
function isEarly({ at }) {
  return performance.now() - at < SETTLED_MS;
}

/** Let the next press load again. */
function rest(widget) {
  widget.busy = widget.button.ariaExpanded = false;
  widget.button.onclick = widget.press;
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
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  host.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
}

function follow(event, { status }) {
  const link = event.target.closest('a.summary-panel-source');
  const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain) return;
  event.preventDefault();
  import(PASSAGE_FILE)
    .then(({ show }) => show(link, status, !event.detail || event.pointerType == ''))
    .then((found) => found != null && tellPassage(link, found))
    // Without that file the browser itself looks for the passage.
    .catch(() => location.assign(link.href));
}

function tellPassage(link, found) {
  const event = document.createEvent('CustomEvent');
  event.initCustomEvent('summary-passage', true, false, { point: +link.textContent, found });
  link.getRootNode().host.dispatchEvent(event);
}
