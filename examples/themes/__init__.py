"""Thirteen host pages to see the widget in: the same article as sites of different kinds set it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from examples.news.articles import Article

Attributes = tuple[tuple[str, str], ...]
"""Names and values."""

TEMPLATES = Path(__file__).parent / "templates"
FIGURES = Path(__file__).parents[1] / "news" / "figures"


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of site, and how it embeds the widget."""

    name: str
    """Also of its template."""
    says: str
    """What it imitates, and what in it a widget has to stand."""
    slug: str = "night-ferry-to-orrin"
    """The demo newspaper's article that suits it."""
    turned_slug: str = "suq-as-samak"
    """The article for the other direction of writing."""
    attributes: Attributes = ()
    """Of the element, as the site writes it."""


THEMES = (
    Theme("blocks", "A block theme of a blog system: margins only above, auto margins by force"),
    Theme("generator", "A static blog: every margin reset, the byline close above; light and dark"),
    Theme("broadsheet", "A newspaper of record: serif of 20 px, rules, small capitals"),
    Theme(
        "tabloid", "A tabloid: crimson brand, condensed black type", attributes=(("look", "solid"),)
    ),
    Theme("magazine", "A quiet magazine: light sans, much white", "amber-lamps-and-moths"),
    Theme("tech", "A technology site that is always dark, in a neon colour", "seagrass-off-orrin"),
    Theme("local", "A local paper of long ago: floats, a narrow column, 14 px, blue links"),
    Theme("grid", "A page of rows, columns and cards; dark by an attribute on its root"),
    Theme("prose", "Utility classes: all native styles reset, dark by a class on its root"),
    Theme("justified", "A weekly: justified and hyphenated, indents, initials", "lotsenturm-uhr"),
    Theme("large", "A page for all readers: type of 26 px, black on white, thick outlines"),
    Theme("nikkan", "A Japanese daily: dense, headed by bars", "kencho-kiroku"),
    Theme(
        "jarida", "An Arabic daily, written from the right", "suq-as-samak", "meteo-des-ecoliers"
    ),
)


@dataclass(frozen=True, slots=True)
class HostedArticle:
    """One article, where it stands, and who makes its summary."""

    article: Article
    url: str
    """The canonical address of the article's page."""
    widget: str
    """The widget server's origin."""
    site: str
    """The key under which the widget server knows the site."""
    attributes: Attributes = ()
    """Of both elements on the page, instead of the theme's."""

    @property
    def reading_url(self) -> str:
        """Return the address of the widget's own page for the article."""
        return f"{self.widget}/read/{self.site}?url={quote(self.url, safe='')}"


def render(theme: Theme, hosted: HostedArticle) -> str:
    """Return the whole page of an article in a theme, with a widget above and below the text."""
    attributes = hosted.attributes or theme.attributes
    template = _environment().get_template(f"{theme.name}.html")
    return template.render(
        theme=theme,
        page=hosted,
        article=hosted.article,
        words=hosted.article.words,
        attributes=dict(attributes),
    )


@cache
def _environment() -> Environment:
    loader = FileSystemLoader([TEMPLATES, FIGURES])
    return Environment(loader=loader, autoescape=True)
