// The room that a panel takes in the page, and how it changes without a jump.

// A shift within 500 ms of a press is its answer; some of it is left for the browser's frame.
const SETTLED_MS = 400;
// What moves by less than 3 CSS pixels between two frames is no layout shift.
const STEP_PX = 2.5;

// The frame that each box on its way waits for. Together they move what is below them all by one step.
const frames = new Map();

/** Go on with a box in the next frame. */
export function wait(box, step) {
  frames.set(box, requestAnimationFrame(() => step(STEP_PX / frames.size)));
}

/** A box has arrived, or shall stay where it is. */
export function stop(box) {
  cancelAnimationFrame(frames.get(box));
  frames.delete(box);
}

/** Whether a change of height still counts as the answer to the press. */
export const isEarly = ({ at }) => performance.now() - at < SETTLED_MS;

/** Whether the reader asked for less motion. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Let a box get from this height in CSS pixels to the one that its content needs, step by step; at once where
 * nothing below it is in view, and for readers who asked for less motion.
 */
export function fit(box, from) {
  release(box);
  const to = box.offsetHeight;
  const step = (length) => {
    from += Math.max(-length, Math.min(length, to - from));
    const inView = box.getBoundingClientRect().top + Math.min(from, to) < innerHeight;
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
    return slot.style.setProperty('--_size', getComputedStyle(paragraph).fontSize);
  }
}
