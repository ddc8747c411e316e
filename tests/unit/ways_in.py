"""Every way in by which an article comes, each as a template that carries one value."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

from tests.conftest import PAGE, STORY
from tests.unit.pages_made import ARTICLE, ld, meta, page
from widget.parse import article_html, manuscripts
from widget.parse.feeds import feeds, sitemaps, wordpress
from widget.parse.pages.page import manuscript as page_manuscript
from widget.parse.webhooks import ghost, standard_webhooks
from widget.usecases.articles.policies import Ingested, Pushed

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.article import Manuscript

LISTING: Final = "https://daily.example/listing"

TIMES: Final = frozenset({"published_at", "modified_at"})
Values = dict[str, str]
"""What an article says, by the names of the fields of a manuscript."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """How a value comes in, and which ones can."""

    read: Callable[[Values], Manuscript]
    carries: frozenset[str] = field(
        default_factory=lambda: frozenset(
            {"published_at", "modified_at", "section", "language", "image"}
        )
    )
    strict: bool = False
    """Whether what is wrong is refused: somebody gets the error."""
    policy: type[Ingested | Pushed] = Pushed
    """Whether a publisher pushed it, or the server read it from the site itself."""

    def manuscript(self, values: Values) -> Manuscript:
        """Return the manuscript as it is handed to validation. Raises InvalidField."""
        return self.read({name: each for name, each in values.items() if name in self.carries})


def _pushed(values: Values) -> Manuscript:
    return manuscripts.from_json(json.dumps(_article(values)).encode())


def _signed(values: Values) -> Manuscript:
    message = {"event": "published", "article": _article(values)}
    found = standard_webhooks.read(json.dumps(message).encode()).manuscript
    assert found
    return found


def _article(values: Values) -> dict[str, str]:
    return {"url": PAGE, "title": "A", "text": STORY, **values}


def _html_file(values: Values) -> Manuscript:
    return article_html.parse(_with_metas(values))


def _page(values: Values) -> Manuscript:
    return page_manuscript(_with_metas(values).encode(), PAGE, "text/html")


def _with_metas(values: Values) -> str:
    names = {
        "published_at": "article:published_time",
        "modified_at": "article:modified_time",
        "section": "article:section",
        "image": "og:image",
    }
    head = "".join(
        meta(name, escape(values[field])) for field, name in names.items() if field in values
    )
    html = page(ARTICLE, head + ld(), lang=escape(values.get("language", "")))
    return html.replace("<head>", f'<head><link rel="canonical" href="{PAGE}">')


def _page_with_json_ld(values: Values) -> Manuscript:
    names = {
        "published_at": "datePublished",
        "modified_at": "dateModified",
        "section": "articleSection",
        "language": "inLanguage",
        "image": "image",
    }
    said = ld(**{name: values[field] for field, name in names.items() if field in values})
    html = page(ARTICLE, said.replace("</", "<\\/").replace("<\\/script>", "</script>"), lang="")
    return page_manuscript(html.encode(), PAGE, "text/html")


def _rss(values: Values) -> Manuscript:
    names = {"published_at": "pubDate", "section": "category", "modified_at": "dcterms:modified"}
    item = _elements(names, values) + _attribute('<media:thumbnail url="{}"/>', values, "image")
    channel = _elements({"language": "language"}, values)
    document = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>x</title>'
        f"{channel}<item><title>A</title><link>{PAGE}</link>{item}</item></channel></rss>"
    )
    return _listed(feeds.parse(document.encode(), LISTING))


def _atom(values: Values) -> Manuscript:
    names = {"published_at": "published", "modified_at": "updated"}
    language = escape(values.get("language", ""))
    category = _attribute('<category term="{}"/>', values, "section")
    category += _attribute('<link rel="enclosure" type="image/jpeg" href="{}"/>', values, "image")
    document = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}"><title>x</title><entry>'
        f'<title>A</title><link href="{PAGE}"/>{category}{_elements(names, values)}</entry></feed>'
    )
    return _listed(feeds.parse(document.encode(), LISTING))


def _attribute(element: str, values: Values, field: str) -> str:
    return element.format(escape(values[field])) if field in values else ""


def _elements(names: dict[str, str], values: Values) -> str:
    return "".join(
        f"<{name}>{escape(values[field])}</{name}>"
        for field, name in names.items()
        if field in values
    )


def _json_feed(values: Values) -> Manuscript:
    names = {"published_at": "date_published", "modified_at": "date_modified", "image": "image"}
    item: dict[str, Any] = {"id": "1", "url": PAGE, "title": "A"}
    item |= {name: values[field] for field, name in names.items() if field in values}
    item |= {"language": values["language"]} if "language" in values else {}
    item |= {"tags": [values["section"]]} if "section" in values else {}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [item]}
    return _listed(feeds.parse(json.dumps(document).encode(), LISTING))


def _sitemap(values: Values) -> Manuscript:
    news = _elements({"published_at": "news:publication_date"}, values)
    language = _elements({"language": "news:language"}, values)
    picture = _elements({"image": "image:loc"}, values)
    document = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{PAGE}</loc>{_elements({'modified_at': 'lastmod'}, values)}<news:news>"
        f"<news:publication>{language}</news:publication>{news}<news:title>A</news:title>"
        f"</news:news><image:image>{picture}</image:image></url></urlset>"
    )
    return _listed(sitemaps.parse(document.encode(), LISTING))


def _wordpress(values: Values) -> Manuscript:
    names = {"published_at": "date_gmt", "modified_at": "modified_gmt", "language": "lang"}
    post: dict[str, Any] = {"link": PAGE, "title": {"rendered": "A"}}
    post |= {name: values[field] for field, name in names.items() if field in values}
    if "section" in values:
        term = {"taxonomy": "category", "name": values["section"]}
        post["_embedded"] = {"wp:term": [[term]]}
    if "image" in values:
        post["_embedded"] = {"wp:featuredmedia": [{"source_url": values["image"]}]}
    return _listed(wordpress.parse(json.dumps([post]).encode(), LISTING))


def _listed(listing: Any) -> Manuscript:
    (entry,) = listing.entries
    found: Manuscript = entry.manuscript
    return found


def _ghost(values: Values) -> Manuscript:
    names = {"published_at": "published_at", "modified_at": "updated_at", "image": "feature_image"}
    post: dict[str, Any] = {"url": PAGE, "title": "A", "html": STORY, "status": "published"}
    post |= {name: values[field] for field, name in names.items() if field in values}
    post |= {"primary_tag": {"name": values["section"]}} if "section" in values else {}
    event = ghost.read(json.dumps({"post": {"current": post, "previous": {}}}).encode())
    assert event
    assert event.manuscript
    return event.manuscript


WAYS_IN: Final = {
    "JSON": WayIn(_pushed, strict=True),
    "signed webhook": WayIn(_signed, strict=True),
    "HTML file": WayIn(_html_file),
    "RSS": WayIn(_rss, policy=Ingested),
    "Atom": WayIn(_atom, policy=Ingested),
    "JSON Feed": WayIn(_json_feed, policy=Ingested),
    "news sitemap": WayIn(_sitemap, TIMES | {"language", "image"}, policy=Ingested),
    "WordPress": WayIn(_wordpress, policy=Ingested),
    "Ghost": WayIn(_ghost, TIMES | {"section", "image"}),
    "page": WayIn(_page, policy=Ingested),
    "page with JSON-LD": WayIn(_page_with_json_ld, policy=Ingested),
}
"""All of them but the text file, which says nothing beside title and text."""
