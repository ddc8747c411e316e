// Takes an element's room out of the page without a jump.
import { isStill, stop, wait } from './space.js';

const GONE = ':host{display:none!important}';

const ours = new WeakSet();

let last = Promise.resolve();

/** Give the room of a widget that leads to nothing back to the page, step by step where it can be seen. */
export function collapse(host) {
  // One after the other: together they would move what is below them faster.
  last = last.then(() => new Promise((done) => close(host, done)));
}

/** Let a widget whose room was given back have it again, at once: the page has gone on. */
export function unfold(host) {
  last = last.then(() => sheetOf(host).replaceSync(''));
}

/** The sheet by which this widget's room is taken. */
function sheetOf({ shadowRoot }) {
  const sheets = shadowRoot.adoptedStyleSheets;
  let sheet = sheets.find((each) => ours.has(each));
  if (!sheet) {
    ours.add((sheet = new CSSStyleSheet()));
    shadowRoot.adoptedStyleSheets = [...sheets, sheet];
  }
  return sheet;
}

function close(host, done) {
  const sheet = sheetOf(host);
  const height = () => host.parentNode?.getBoundingClientRect?.().height ?? 0;
  const [from, to] = [height(), heightWithout(sheet, height)];
  const { marginTop, marginBottom } = getComputedStyle(host);
  // Margins collapse in their own ways; this much is always enough.
  const most = from - to + parseFloat(marginTop) + 2 * parseFloat(marginBottom);
  let taken = 0;
  const step = (length) => {
    taken += length;
    const seen = host.getBoundingClientRect().top < innerHeight && !isStill();
    if (seen && height() > to && taken < most) {
      sheet.replaceSync(`:host{margin-bottom:${parseFloat(marginBottom) - taken}px!important}`);
      wait(host, step);
    } else {
      sheet.replaceSync(GONE);
      stop(host);
      done();
    }
  };
  step(0);
}

/** How high the element's container would be without it. */
function heightWithout(sheet, height) {
  sheet.replaceSync(GONE);
  const without = height();
  sheet.replaceSync('');
  return without;
}
