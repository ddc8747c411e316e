// Notices that a page has gone on to another article without loading.
import { canonicalNow } from './article.js';
import { listen } from './native.js';

/** Call `then` each time when the page's address or its canonical has changed; observe: of a widget. */
export function onPageChange(observe, then) {
  const now = () => location + ' ' + canonicalNow();
  let last = now();
  const look = () => last != (last = now()) && then();
  listen(window, 'popstate', look);
  observe(document.head, look);
  try {
    listen(navigation, 'currententrychange', look);
  } catch {
    // Here a page goes on without an event, and is then seen to change.
    observe(document.documentElement, () => last.startsWith(location + ' ') || look());
  }
}
