"""The pages of publishers: the same article under different policies and libraries."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.browser.articles import ARTICLES

if TYPE_CHECKING:
    from tests.browser.world import World

NONCE = "r4nd0m"
REPORTS = """
window.seen = [];
document.addEventListener('securitypolicyviolation',
  e => window.seen.push(e.violatedDirective + ' ' + e.blockedURI));
"""


def policies(widget: str) -> dict[str, str]:
    """Return the six content security policies under which the widget must work."""
    rest = f"connect-src {widget}; style-src 'self'; base-uri 'none'; object-src 'none'"
    nonce = f"'nonce-{NONCE}'"
    typed = f"script-src 'self' {widget} {nonce}; {rest}; require-trusted-types-for 'script'"
    return {
        "none": "",
        "allow-list and nonce": f"default-src 'self'; script-src 'self' {widget} {nonce}; {rest}",
        "nonce only": f"default-src 'self'; script-src {nonce}; {rest}",
        "strict-dynamic": f"default-src 'self'; script-src 'strict-dynamic' {nonce}; {rest}",
        "trusted types": typed,
        "trusted types, our policy name refused": f"{typed}; trusted-types other",
    }


@dataclass(frozen=True, slots=True)
class HostPage:
    """One page of a news site and how it embeds the widget."""

    slug: str = "bridge"
    attributes: str = ""
    head: str = ""
    below: str = ""
    policy: str = ""
    widgets: int = 2
    language: str = "en"
    direction: str = "ltr"


def element(world: World, slug: str, attributes: str = "") -> str:
    """Return the element as a publisher writes it."""
    link = f"{world.widget}/read/daily?url={quote(world.article(slug), safe='')}"
    return (
        f'<summary-widget site="daily" {attributes}>'
        f'<a href="{link}">No time to read? Get a summary</a></summary-widget>'
    )


def put(world: World, host: HostPage) -> str:
    """Put the page on the news site and return its address."""
    headers = {"Content-Security-Policy": host.policy} if host.policy else {}
    world.site.pages[f"/{host.slug}"] = (markup(world, host), headers)
    return world.article(host.slug)


def load_by(world: World, script: str, slug: str = "bridge") -> None:
    """Let this markup at the end of a page that was put load the script, and nothing else."""
    body, headers = world.site.pages[f"/{slug}"]
    plain = f'async src="{world.widget}/embed.js"></script>'
    cut = body.index(plain)
    start = body.rindex("<script", 0, cut)
    rest = body[:start] + body[cut + len(plain) :]
    world.site.pages[f"/{slug}"] = (rest.replace("</main>", "</main>" + script), headers)


def markup(world: World, host: HostPage) -> str:
    """Return the whole page, the widget above and below the text."""
    article = ARTICLES.get(host.slug, ARTICLES["bridge"])
    widget = element(world, host.slug, host.attributes)
    text = "".join(f"<p>{escape(part)}</p>" for part in (article.text or "").split("\n\n"))
    script = f'<script nonce="{NONCE}" async src="{world.widget}/embed.js"></script>'
    return f"""<!doctype html><html lang="{host.language}" dir="{host.direction}"><head>
<meta charset="utf-8"><title>{escape(article.title or "")}</title>
<script nonce="{NONCE}">{REPORTS}</script>{host.head}{script}</head>
<body><main><h1>{escape(article.title or "")}</h1>{widget if host.widgets else ""}
<article>{text}</article>{widget if host.widgets > 1 else ""}{host.below}</main></body></html>"""
