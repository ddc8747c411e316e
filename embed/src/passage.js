// Finds a quoted passage in the text of the host page and shows it by selecting it.

const SKIPPED = 'summary-widget, script, style, noscript, template, textarea, .summary-panel';

/**
 * Scroll to the first visible occurrence of the quote in the page and make it the selection.
 *
 * quote: the words as the article has them; white space and soft hyphens do not count.
 * Returns true when it was found. The page's markup, style, URL and history are not touched.
 */
export function showPassage(quote) {
  const range = find(fold(quote));
  if (!range) return false;
  getSelection().setBaseAndExtent(
    range.startContainer,
    range.startOffset,
    range.endContainer,
    range.endOffset,
  );
  scrollTo(range);
  return true;
}

function find(wanted) {
  const { text, spots } = foldedPage();
  for (let at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [first, start] = spots[at];
    const [last, end] = spots[at + wanted.length - 1];
    const range = new Range();
    range.setStart(first, start);
    range.setEnd(last, end + 1);
    if (range.getClientRects().length) return range;
  }
}

/** The page's text with white space folded, and for each of its characters the node and offset. */
function foldedPage() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const spots = [];
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(SKIPPED)) continue;
    for (let offset = 0; offset < node.length; offset++) {
      const folded = foldOne(node.data[offset], text);
      if (!folded) continue;
      text += folded;
      spots.push([node, offset]);
    }
  }
  return { text, spots };
}

function fold(quote) {
  let text = '';
  for (let at = 0; at < quote.length; at++) text += foldOne(quote[at], text);
  return text.trim();
}

/** What one code unit adds to a folded text: nothing, one space, or itself. */
function foldOne(unit, before) {
  if (/[\u00ad\u200b-\u200d\u2060\ufeff]/.test(unit)) return '';
  if (/\s/.test(unit)) return before.endsWith(' ') ? '' : ' ';
  return unit;
}

function scrollTo(range) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = still ? 'instant' : 'smooth';
  const element = range.startContainer.parentElement;
  if (element.offsetHeight < innerHeight) element.scrollIntoView({ block: 'center', behavior });
  else scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3, behavior });
}
