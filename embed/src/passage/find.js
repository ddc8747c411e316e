// Finds a quote in the text of the page: word for word, without its note marks, or by its beginning and its end.
import { letters, lettersAlone, withoutNotes } from './fold.js';

// What is no text of the page, and what the server does not read either: see widget/rules/not_shown.json.
const SKIPPED = 'script,style,noscript,template,textarea,iframe,object,summary-widget,.summary-panel,' + NOT_SHOWN;
// A mark of a note: at most so many characters, raised or named as one.
const NOTE = 'sup, [role="doc-noteref"]';
const NOTE_CHARACTERS = 6;
const MOST = 40;

// Letters at each end that must agree, and how many more than the quote may stand between them.
const ENDS = [
  [48, 3000],
  [24, 1500],
  [12, 200],
];
// From this character on a letter says as much as three.
const DENSE = '\u2e80';
// Two characters of one word, in a script that puts spaces between words. An accent belongs to the letter before it.
const GLUED = /^(?=[\0-\u0dff]{2})(?:\p{L}\p{L}|\p{M}\p{L}|\p{N}\p{N})$/u;

/** Yield lists of the ranges of the page that have the words of the quote, the likeliest list first. */
export function* passages(quote) {
  const nodes = textNodes(document.body);
  const exact = read(nodes, letters);
  yield ranges(exact, occurrences(exact.text, letters(quote)), quote);
  const loose = read(nodes.filter(isNoNote), lettersAlone, withoutNotes);
  const wanted = lettersAlone(withoutNotes(quote));
  yield ranges(loose, byFigures(loose, occurrences(loose.text, wanted), quote), quote);
  for (const [count, more] of ENDS) yield ranges(loose, apart(loose.text, wanted, count, more), quote);
}

/** The page's text nodes in order, those in open shadow roots where they are shown. */
function textNodes(root, found = []) {
  const walker = document.createTreeWalker(root, 5, (node) => {
    if (node.nodeType == 3) return 1;
    // A page may open its articles in a dialog: the one with a widget in it is read.
    return node.matches(SKIPPED) && !node.querySelector('summary-widget') ? 2 : 1;
  });
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType == 3) found.push(node);
    else if (node.shadowRoot) textNodes(node.shadowRoot, found);
  }
  return found;
}

function isNoNote(node) {
  return !(node.length <= NOTE_CHARACTERS && node.parentElement?.closest(NOTE));
}

/** The folded text of these nodes, and where in it each of them begins. */
function read(nodes, fold, clean = (text) => text) {
  const starts = [];
  const parts = [];
  let length = 0;
  for (const node of nodes) {
    const part = fold(clean(node.data));
    starts.push(length);
    length += part.length;
    parts.push(part);
  }
  return { nodes, fold, clean, starts, text: parts.join('') };
}

function occurrences(text, wanted) {
  const found = [];
  let at = wanted ? text.indexOf(wanted) : -1;
  for (; at >= 0 && found.length < MOST; at = text.indexOf(wanted, at + 1)) found.push([at, at + wanted.length]);
  return found;
}

/** Sort occurrences that differ in figures at most: first those with the quote's own, but for marks of notes. */
function byFigures(page, found, quote) {
  if (found.length < 2) return found;
  const figures = (text) => text.normalize('NFKD').replace(/\P{N}/gu, '');
  const own = figures(quote);
  const isOther = ([from, to]) => {
    const theirs = figures(`${rangeOf(page, from, to)}`);
    return !(isWithin(own, theirs) || isWithin(theirs, own));
  };
  return found.sort((a, b) => isOther(a) - isOther(b));
}

/** Whether the second text has the characters of the first in their order, and maybe others. */
function isWithin(part, whole) {
  let at = -1;
  return [...part].every((each) => (at = whole.indexOf(each, at + 1)) >= 0);
}

/** Where the quote's first and last letters stand in their order and near each other; the nearest first. */
function apart(text, wanted, count, more) {
  const dense = wanted > DENSE ? 3 : 1;
  const size = count / dense;
  if (wanted.length < 2 * size) return [];
  const heads = occurrences(text, wanted.slice(0, size));
  const tails = occurrences(text, wanted.slice(-size));
  const found = [];
  heads.forEach(([from, after], index) => {
    const [begin, to] = tails.find(([at]) => at >= after) ?? [];
    const nearer = heads[index + 1]?.[1] <= begin;
    const between = to - from - wanted.length;
    if (nearer || !(between <= more / dense)) return;
    if (count > 12 || alike(wanted, text.slice(from, to))) found.push([from, to, Math.abs(between)]);
  });
  return found.sort((a, b) => a[2] - b[2]);
}

/** Whether most of the quote is in the text, taken in pieces. */
function alike(wanted, text) {
  let all = 0;
  let same = 0;
  for (let at = 0; at + 4 <= wanted.length; at += 2, all++) same += text.includes(wanted.slice(at, at + 4));
  return same > 0.6 * all;
}

function ranges(page, found, quote) {
  return found
    .map(([from, to]) => rangeOf(page, from, to))
    .filter((range) => range && !isCut(range))
    .map((range) => grown(page.nodes, range, quote));
}

function rangeOf(page, from, to) {
  const [first, start] = spot(page, from);
  const [last, end] = spot(page, to - 1);
  if (first.getRootNode() != last.getRootNode()) return;
  const range = document.createRange();
  range.setStart(first, start - (/[\udc00-\udfff]/.test(first.data[start - 1]) ? 2 : 1));
  range.setEnd(last, end);
  return range;
}

/** The node of a letter of the folded text, and the offset behind that letter. */
function spot({ nodes, fold, clean, starts }, at) {
  const index = firstWhere(starts.length, (each) => starts[each] > at) - 1;
  const text = clean(nodes[index].data);
  const wanted = at - starts[index];
  return [nodes[index], firstWhere(text.length, (offset) => fold(text.slice(0, offset)).length > wanted)];
}

/** The least number up to `end` for which the test holds, which holds for all above it. */
function firstWhere(end, test) {
  let low = 0;
  while (low < end) {
    const middle = (low + end) >> 1;
    if (test(middle)) end = middle;
    else low = middle + 1;
  }
  return end;
}

/** Whether the range begins or ends within a word. */
function isCut({ startContainer, startOffset, endContainer, endOffset }) {
  const isGlued = ({ data }, at) => at > 0 && GLUED.test(data.slice(at - 1, at + 1));
  return isGlued(startContainer, startOffset) || isGlued(endContainer, endOffset);
}

/** Take in what the quote has around its letters: quotation marks, brackets, its full stop. */
function grown(nodes, range, quote) {
  const around = /^([^\p{L}\p{N}]*).*?([^\p{L}\p{N}]*)$/su.exec(quote).slice(1);
  const [before, behind] = around.map((marks) => marks.replace(/\s/g, '').length);
  const { startContainer, startOffset, endContainer, endOffset } = range;
  range.setStart(...outwards(nodes, startContainer, startOffset, -1, before));
  range.setEnd(...outwards(nodes, endContainer, endOffset, 1, behind));
  return range;
}

/** The place behind so many marks, at most, that are no letters, from a place in one direction. */
function outwards(nodes, node, offset, step, marks) {
  let place = [node, offset];
  for (let index = nodes.indexOf(node); node; node = nodes[(index += step)]) {
    const { data } = node;
    let at = node == place[0] ? offset : step > 0 ? 0 : data.length;
    for (; step > 0 ? at < data.length : at > 0; at += step) {
      const mark = data[step > 0 ? at : at - 1];
      const accent = /\p{M}/u.test(mark);
      if (/[\p{L}\p{N}]/u.test(mark) || !(marks || accent)) return place;
      if (/[\u00a0\u202f]/.test(mark)) continue;
      if (/\s/.test(mark)) return place;
      if (!accent) marks--;
      place = [node, at + step];
    }
  }
  return place;
}
