// Which article a widget is about: the one that its link names, or the page's own, when the page went
// on to another article and left the link as it was.

/** What senders add to an address and what never chooses an article; a part of the server's list. */
const TRACKING = /^(utm_|mtm_|pk_|hsa_|mc_|_hs|_g[al]|_ke=|mkt_tok|srsltid|gad_|[gw]braid|igsh|cmpid|xtor|[a-z]*clk?id=)/i;

const NAMED = /[?&]url=([^&]*)/;

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

/** The address that a link's query names, the bytes that it stands for in percents; empty without one. */
function namedIn(search) {
  const name = NAMED.exec(search)?.[1];
  if (!name) return '';
  const bytes = name.replace(/%([\da-f]{2})/gi, (_, hex) => character(hex));
  return absolute(bytes.replace(/[^!-~]/g, percent));
}

/** Where the page was when the link began to name this; what a linker adds to it names nothing else. */
function writtenAt({ written }, link) {
  for (const [search, address] of addressesIn(written)) if (namedIn(search) == link) return address;
}

/** The keys and addresses of a record, without what a page has put on every object. */
function addressesIn(record) {
  const found = [];
  for (const key in record) if (typeof record[key] == 'string') found.push([key, record[key]]);
  return found;
}

/** The canonicals that were first seen at this address, in their order. */
function canonicalsOf({ seen }, address) {
  const found = [];
  for (const [canonical, first] of addressesIn(seen)) if (same(first, address)) found.push(canonical);
  return found;
}

/** The page's canonical; with the addresses of articles before it is told apart by where it was first seen. */
export const canonicalNow = () => document.querySelector('[rel~=canonical]')?.href;

/** The address of the article that this widget is about now. */
export function articleOf(widget) {
  const own = widget.option('url');
  if (own) return absolute(own);
  const [address] = location.href.split('#');
  const canonical = canonicalNow();
  const isFresh = canonical && same((widget.seen[canonical] ??= address), address);
  const page = isFresh ? canonical : address;
  const link = namedIn(widget.plainLink.search);
  if (!link) return page;
  const before = writtenAt(widget, link);
  const then = canonicalsOf(widget, before);
  // A link that never was of the page is a teaser of another article, and stays one.
  if (![before, ...then].some((known) => means(link, known))) return link;
  if (!same(before, address)) return page;
  return isFresh && canonical != then[0] ? canonical : link;
}

/** The address of the fragment of an article; as the link spells it where it names this one. */
export function fragmentOf({ plainLink, stem }, article) {
  if (namedIn(plainLink.search) == article) return stem + NAMED.exec(plainLink.search)[1];
  return stem + article.replace(/[^\w.~-]/g, percent);
}
