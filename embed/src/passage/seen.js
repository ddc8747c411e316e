// Tells whether a reader can see a place of the page, opens what hides it, and scrolls as the reader could.

/** The element around a node as it is shown: slots and shadow roots count. */
export const around = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;

// Pages replace globals: few are named, and those are taken when this file is loaded.
const { getComputedStyle: styleOf } = window;
const scrolls = (overflow) => /auto|scroll/.test(overflow);
export const view = () => document.scrollingElement ?? document.documentElement;

/** What stands between the top of the window and what is read, and room for the way back at its end. */
const AIR = 16;
const FOOT = 84;

export function* ancestors(node) {
  for (let each = around(node); each; each = around(each)) yield each;
}

/** The parts of the range that lie in one text node each. */
export function pieces(range) {
  const { startContainer, endContainer, commonAncestorContainer } = range;
  if (startContainer == endContainer) return [range];
  const found = [];
  const walker = document.createTreeWalker(commonAncestorContainer, 4);
  walker.currentNode = startContainer;
  for (let node = startContainer; node; node = node == endContainer ? null : walker.nextNode()) {
    const piece = document.createRange();
    piece.setStart(node, node == startContainer ? range.startOffset : 0);
    piece.setEnd(node, node == endContainer ? range.endOffset : node.length);
    if (`${piece}`.trim()) found.push(piece);
  }
  return found;
}

/** What may hide a place: with or without what a page fades in once it is scrolled to. */
export const NOW = { checkOpacity: true, checkVisibilityCSS: true };
export const SOON = { checkVisibilityCSS: true };

/** The [node, box] pairs of the range that a reader sees, or would after scrolling; none when most of it cannot be seen. */
export function seen(range, hiding = NOW) {
  const all = pieces(range);
  const shown = all.map(({ startContainer }, index) =>
    boxesOf(all[index], hiding)
      .filter((box) => isReachable(startContainer, box, hiding))
      .map((box) => [startContainer, box]),
  );
  const length = (list) => list.reduce((sum, piece) => sum + `${piece}`.length, 0);
  const part = length(all.filter((piece, index) => shown[index].length)) / length(all);
  return shown[0]?.length || part > 0.5 ? shown.flat() : [];
}

function boxesOf(range, hiding) {
  const { startContainer } = range;
  if (startContainer.parentElement?.checkVisibility?.(hiding) === false) return [];
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 3);
  if (boxes.length || hiding == NOW) return boxes;
  // Firefox lays out a part of the page with content-visibility: auto once that is near the window.
  const late = [...ancestors(startContainer)].find((each) => styleOf(each).contentVisibility == 'auto');
  return late ? [late.getBoundingClientRect()] : [];
}

/** Whether no ancestor clips the box away, and it is where a reader can scroll to. */
function isReachable(node, { left, top, right, bottom }, { checkOpacity }) {
  const box = { x: [left, right], y: [top, bottom] };
  let taken = '';
  let opacity = 1;
  for (const each of ancestors(node)) {
    const style = styleOf(each);
    opacity *= style.opacity;
    if (checkOpacity && opacity < 0.1) return false;
    // What is positioned is clipped by the box that it is positioned in, and by those around that.
    const holds = style.transform != 'none' || (taken == 'absolute' && style.position != 'static');
    if (!taken || holds) {
      if (isCutOut(style) || !(isPage(each) || passes(each, style, box))) return false;
      taken = '';
    }
    if (/absolute|fixed/.test(style.position)) taken = style.position;
  }
  return isOnPage(box, taken == 'fixed');
}

function isCutOut({ clipPath, clip, filter }) {
  const [top, right, bottom, left] = clip.match(/-?[\d.]+/g) ?? [];
  const shape = clipPath + filter;
  return /inset\((?:[5-9]\d|100)|(?:circle|ellipse|opacity)\(0[^.]/.test(shape) || right - left < 4 || bottom - top < 4;
}

/** Whether the element's overflow is the window's: that of html, and of body where html has none. */
function isPage(element) {
  const { body, documentElement } = document;
  return element == documentElement || (element == body && styleOf(documentElement).overflowX == 'visible');
}

/** Clip the box by an element; false when nothing of it is left that could be read. */
function passes(element, style, box) {
  const outer = element.getBoundingClientRect();
  const start = { x: outer.left + element.clientLeft, y: outer.top + element.clientTop };
  const size = { x: element.clientWidth, y: element.clientHeight };
  const whole = { x: element.scrollWidth, y: element.scrollHeight };
  const gone = { x: element.scrollLeft, y: element.scrollTop };
  for (const axis of ['x', 'y']) {
    const overflow = style[axis == 'x' ? 'overflowX' : 'overflowY'];
    if (overflow == 'visible' || style.display == 'inline') continue;
    if (scrolls(overflow)) {
      // Right to left, an element scrolls into what is negative.
      const first = start[axis] - gone[axis] - (gone[axis] < 0 || isBackwards(style, axis) ? whole[axis] - size[axis] : 0);
      if (!isWithin(box[axis], first, first + whole[axis])) return false;
      box[axis] = [start[axis], start[axis] + size[axis]];
    } else if (!isWithin(box[axis], start[axis], start[axis] + size[axis])) return false;
  }
  return true;
}

const isBackwards = ({ direction }, axis) => axis == 'x' && direction == 'rtl';

/** Cut an extent to what is between two places; false when less than half of it is left, or next to nothing. */
function isWithin(extent, from, to) {
  const length = extent[1] - extent[0];
  extent[0] = Math.max(extent[0], from);
  extent[1] = Math.min(extent[1], to);
  return extent[1] - extent[0] >= Math.max(Math.min(length / 2, 40), 2);
}

function isOnPage(box, isFixed) {
  const root = view();
  const style = styleOf(root);
  const first = isBackwards(style, 'x') ? root.clientWidth - root.scrollWidth : 0;
  const extents = {
    x: [first - root.scrollLeft, root.scrollWidth],
    y: [-root.scrollTop, root.scrollHeight],
  };
  const size = { x: root.clientWidth, y: view().clientHeight };
  return ['x', 'y'].every((axis) => {
    const [from, length] = isFixed || isLocked(axis) ? [0, size[axis]] : extents[axis];
    return isWithin(box[axis], from, from + length);
  });
}

/** Whether the reader cannot scroll the window along this axis. */
function isLocked(axis) {
  const name = axis == 'x' ? 'overflowX' : 'overflowY';
  const { body, documentElement } = document;
  const own = styleOf(documentElement)[name];
  return /hidden|clip/.test(own == 'visible' ? styleOf(body)[name] : own);
}

/** Whether the box is in the window, painted, and nothing opaque lies over all of it. */
export function isInView(node, { left, top, right, bottom }) {
  const element = node.parentElement;
  const isTouchable = styleOf(element).pointerEvents != 'none';
  return [left + 3, (left + right) / 2, right - 3].some((x) => {
    const over = node.getRootNode().elementsFromPoint(x, (top + bottom) / 2);
    const index = over.findIndex((each) => element.contains(each) || each.contains(element));
    if (index < 0 || over.slice(0, index).some(isOpaque)) return false;
    return !isTouchable || over.some((each) => element.contains(each));
  });
}

/** Where a bar that stays in place leaves the window free, if one lies over the box: [top, foot]. */
export function besideBar(node, { left, right, top, bottom }) {
  const [over] = node.getRootNode().elementsFromPoint((left + right) / 2, (top + bottom) / 2);
  for (let each = over; each && !each.contains(node); each = around(each)) {
    if (!/fixed|sticky/.test(styleOf(each).position)) continue;
    const bar = each.getBoundingClientRect();
    return [bar.bottom < view().clientHeight / 2 ? bar.bottom : 0, bar.top > view().clientHeight / 2 ? view().clientHeight - bar.top : 0];
  }
  return [0, 0];
}

/** What hides the node and can be opened, from the outermost inwards. */
export function closed(node) {
  const found = [];
  let inside = node;
  for (const each of ancestors(node)) {
    const isDetails = each.localName == 'details' && !each.open && inside.localName != 'summary';
    if (isDetails || isUntilFound(each)) found.unshift(each);
    inside = each;
  }
  return found;
}

const isUntilFound = (element) => element.getAttribute('hidden') == 'until-found';

/** Open these as a search in the page does; returns what closes again all that was opened. */
export function open(elements) {
  const hidden = elements.filter(isUntilFound);
  const details = elements.filter((each) => each.localName == 'details' && !each.open);
  for (const each of details) each.open = true;
  for (const each of hidden) {
    const event = document.createEvent('Event');
    event.initEvent('beforematch', true, false);
    each.dispatchEvent(event);
    each.removeAttribute('hidden');
  }
  return () => {
    for (const each of details) each.open = false;
    for (const each of hidden) each.setAttribute('hidden', 'until-found');
  };
}

function isOpaque(element) {
  const { backgroundColor, backgroundImage, opacity } = styleOf(element);
  const alpha = /[,/] *([\d.]+)\)$/.exec(backgroundColor.replace(/^rgb\(.*/, ''))?.[1] ?? 1;
  const paints = /^(?:img|picture|video|canvas|iframe|embed|object)$/i.test(element.localName);
  return opacity > 0.3 && (paints || backgroundImage != 'none' || alpha > 0.3);
}

/** Where each scroller around the node stands now: a function that puts all back there. */
export function places(node) {
  const all = [...ancestors(node), view()].map((each) => [each, each.scrollLeft, each.scrollTop]);
  return () => all.forEach(([each, left, top]) => each.scrollTo({ left, top, behavior: 'instant' }));
}

/** Bring the boxes that `find` measures into view, with the scrollers that a reader has, and no others. */
export function bring(node, find, [head, foot]) {
  const root = view();
  const { scrollPaddingTop, scrollPaddingBottom } = styleOf(root);
  const top = Math.max(head, (parseFloat(scrollPaddingTop) || 0) + marginOf(node));
  const end = root.clientHeight - Math.max(FOOT, foot, parseFloat(scrollPaddingBottom) || 0);
  for (const each of ancestors(node)) {
    const style = styleOf(each);
    if (isPage(each) || !(scrolls(style.overflowX) || scrolls(style.overflowY))) continue;
    const outer = each.getBoundingClientRect();
    const [left, above] = [outer.left + each.clientLeft, outer.top + each.clientTop];
    const area = [left, above, left + each.clientWidth, above + each.clientHeight];
    // A box that is the page in all but name: what covers the window covers it.
    if (isLocked('y')) area.splice(1, 3, Math.max(above, top), area[2], Math.min(area[3], end));
    move(each, find(), style, area, 0);
  }
  const axes = { overflowX: isLocked('x') ? '' : 'auto', overflowY: isLocked('y') ? '' : 'auto' };
  move(root, find(), axes, [0, top, root.clientWidth, end], AIR);
}

/** The largest scroll-margin of the few elements around a node: what the page keeps free above what is linked to. */
function marginOf(node) {
  const near = [...ancestors(node)].slice(0, 3);
  return Math.max(...near.map((each) => parseFloat(styleOf(each).scrollMarginTop) || 0));
}

/** Scroll an element so that the boxes are in the middle of this part of it, unless they are within it. */
function move(element, [left, top, right, bottom], { overflowX, overflowY }, [x, y, end, foot], air) {
  const by = { behavior: 'instant', left: 0, top: 0 };
  if (scrolls(overflowX) && (left < x || right > end)) by.left = right - left > end - x ? left - x - air : (left + right - x - end) / 2;
  if (scrolls(overflowY) && (top < y + air || bottom > foot)) {
    by.top = bottom - top > foot - y - air ? top - y - air : (top + bottom - y - foot) / 2;
  }
  if (by.left || by.top) element.scrollBy(by);
}
