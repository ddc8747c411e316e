// The room that a panel takes in the page, and how it changes without a jump.
import { after, isStill, now, styleOf } from './native.js';

export { isStill };

// A shift within 500 ms of a press is its answer; some of it is left for the browser's frame.
const SETTLED_MS = 400;
// What moves by less than 3 CSS pixels between two frames is no layout shift.
const STEP_PX = 2.8;
// A timer of this length ends in the next frame, in Firefox as well: a longer one in some frame after it.
const FRAME_MS = 1;

// The boxes that are on their way. Together they move what is below them all by one step.
let moving = [];

/** Go on with a box in the next frame. */
export function wait(box, step) {
  stop(box);
  const cancel = after(box, FRAME_MS, () => step(STEP_PX / moving.length));
  moving.push({ box, cancel });
}

/** A box has arrived, or shall stay where it is. */
export function stop(box) {
  moving.find((one) => one.box == box)?.cancel();
  moving = moving.filter((one) => one.box != box);
}

/** Whether a change of height still counts as the answer to the press. */
export const isEarly = ({ at }) => now() - at < SETTLED_MS;

/**
 * Let a box get from this height in CSS pixels to the one that its content needs, step by step; at once where
 * nothing below it is in view, and for readers who asked for less motion.
 */
export function fit(box, from) {
  release(box);
  const to = box.offsetHeight;
  const step = (length) => {
    const rest = to - from;
    from = rest > length ? from + length : rest < -length ? from - length : to;
    const inView = box.getBoundingClientRect().top + (from < to ? from : to) < document.documentElement.clientHeight;
    if (from == to || !inView) return release(box);
    box.style.height = from + 'px';
    box.style.overflow = 'clip';
    wait(box, step);
  };
  if (!isStill()) step(0);
}

/** Let a box be as high as its content, whatever was under way. */
export function release(box) {
  stop(box);
  box.style.height = box.style.overflow = '';
}

/** Set the panel in the size of the article's paragraphs, also where the button stands among small type. */
export function followArticle({ slot }, host) {
  const paragraphs = (host.closest('article, main') || document).querySelectorAll('p');
  for (const paragraph of paragraphs) {
    if (paragraph.textContent.length < 100) continue;
    return slot.style.setProperty('--_size', styleOf(paragraph, 'fontSize'));
  }
}

/** Keep the panel off what follows where the page took every margin away, the element's as well. */
export function keepApart({ slot }, host) {
  const below = styleOf(host, 'marginBlockEnd').replace('px', '');
  if (below < 1) slot.style.marginBlockEnd = '1em';
}
