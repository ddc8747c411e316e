"""Why the embed may not work on a page: each cause that the embed and the doctor name.

The codes are stable: the browser's console and ``widget doctor`` link to the section of the help
page that has this name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EXAMPLE_SERVER: Final = "https://widget.example"
"""The server's address in the examples below."""

_TAG: Final = '<script async src="https://widget.example/embed.js"></script>'
_LINE: Final = (
    '<summary-widget site="daily"><a href="https://widget.example/read/daily?url=ARTICLE">'
    "No time to read? Get a summary</a></summary-widget>"
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: what one sees, why, and the cure with an example to copy."""

    code: str
    title: str
    seen: str
    why: str
    cure: str
    example: str


CAUSES: Final = (
    Cause(
        "no-link",
        "No link inside the element",
        "Nothing, or only the text that stands in the element.",
        "The button is made from the first link inside `<summary-widget>`. There is none, or an "
        "editor, a sanitiser or another link around the element took it out.",
        "Put the link inside the element, and the element inside no other link.",
        _LINE,
    ),
    Cause(
        "two-servers",
        "Link and script belong to two servers",
        "The link stays a link.",
        "The script takes summaries only from the server that it came from. The link leads to "
        "another origin: another host name, http instead of https, or another port.",
        "Write the same address in both lines. `widget snippet SITE` prints them; the address is "
        "the setting `WIDGET_PUBLIC_URL`.",
        f"{_LINE}\n{_TAG}",
    ),
    Cause(
        "unencoded-url",
        "The article's address is not URL-encoded",
        "The summary of another page, or none: what follows the first `&` is lost.",
        "In `?url=https://news.example/story?id=1&lang=en` the part `lang=en` belongs to the link, "
        "not to the article's address.",
        "Encode the whole address: in Jinja `{{ page_url | urlencode }}`, in PHP "
        "`rawurlencode($url)`, in JavaScript `encodeURIComponent(url)`. Or leave `?url=` out: then "
        "the page's canonical link counts.",
        "https://widget.example/read/daily"
        "?url=https%3A%2F%2Fnews.example%2Fstory%3Fid%3D1%26lang%3Den",
    ),
    Cause(
        "module",
        "The script is a module",
        "The link may stay a link, or become a button late.",
        '`embed.js` is a classic script. As `type="module"` it is not told where it came from, and '
        "knows only the address that the server wrote into it.",
        'Take `type="module"` out; `async` or `defer` may stay.',
        _TAG,
    ),
    Cause(
        "rehosted",
        "The script comes from another place than the server",
        "The link stays a link, or the button stays at an old version after an upgrade.",
        "An optimiser or a person put a copy of `embed.js` on another host, into a bundle or into "
        "the page. The copy trusts the server whose address was written into it, and no other.",
        "Load `embed.js` from the server itself, and give the script the opt-out of your optimiser "
        "(the table below).",
        '<script async data-cfasync="false" data-noptimize="1" data-no-optimize="1" nowprocket '
        'src="https://widget.example/embed.js"></script>',
    ),
    Cause(
        "unknown-site",
        "The server does not know the site",
        "“This summary cannot be shown: this server does not know the site.”",
        "The key in the link's path, or in the attribute `site`, is none of the server's sites.",
        "Look up the key with `widget sites list`, or add the site.",
        'widget sites add daily --name "The Daily" --page-host news.example',
    ),
    Cause(
        "foreign-page",
        "The page does not belong to the site",
        "“This summary cannot be shown: the page does not belong to this site.”",
        "The host of the article's address is not among the site's page hosts. A host with "
        "`www.` and one without it are two hosts.",
        "Name all hosts of the site. The list that you give replaces the old one.",
        "widget sites change daily --page-host news.example --page-host www.news.example",
    ),
    Cause(
        "old-browser",
        "The browser is too old",
        "The link stays a link, and opens the summary on its own page.",
        "The button needs constructable style sheets: Chrome 73, Firefox 101, Safari 16.4 or "
        "newer. Some readers' browsers are older.",
        "Nothing has to be done: the link works everywhere. Keep its text meaningful.",
        _LINE,
    ),
    Cause(
        "element-taken",
        "Another script owns the element's name",
        "Whatever the other script makes of `<summary-widget>`.",
        "A page can define a custom element only once. Another script defined "
        "`summary-widget` before `embed.js` ran.",
        "Remove the other script, or load `embed.js` before it.",
        _TAG,
    ),
    Cause(
        "no-snippet",
        "The page has no element",
        "Nothing.",
        "There is no `<summary-widget>` in the page as the server sends it. The template of "
        "this page may lack it, a cache may hold an old page, or scripts add it later.",
        "Put the line into the template of your article pages, and empty the page cache.",
        _LINE,
    ),
    Cause(
        "no-script",
        "The page does not load embed.js",
        "The link stays a link.",
        "No script of the page comes from the server. The line is missing, or an optimiser took "
        "it out, or a consent manager keeps it from running.",
        "Put the line anywhere in the page, once.",
        _TAG,
    ),
    Cause(
        "mixed-content",
        "A page over https loads the script over http",
        "The link stays a link; the console says “Mixed Content”.",
        "Browsers block scripts over http on pages over https.",
        "Serve the widget server over https, and set its address.",
        "WIDGET_PUBLIC_URL=https://widget.example",
    ),
    Cause(
        "csp",
        "The page's Content-Security-Policy forbids it",
        "The link stays a link, or a press shows “The summary did not load.” The console "
        "names the directive.",
        "A policy of the page does not list the server. Every policy counts, of headers and of "
        "meta elements; a second one can only forbid more.",
        "Add the server to `script-src` and `connect-src` of each policy. With a nonce, put it on "
        "the script; `'strict-dynamic'` ignores lists of hosts and needs the nonce.",
        "script-src 'self' https://widget.example; connect-src 'self' https://widget.example",
    ),
    Cause(
        "canonical",
        "The canonical link names another page",
        "The summary of another article, or “There is no summary of this page yet.”",
        "Without `?url=` the canonical link says which article is meant. It names another "
        "page, another host, or an address that the server does not know.",
        "Let the canonical link name the article's own address, the one that was published.",
        '<link rel="canonical" href="https://news.example/city/bridge">',
    ),
    Cause(
        "frame",
        "The page may not frame the reading page",
        "An empty frame; the console says that `frame-ancestors` forbids it.",
        "Only the site's origins may show the reading page in a frame.",
        "Name the origins of the site. The list that you give replaces the old one.",
        "widget sites change daily --origin https://news.example",
    ),
    Cause(
        "server",
        "The server's files do not reach browsers",
        "The link stays a link, or a press shows “The summary did not load.”",
        "`embed.js` or `core.js` is not answered with status 200, the type of a script and "
        "`Access-Control-Allow-Origin: *`. A proxy, a firewall or a wrong `WIDGET_PUBLIC_URL` may "
        "be the cause.",
        "Ask for both files as a browser would, and compare the answers.",
        "curl -si https://widget.example/embed.js | head -20",
    ),
    Cause(
        "optimiser",
        "An optimiser or a consent manager changed the script",
        "The button comes late, after the first touch, after consent, or never.",
        "Such programs change the type of scripts, so that browsers do not run them at once. The "
        "widget sets no cookie and asks nobody but its server.",
        "Give the script the opt-out of the program, or name `embed.js` in its settings.",
        '<script async data-cfasync="false" data-noptimize="1" data-no-optimize="1" '
        'data-no-defer="1" nowprocket src="https://widget.example/embed.js"></script>',
    ),
    Cause(
        "page",
        "The server cannot fetch the page",
        "`widget doctor` says why.",
        "The server fetches pages like the consumer does: under its own name, from public "
        "addresses, from page hosts of the site.",
        "Follow the message. For a site inside your own network, allow the network.",
        "WIDGET_FETCH_NETWORKS=10.1.0.0/16",
    ),
    Cause(
        "article",
        "There is no summary of the article",
        "A panel that says so.",
        "The server does not know the article, or its rules leave it out: it is too short, "
        "withdrawn, opinion, a live blog, paywalled, noindex, embargoed or excluded.",
        "`widget doctor` names the reason and the command that changes it. To publish by hand:",
        "widget articles publish story.txt --site daily --url https://news.example/city/bridge",
    ),
)
"""Every cause, in the order of the help page."""

CODES: Final = tuple(cause.code for cause in CAUSES)
