// What happens when a widget comes near the view, on pages that ask for it: hide-when-none, neighbours="always".
import { collapse } from './collapse.js';
import { showNeighbours } from './neighbours.js';
import { ask } from './availability.js';

/** Watch this widget until it comes near the view, and then do what its element asks for. */
export function watch(widget) {
  const { host } = widget.button.getRootNode();
  const wish = (name) => host.getAttribute(name) ?? host.getAttribute('data-' + name) ?? 'false';
  const hides = wish('hide-when-none') != 'false';
  if (!hides) widget.button.style = '';
  const near = ([entry], observer) => {
    if (!entry.isIntersecting) return;
    observer.disconnect();
    if (hides) ask(widget.url, (has) => (has ? (widget.button.style = '') : collapse(host)));
    if (wish('neighbours') == 'always') showNeighbours(widget, host);
  };
  new IntersectionObserver(near, { rootMargin: '50%' }).observe(host);
}
