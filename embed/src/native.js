// What scripts usually take from globals, taken from the document: a page may have replaced any global
// before this module came, and does not replace what a document makes.

/** The browser's own constructor of events. */
export const CustomEvent = document.createEvent('CustomEvent').constructor;

/** The browser's own constructor of promises, which no polyfill is. */
export const Later = (async () => {})().constructor;

/** Milliseconds on the clock of event.timeStamp. */
export const now = () => document.createEvent('Event').timeStamp;

/** Let an element send an event of this name that stays where it is. */
export function send(element, name) {
  const event = document.createEvent('Event');
  event.initEvent(name, false, false);
  element.dispatchEvent(event);
}

/** Let `then` hear what happens to the window, even if the page has its own window.addEventListener. */
export const listen = (target, name, then) => document.addEventListener.call(target, name, then);

/**
 * Call `then` after this many milliseconds, while the page is looked at; return a function that prevents it.
 *
 * element: one of a page that is shown; an empty animation of it is the timer.
 */
export function after(element, ms, then) {
  const timer = element.animate(null, ms);
  timer.onfinish = then;
  return () => timer.cancel();
}

/** Whether the reader asked for less motion, or nobody can tell. */
export function isStill() {
  try {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
  } catch {
    return true;
  }
}

/** The value of a style property, empty when nobody can tell. */
export function styleOf(element, property) {
  try {
    return getComputedStyle(element)[property];
  } catch {
    return '';
  }
}
