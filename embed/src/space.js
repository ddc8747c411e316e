// The room that a panel takes in the page, and how it changes without a jump.

// A shift within 500 ms of a press is its answer; some of it is left for the browser's frame.
const SETTLED_MS = 400;
// What moves by less than 3 CSS pixels between two frames is no layout shift.
const STEP_PX = 2.5;

/** Whether a change of height still counts as the answer to the press. */
export const isEarly = ({ at }) => performance.now() - at < SETTLED_MS;

/** Whether the reader asked for less motion. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Let the slot get from this height in CSS pixels to the one that its content needs: at once as the answer to
 * a press, where nothing below it is in view, and for readers who asked for less motion; else step by step.
 */
export function fit(widget, from) {
  const { slot } = widget;
  cancelAnimationFrame(widget.frame);
  free(slot);
  const to = slot.offsetHeight;
  const step = () => {
    from += Math.max(-STEP_PX, Math.min(STEP_PX, to - from));
    const inView = slot.getBoundingClientRect().top + Math.min(from, to) < innerHeight;
    if (from == to || !inView) return free(slot);
    slot.style.height = from + 'px';
    slot.style.overflow = 'clip';
    widget.frame = requestAnimationFrame(step);
  };
  if (!isEarly(widget) && !isStill()) step();
}

function free({ style }) {
  style.height = style.overflow = '';
}

/** Set the panel in the size of the article's paragraphs, also where the button stands among small type. */
export function followArticle({ slot }, host) {
  const paragraphs = (host.closest('article, main') || document).querySelectorAll('p');
  for (const paragraph of paragraphs) {
    if (paragraph.textContent.length < 100 || paragraph.closest('summary-widget')) continue;
    return slot.style.setProperty('--_size', getComputedStyle(paragraph).fontSize);
  }
}
