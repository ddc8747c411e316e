// Which article a widget is about: the one that its link names, or the page's own, when the page went
// on to another article and left the link as it was.

/** What senders add to an address and what never chooses an article; a part of the server's list. */
const TRACKING = /^(utm_|mtm_|pk_|hsa_|mc_|_hs|_g[al]|_ke=|mkt_tok|srsltid|gad_|[gw]braid|igsh|cmpid|xtor|[a-z]*clk?id=)/i;

const character = (hex) => ''.constructor.fromCharCode('0x' + hex);
const percent = (one) => '%' + (one.charCodeAt() + 256).toString(16).slice(1).toUpperCase();

/** The address as a browser writes it; it may be relative to the page. */
function absolute(address) {
  const anchor = document.createElement('a');
  anchor.href = address;
  return anchor.href;
}

/** An address in the parts that are compared; the fragment and a slash at the end do not count. */
function parse(address) {
  const anchor = document.createElement('a');
  anchor.href = address.replace(/%([\da-f]{2})/gi, (whole, hex) =>
    /[\w.~!'()*-]/.test(character(hex)) ? character(hex) : whole.toUpperCase(),
  );
  const pairs = anchor.search.slice(1).split('&');
  return {
    where: anchor.host + anchor.pathname.replace(/\/$/, ''),
    pairs: pairs.filter((pair) => pair && !TRACKING.test(pair)),
  };
}

/** Whether two addresses have the same host and path. */
export const samePlace = (one, other) => parse(one).where == parse(other).where;

/** Whether two addresses are one, but for how the reader came there. */
export function same(one, other) {
  const [a, b] = [parse(one), parse(other)];
  return a.where == b.where && a.pairs.join('&') == b.pairs.join('&');
}

/** Whether a link to `name` means the page at this address, by a common spelling of it. */
function means(name, address) {
  const [a, b] = [parse(name), parse(address)];
  const plain = (where) => where.replace(/^(www|m|amp)\./, '').replace(/\/(index\.\w+|amp)$/, '');
  return plain(a.where) == plain(b.where) && a.pairs.every((pair) => b.pairs.includes(pair));
}

/** What the loader noted, "ADDRESS CANONICAL", as a pair; without its fragment, the canonical may be empty. */
export function pageIn(note) {
  const [address, canonical] = note.split(' ');
  return [address.split('#')[0], canonical == 'undefined' ? '' : canonical];
}

const NAMED = /[?&]url=([^&]*)/;
/** The address that a link's query names, the bytes that it stands for in percents; empty without one. */
function namedIn(search) {
  const name = NAMED.exec(search)?.[1];
  if (!name) return '';
  const bytes = name.replace(/%([\da-f]{2})/gi, (_, hex) => character(hex));
  return absolute(bytes.replace(/[^!-~]/g, percent));
}

/** The page's canonical, unless the page has gone on since it was written. */
function freshCanonical({ seen, now }) {
  const [address, canonical] = pageIn(now());
  let written = address;
  for (let at = seen.length - 1; at >= 0; at--) {
    const [before, was] = pageIn(seen[at]);
    if (was != canonical) break;
    written = before;
  }
  return same(written, address) ? canonical : '';
}

/** The note of when the link began to name what it names now: what a linker adds names nothing else. */
function writtenAt({ written }, link) {
  let at = written.length - 1;
  while (at > 0 && namedIn(written[at - 1][0]) == link) at--;
  return pageIn(written[at][1]);
}

/** The address of the article that this widget is about now. */
export function articleOf(widget) {
  const own = widget.option('url');
  if (own) return absolute(own);
  const link = namedIn(widget.link.search);
  const [address] = pageIn(widget.now());
  const canonical = freshCanonical(widget);
  if (!link) return canonical || address;
  const [before, was] = writtenAt(widget, link);
  if (!means(link, before) && !(was && means(link, was))) return link;
  if (canonical && canonical != was) return canonical;
  return same(before, address) ? link : address;
}

/** The address of the fragment of an article; as the link spells it where it names this one. */
export function fragmentOf({ link, target }, article) {
  if (namedIn(link.search) == article) return target + NAMED.exec(link.search)[1];
  return target + article.replace(/[^\w.~-]/g, percent);
}
