// Says in the console why a link stays a link, or leads to a panel that says no. Loaded only when something is wrong.

const CAUSES = {
  'no-link': ['<summary-widget> has no link inside, so there is nothing to make a button of.', 'Put <a href="SERVER/read/SITE?url=ARTICLE"> into it, as "widget snippet SITE" prints it.'],
  'two-servers': ['The link of <summary-widget> names another server than the one that embed.js came from, so it stays a link.', 'Let both lines of the snippet name the same server.'],
  'unencoded-url': ['The address in ?url= is not URL-encoded, so all of it from its first "&" on is lost.', 'Encode it: in a template as {{ page_url | urlencode }}, in a script with encodeURIComponent.'],
  module: ['embed.js cannot see where it came from (it is a module, inline, or in a bundle), and the link names another server than the one it was made for, so it stays a link.', 'Load it as <script async src="SERVER/embed.js">.'],
  rehosted: ['embed.js was loaded from a place that is not the server of the link, so it stays a link.', 'Load it from SERVER/embed.js, and exclude it from optimisers and caches of scripts.'],
  'unknown-site': ['The server does not know the site that the link or the attribute "site" names.', 'Take the key from "widget sites list".'],
  'foreign-page': ['This page belongs to none of the hosts of its site, so no summary is shown.', 'Add its host: "widget sites change SITE --page-host HOST".'],
  'old-browser': ['This browser, or this page that replaced what the browser has, cannot make the widget, so it stays a link.', 'Nothing needs to be done for old browsers: the link works.'],
  'element-taken': ['The page has defined <summary-widget> itself, so its links stay as they are.', 'Define no element of that name.'],
};
const TRACKING = /^(utm_|_g|[a-z]*clk?id$)/;

const said = {};

/**
 * Find out what is wrong and say it, once the page is read.
 *
 * servers: whom a link may name, our own first. source: where the script came from, false when it cannot
 * know. host: the element, none when the whole page is meant.
 */
export function explain(servers, source, host) {
  if (document.readyState == 'loading') {
    document.addEventListener('DOMContentLoaded', () => explain(servers, source, host));
  } else say(servers[0], causeOf(servers, source, host));
}

/** Say once on this page what this code means; server: the address of ours, with a slash at its end. */
export function say(server, code) {
  if (!CAUSES[code] || said[code]) return;
  said[code] = true;
  const [cause, cure] = CAUSES[code].map((text) => text.replace('SERVER/', server));
  console.warn(`summary-widget: ${cause} ${cure} ${server}help/embed#${code}`);
}

function causeOf(servers, source, host) {
  if (!host) return document.adoptedStyleSheets && isTaken() ? 'element-taken' : 'old-browser';
  if (!host.isConnected) return;
  const link = host.querySelector('a[href]');
  if (!link) return 'no-link';
  if (servers.some((server) => server.startsWith(link.origin + '/'))) return spoilsAddress(link) && 'unencoded-url';
  if (!source) return 'module';
  return servers[0] == servers[1] ? 'two-servers' : 'rehosted';
}

function isTaken() {
  try {
    return customElements.get('summary-widget');
  } catch {}
}

/** Whether the link has parameters behind the article's address that no sender adds. */
function spoilsAddress(link) {
  const [, ...rest] = link.search.slice(1).split(/\burl=[^&]*/);
  const names = rest.join('').split('&').filter((pair) => pair);
  return names.some((name) => !TRACKING.test(name.split('=')[0]));
}
