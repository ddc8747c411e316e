"""The web site of the demo newspaper: a small Flask app that knows the widget only by its URL."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import urlopen

from flask import Flask, abort, render_template, request, send_from_directory
from jinja2 import FileSystemLoader

from examples.news.articles import SECTIONS, Article, read_articles
from examples.news.words import WORDS
from examples.themes import THEMES, HostedArticle
from examples.themes import render as render_theme

if TYPE_CHECKING:
    from werkzeug.exceptions import HTTPException as Refused
    from werkzeug.wrappers import Response

HERE = Path(__file__).parent
FIGURES = HERE / "figures"
INCLUDE_SECONDS = 1.0
FRAGMENT_BYTES = 65_536
ATTRIBUTES = ("look", "theme", "label", "heading-level", "open", "hide-when-none", "neighbours")
"""Of the widget, which the query of a page in a theme may give it."""


@dataclass(frozen=True, slots=True)
class IncludedFragment:
    """The markup of a fragment from our own widget server, which the page includes as it is."""

    markup: str

    def __html__(self) -> str:
        """Return the markup: Jinja's protocol for text that needs no escaping."""
        return self.markup


@dataclass(frozen=True, slots=True)
class Newspaper:
    """What the pages show: the articles, and where the site and the widget are."""

    articles: tuple[Article, ...]
    widget_base: str
    site_base: str
    site_key: str

    def find(self, section: str, slug: str) -> Article:
        """Return the article at this place, or answer 404."""
        path = f"/{section}/{slug}"
        return next((a for a in self.articles if a.path == path), None) or abort(404)

    def url(self, article: Article) -> str:
        """Return the canonical URL of an article."""
        return self.site_base + article.path

    def reading_url(self, article: Article) -> str:
        """Return the widget's whole page for an article, which works without scripts."""
        return self._widget_url(f"/read/{self.site_key}", article)

    def fragment_url(self, article: Article) -> str:
        """Return the widget's fragment for an article."""
        return self._widget_url(f"/v1/sites/{self.site_key}/summary", article)

    def _widget_url(self, path: str, article: Article) -> str:
        return f"{self.widget_base}{path}?url={quote(self.url(article), safe='')}"


def create_site(widget_base: str, site_base: str, site_key: str) -> Flask:
    """Return the newspaper as a WSGI app.

    ``widget_base`` and ``site_base`` are origins without a slash at the end, and ``site_key`` is
    the key under which the widget server knows this site.
    """
    app = Flask(__name__, static_folder="static")
    app.jinja_loader = FileSystemLoader([HERE / "templates", FIGURES])
    paper = Newspaper(read_articles(), widget_base, site_base, site_key)
    app.context_processor(lambda: {"paper": paper, "words": WORDS, "sections": SECTIONS})
    _add_pages(app, paper)
    _add_doors(app, paper)
    _add_themes(app, paper)
    return app


def _add_pages(app: Flask, paper: Newspaper) -> None:
    @app.get("/")
    def front() -> str:
        return render_template("front.html")

    @app.get("/<any(city, science):section>/<slug>")
    def article(section: str, slug: str) -> str:
        found = paper.find(section, slug)
        return render_template("article.html", article=found, news=linked_data(paper, found))

    @app.get("/figures/<name>")
    def figure(name: str) -> Response:
        return send_from_directory(FIGURES, name)

    @app.errorhandler(404)
    def missing(_error: Refused) -> tuple[str, int]:
        return render_template("missing.html"), 404


def _add_doors(app: Flask, paper: Newspaper) -> None:
    """Add one page for each way to the summary that needs no script of ours."""

    @app.get("/plain/<any(iframe, include, link):door>")
    def plain(door: str) -> str:
        article = paper.articles[0]
        fragment = include(paper.fragment_url(article)) if door == "include" else None
        return render_template("plain.html", door=door, article=article, fragment=fragment)


def _add_themes(app: Flask, paper: Newspaper) -> None:
    """Add the articles as sites of other kinds would set them; the query goes to the element."""

    @app.get("/themes/")
    def themes() -> str:
        return render_template("themes.html", themes=THEMES)

    @app.get("/themes/<name>/<slug>")
    def themed(name: str, slug: str) -> str:
        theme = next((one for one in THEMES if one.name == name), None) or abort(404)
        article = next((one for one in paper.articles if one.slug == slug), None) or abort(404)
        asked = tuple((name, request.args[name]) for name in ATTRIBUTES if name in request.args)
        hosted = HostedArticle(
            article, paper.url(article), paper.widget_base, paper.site_key, asked
        )
        return render_theme(theme, hosted)


def include(url: str) -> IncludedFragment | None:
    """Fetch a fragment while the page is rendered; without an answer in time there is none."""
    try:
        with urlopen(url, timeout=INCLUDE_SECONDS) as answer:  # noqa: S310 - our own server's URL
            body = answer.read(FRAGMENT_BYTES + 1)
            return IncludedFragment(body.decode()) if len(body) <= FRAGMENT_BYTES else None
    except (OSError, HTTPException, UnicodeDecodeError):
        return None


def linked_data(paper: Newspaper, article: Article) -> dict[str, Any]:
    """Return the article as schema.org's NewsArticle."""
    changed = article.modified_at or article.published_at
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "articleSection": article.section,
        "inLanguage": article.language,
        "datePublished": article.published_at.isoformat(),
        "dateModified": changed.isoformat(),
        "author": {"@type": "Person", "name": article.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Harbour Post"},
        "mainEntityOfPage": paper.url(article),
    }
