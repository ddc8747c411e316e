// In the page of a frame: tells the page around it how high the panel is, and takes the site's accent.

const { documentElement: root, body } = document;
const { origins = '', accent } = root.dataset;

// The server has checked that it is a colour. A policy forbids style attributes, not this.
if (accent) root.style.setProperty('--summary-widget-accent', accent);

/** Return the origins that may hear of it: those of the site, of which the page around us is one if we know it. */
function listeners() {
  const site = origins.split(' ').filter(Boolean);
  const around = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
  return site.includes(around) ? [around] : site;
}

function tell() {
  const height = Math.ceil(body.getBoundingClientRect().height);
  const article = body.querySelector('.summary-panel')?.dataset.article;
  const message = { type: 'summary-widget:height', height, ...(article && { article }) };
  for (const origin of listeners()) parent.postMessage(message, origin);
}

if (parent !== window) {
  new ResizeObserver(tell).observe(body);
  // Once more, for a page that begins to listen late.
  addEventListener('load', tell);
}
