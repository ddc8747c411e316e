// The room that a panel takes in the page, and how it changes without a jump.
import { isStill, now, styleOf, wait } from './native.js';

// A shift within 500 ms of a press is its answer; some of it is left for the browser's frame.
const SETTLED_MS = 400;
// What moves by less than 3 CSS pixels between two frames is no layout shift.
const STEP_PX = 2.5;
// The time of a frame.
const STEP_MS = 16;

/** Whether a change of height still counts as the answer to the press. */
export const isEarly = ({ at }) => now() - at < SETTLED_MS;

/**
 * Let the slot get from this height in CSS pixels to the one that its content needs: at once as the answer to
 * a press, where nothing below it is in view, and for readers who asked for less motion; else step by step.
 */
export function fit(widget, from) {
  const { slot } = widget;
  widget.stopFitting?.();
  free(slot);
  const to = slot.offsetHeight;
  const step = () => {
    const rest = to - from;
    from = rest > STEP_PX ? from + STEP_PX : rest < -STEP_PX ? from - STEP_PX : to;
    const inView = slot.getBoundingClientRect().top + (from < to ? from : to) < viewHeight();
    if (from == to || !inView) return free(slot);
    slot.style.height = from + 'px';
    slot.style.overflow = 'clip';
    widget.stopFitting = wait(slot, STEP_MS, step);
  };
  if (!isEarly(widget) && !isStill()) step();
}

const viewHeight = () => document.documentElement.clientHeight;

function free({ style }) {
  style.height = style.overflow = '';
}

/** Set the panel in the size of the article's paragraphs, also where the button stands among small type. */
export function followArticle({ slot }, host) {
  const paragraphs = (host.closest('article, main') || document).querySelectorAll('p');
  for (const paragraph of paragraphs) {
    if (paragraph.textContent.length < 100 || paragraph.closest('summary-widget')) continue;
    return slot.style.setProperty('--_size', styleOf(paragraph, 'fontSize'));
  }
}
