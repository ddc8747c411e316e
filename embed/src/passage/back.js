// What a press on a point leaves in the widget: the way back to the point, or the words that nothing was found.

import { view } from './seen.js';

const { setTimeout, clearTimeout } = window;
const CHECK_MS = 1000;
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]';
let sheet;

/** Give the widget's shadow root the style of what is made here. */
export function adopt(root) {
  const [first] = root.adoptedStyleSheets;
  if (!sheet) (sheet = new first.constructor()).replaceSync(PASSAGE_CSS);
  const others = [...root.adoptedStyleSheets].filter((each) => each != sheet);
  root.adoptedStyleSheets = [...others, sheet];
}

/**
 * Show the way back while a passage is marked; returns what takes both away.
 *
 * A reader who presses it, or Escape, has everything as it was: the places of all scrollers, the
 * point where it was in the window, the focus on it.
 */
export function back({ range, unmark, restore, paper, ink, link, panel, top, byKeyboard }) {
  const pill = makePill(panel, paper, ink);
  const root = link.getRootNode();
  const clear = () => {
    unmark();
    pill.remove();
    document.removeEventListener('keydown', onKey, true);
    clearTimeout(timer);
  };
  const goBack = () => {
    clear();
    restore();
    const home = link.getClientRects().length ? link : root.querySelector('button');
    const moved = home == link ? link.getBoundingClientRect().top - top : 0;
    if (Math.abs(moved) > 1) view().scrollBy({ top: moved, behavior: 'instant' });
    home.focus({ preventScroll: true });
  };
  const onKey = (event) => {
    const { activeElement, body } = document;
    const isNowhere = !activeElement || activeElement == body;
    if (event.key == 'Tab' && !event.shiftKey && (isNowhere || root.activeElement == pill) && focusBehind(range)) {
      event.preventDefault();
    }
    if (event.key != 'Escape' || event.isComposing) return;
    const isElsewhere = !isNowhere && !activeElement.contains(root.host);
    if (isElsewhere) return clear();
    event.preventDefault();
    event.stopImmediatePropagation();
    goBack();
  };
  // A page that takes the widget out gets everything back.
  const watch = () => (pill.isConnected ? (timer = setTimeout(watch, CHECK_MS)) : clear());
  let timer = setTimeout(watch, CHECK_MS);
  pill.onclick = goBack;
  document.addEventListener('keydown', onKey, true);
  root.append(pill);
  pill.showPopover?.();
  place(pill, range);
  if (byKeyboard) pill.focus({ preventScroll: true });
  else link.blur();
  return clear;
}

function makePill({ dataset, dir, lang }, paper, ink) {
  const pill = document.createElement('button');
  pill.className = 'summary-back';
  pill.part = 'back';
  pill.popover = 'manual';
  pill.ariaKeyShortcuts = 'Escape';
  pill.dir = dir;
  pill.lang = lang;
  pill.style.setProperty('--_paper', paper);
  pill.style.setProperty('--_words', ink);
  pill.textContent = dataset.back;
  return pill;
}

/** Move the way back to the top of the window where it would cover the passage. */
function place(pill, range) {
  const { top } = pill.getBoundingClientRect();
  const covers = [...range.getClientRects()].some((box) => box.bottom > top && box.top < view().clientHeight);
  pill.classList.toggle('summary-back-above', covers && range.getBoundingClientRect().top > view().clientHeight / 4);
}

/** Focus what comes next in the page after the beginning of the passage; true when there is such a thing. */
function focusBehind({ startContainer }) {
  for (const each of document.querySelectorAll(FOCUSABLE)) {
    // 4: follows it in the document.
    if (!(startContainer.compareDocumentPosition(each) & 4) || each.tabIndex < 0) continue;
    each.focus({ preventScroll: true });
    if (document.activeElement == each) return true;
  }
}

/** Say by the point that the page does not have its passage, and lead to the page that does. */
export function note(link, { dataset }) {
  const words = document.createElement('span');
  const way = document.createElement('a');
  words.className = 'summary-panel-missing';
  words.setAttribute('part', 'missing');
  way.href = link.href;
  way.textContent = dataset.whole ?? link.ariaLabel;
  words.append(dataset.missing + ' ', way);
  link.nextElementSibling.after(words);
}

export function withoutNotes(panel) {
  for (const each of panel.querySelectorAll('.summary-panel-missing')) each.remove();
}
