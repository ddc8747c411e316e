// What the site's own analytics may hear of a widget. No event says who the reader is or what the page is.

// A page may have put something else in the place of the global of this name; the browser's own makes this one.
const BrowsersOwn = document.createEvent('CustomEvent').constructor;

/** Send the event summary-NAME from the element, up through every shadow root; it cannot be cancelled. */
export function tell({ button }, name, detail) {
  button.getRootNode().host?.dispatchEvent(
    new BrowsersOwn('summary-' + name, { bubbles: true, composed: true, detail }),
  );
}
