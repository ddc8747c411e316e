// Pages that go on to another article without loading: what is shown is of this page, or it closes.
import { articleOf, fragmentOf, same, samePlace } from './article.js';
import { fetchPanel } from './answers.js';
import { onPageChange } from './page_change.js';

const watched = [];
let isWatching = false;

/** Whether the page is at another place than when the button was pressed. */
export const hasMoved = (widget) => !samePlace(widget.pressedOn, location.href);

/**
 * Look after this widget from now on: whenever page, link or attributes change, what it shows is checked.
 *
 * acts: begin(widget, article) asks anew, leave(widget) closes and drops what is waited for, obey(widget)
 * does what the element's attributes say.
 */
export function watch(widget, acts) {
  widget.review = () => {
    if (!watched.includes(widget)) watched.push(widget);
    check(widget, acts);
    acts.obey(widget);
  };
  if (!isWatching) onPageChange(widget.observe, reviewAll);
  isWatching = true;
  watched.push(widget);
}

function reviewAll() {
  for (const widget of watched.splice(0)) if (widget.host.isConnected) widget.review();
}

function check(widget, { begin, leave }) {
  if (!widget.article) return;
  const article = articleOf(widget);
  const isSameSite = widget.asked == widget.stem;
  if (isSameSite && same(article, widget.article)) return;
  if (hasMoved(widget)) leave(widget);
  else if (widget.busy) begin(widget, article);
  else compare(widget, article, () => reopen(widget, leave));
}

/** Close; a widget that the page wants open opens again, with what is of the page now. */
function reopen(widget, leave) {
  leave(widget);
  if (widget.on('open')) widget.press();
}

/** Ask the server whether this address is of the article that is shown; until it answers nothing is shown. */
async function compare(widget, article, leave) {
  const { slot } = widget;
  const key = slot.firstElementChild?.dataset.article;
  if (!key || widget.asked != widget.stem) return leave();
  widget.article = article;
  slot.style.visibility = 'hidden';
  const panel = await fetchPanel(widget, fragmentOf(widget, article));
  // Closed, or asked again, in the meantime.
  if (widget.article != article) return;
  slot.style.visibility = '';
  if (panel?.dataset.article != key) leave();
}
