// The open panel and the closed one: what the button is called, and the ways to close.
import { tell } from './events.js';
import { release } from './space.js';

/** Put a button at the panel's end that closes it. */
export function addClose(widget, panel) {
  const close = document.createElement('button');
  close.className = 'summary-panel-close';
  close.part = 'close';
  close.textContent = panel.dataset.close;
  close.onclick = () => shut(widget);
  panel.append(close);
}

/** Open what is closed, close what is open; both without a request. */
export function toggle(widget) {
  const { button, slot } = widget;
  if (!slot.hidden) return shut(widget);
  slot.hidden = false;
  button.ariaExpanded = true;
  name(widget, slot.firstElementChild.dataset.hide);
  tell(widget, 'open');
}

/** Close the panel; focus that was within it goes back to the button. */
export function shut(widget) {
  const { button, slot, status } = widget;
  const inside = slot.contains(button.getRootNode().activeElement);
  slot.hidden = true;
  status.textContent = '';
  release(slot);
  button.ariaExpanded = false;
  name(widget, '');
  if (inside) button.focus();
  tell(widget, 'close');
}

/** The button says what it does when the panel is open; empty words give it the publisher's label again. */
export function name(widget, words) {
  widget.hide = words;
  widget.button.textContent = words || widget.wording;
}

/** Escape within an open widget closes it and nothing else. */
export function closeOnEscape(event, widget) {
  const { button, slot } = widget;
  if (event.key != 'Escape' || widget.busy || slot.hidden || !slot.firstElementChild) return;
  event.preventDefault();
  event.stopPropagation();
  shut(widget);
  button.focus();
}
