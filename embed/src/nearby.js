// What few pages need: hide-when-none and neighbours="always" when a widget comes near the view, and hints.
import { articleOf, fragmentOf } from './article.js';
import { collapse, unfold } from './collapse.js';
import { showNeighbours } from './neighbours.js';
import { ask } from './availability.js';
import { onPageChange } from './page_change.js';

/**
 * Do what the element of this widget asks for before a press; where it asks for nothing, say what is wrong.
 *
 * servers, source: as in hints.js. Without a widget the page is meant.
 */
export function attend(servers, source, widget) {
  const wishes = (name) => widget?.root && widget.on(name) && !widget.isWatched;
  if (wishes('hide-when-none') || wishes('neighbours')) watch(widget);
  else import(HINTS_FILE).then(({ explain }) => explain(servers, source, widget?.host));
}

/** Watch this widget until it comes near the view, and then do what its element asks for. */
function watch(widget) {
  widget.isWatched = true;
  const near = ([entry], observer) => {
    if (!entry.isIntersecting) return;
    observer.disconnect();
    const fulfil = fulfiller(widget);
    fulfil();
    onPageChange(widget.observe, () => widget.host.isConnected && fulfil());
  };
  new IntersectionObserver(near, { rootMargin: '50%' }).observe(widget.host);
}

/** Return what does what the element asks for, once for each article that the widget is about. */
function fulfiller(widget) {
  const { host, button } = widget;
  const wish = (name) => host.getAttribute(name) ?? host.getAttribute('data-' + name) ?? 'false';
  const hides = widget.on('hide-when-none');
  let asked;
  return () => {
    const url = fragmentOf(widget, articleOf(widget));
    if (asked == (asked = url)) return;
    const act = (has) => (has ? (unfold(host), (button.style = '')) : collapse(host));
    if (hides) ask(url, (has) => asked == url && act(has));
    if (wish('neighbours') == 'always') showNeighbours(widget, host);
  };
}
