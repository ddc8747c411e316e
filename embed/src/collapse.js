// Takes an element's room out of the page without a jump.

// What moves by less than 3 CSS pixels between two frames is no layout shift.
const STEP_PX = 2.5;

/** Give the room of a widget that leads to nothing back to the page, step by step where it can be seen. */
export function collapse(host) {
  const sheet = new CSSStyleSheet();
  const root = host.shadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const margin = parseFloat(getComputedStyle(host).marginBottom);
  const room = roomOf(host, sheet);
  let taken = 0;
  const step = () => {
    taken += STEP_PX;
    const seen = host.getBoundingClientRect().top < innerHeight;
    if (taken >= room || !seen) return sheet.replaceSync(':host{display:none!important}');
    sheet.replaceSync(`:host{margin-bottom:${margin - taken}px!important}`);
    requestAnimationFrame(step);
  };
  step();
}

/** How much lower the end of the element's container is because of it, in CSS pixels. */
function roomOf(host, sheet) {
  const height = () => host.parentNode.getBoundingClientRect?.().height ?? 0;
  const before = height();
  sheet.replaceSync(':host{display:none!important}');
  const room = before - height();
  sheet.replaceSync('');
  return room;
}
