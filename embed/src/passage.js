// Shows the passage of a point in the article: finds it, brings it into view, marks it, and leads back to the point.
import { passages } from './passage/find.js';
import { lettersAlone, letters, withoutNotes as clean } from './passage/fold.js';
import { colours, mark } from './passage/mark.js';
import { adopt, back, note, withoutNotes } from './passage/back.js';
import { besideBar, bring, closed, isInView, NOW, open, places, seen, SOON } from './passage/seen.js';

// Where an occurrence is no part of the article's own text, another one is preferred.
const BESIDE = 'aside, nav, footer, [aria-hidden="true"]';
const { setTimeout } = window;
const FRAME_MS = 60;
const FRAMES = 8;

let shown;
let turn = 0;

/**
 * Show the passage of a point, or say by the point that the page does not have it.
 *
 * link: the point's number, in a panel in the shadow root of the widget; status: its live region;
 * byKeyboard: whether the reader pressed a key. Resolves to whether the passage is in view and marked.
 * Never leaves the page. Of a press that was overtaken by another: undefined.
 */
export async function show(link, status, byKeyboard) {
  const mine = ++turn;
  const panel = link.closest('.summary-panel');
  const { top } = link.getBoundingClientRect();
  shown?.();
  shown = null;
  status.textContent = '';
  adopt(link.getRootNode());
  withoutNotes(panel);
  const paint = colours(panel);
  const found = await reveal(link, paint, () => mine == turn);
  if (mine != turn) return found?.unmark();
  if (found) shown = back({ ...found, ...paint, link, panel, top, byKeyboard });
  else note(link, panel);
  status.textContent = panel.dataset[found ? 'marked' : 'missing'];
  return !!found;
}

/** Find the passage, mark it and bring it into view; resolves to what undoes that, or to nothing. */
async function reveal(link, paint, isWanted) {
  const Sheet = link.getRootNode().adoptedStyleSheets[0].constructor;
  const quote = link.dataset.quote ?? link.nextElementSibling.textContent;
  for (const ranges of passages(quote)) {
    for (const range of ranked(ranges)) {
      const restore = places(range.startContainer);
      const close = open(closed(range.startContainer));
      const unmark = mark(range, paint, Sheet);
      if (await isShown(range)) return { range, unmark, restore };
      unmark();
      restore();
      close();
      if (!isWanted()) return;
    }
  }
}

/** What is compared of a text: its letters and digits, and its letters without marks of notes. For tests. */
export const folded = (text) => [letters(text), lettersAlone(clean(text))];

/** The ranges that may be shown: first what is seen, then what has to be faded in or opened. */
function ranked(ranges) {
  const rank = (range) => {
    const { startContainer } = range;
    if (seen(range, NOW).length) return startContainer.parentElement?.closest(BESIDE) ? 1 : 0;
    if (closed(startContainer).length) return 3;
    return seen(range, SOON).length ? 2 : 4;
  };
  return ranges
    .map((range) => [range, rank(range)])
    .filter(([, rank]) => rank < 4)
    .sort((a, b) => a[1] - b[1])
    .map(([range]) => range);
}

/** Bring the range into view; resolves to whether it is there and painted. A page may fade it in, or move it. */
async function isShown(range) {
  let free = [0, 0];
  let before;
  let some = false;
  for (let frame = 0; frame < FRAMES; frame++) {
    const [[node] = []] = seen(range, SOON);
    if (node) bring(node, () => extent(seen(range, SOON)), free);
    const boxes = seen(range, NOW);
    some = boxes.some(([node, box]) => isInView(node, box));
    const first = some && isInView(...boxes[0]) ? boxes[0][1].top : null;
    if (first != null && first === before) return true;
    before = first;
    if (first == null && boxes.length) free = besideBar(...boxes[0]).map((edge, side) => Math.max(edge, free[side]));
    await new Promise((done) => setTimeout(done, FRAME_MS));
  }
  return some;
}

/** Left, top of the first line, right and bottom. In columns a later line may stand far above the first. */
function extent(pairs) {
  const boxes = pairs.map(([, box]) => box);
  const all = (side) => boxes.map((box) => box[side]);
  return [Math.min(...all('left')), boxes[0].top, Math.max(...all('right')), Math.max(...all('bottom'))];
}
