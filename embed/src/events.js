// What the site's own analytics may hear of a widget. No event says who the reader is or what the page is.

import { CustomEvent } from './native.js';

/** Send the event summary-NAME from the element, up through every shadow root; it cannot be cancelled. */
export function tell({ host }, name, detail) {
  host.dispatchEvent(new CustomEvent('summary-' + name, { bubbles: true, composed: true, detail }));
}
