"""How a panel or an error becomes a template, its context, a status and a cache rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from widget.domain.panel import Panel, Pending, Ready, Unavailable
from widget.domain.summary import Reason
from widget.rules.point_facts import facts_of
from widget.rules.reading_time import reading_time
from widget.translations import Texts, texts
from widget.web.headers import NO_STORE, fresh_for
from widget.web.sentences import (
    ANY_ERROR,
    ERRORS,
    PAGE_GONE,
    READING_TIME,
    REASONS,
    origin_label,
)
from widget.web.services import services

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widget.domain.article import Headline
    from widget.domain.site import Site
    from widget.domain.summary import Summary
    from widget.rules.reading_time import Duration

READY: Final = "panel/_ready.html"
_STATUS = {Reason.UNKNOWN_ARTICLE: 404, Reason.WITHDRAWN: 410}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is sent for a panel: template, context, status, Cache-Control."""

    template: str
    context: Mapping[str, Any]
    status: int
    cache: str

    @property
    def state(self) -> str:
        """The state of the panel, as the template names it: ready, pending, unavailable, error."""
        return self.template.removeprefix("panel/_").removesuffix(".html")


def shown(panel: Panel, site: Site, url: str) -> Shown:
    """Return how this panel is shown to the reader of this page, in the article's language."""
    words = texts_for(site, panel.headline)
    if isinstance(panel, Ready):
        return _ready(panel, words)
    if isinstance(panel, Pending):
        context = saying(words) | {"panel": panel, "poll_url": fragment_url(site.key, url)}
        return Shown("panel/_pending.html", context, 200, NO_STORE)
    return _unavailable(panel, words)


def failed(code: str, status: int, site: Site | None = None, message: str | None = None) -> Shown:
    """Return how an error is shown to a reader: with this message, or what its code says."""
    words = texts_for(site)
    said = message or words.say(ERRORS.get(code, ANY_ERROR))
    context = saying(words) | {"message": said, "code": code}
    return Shown("panel/_error.html", context, status, NO_STORE)


def texts_for(site: Site | None, headline: Headline | None = None) -> Texts:
    """Return the texts in the language of the article; else of the site, else English."""
    language = headline.language if headline else None
    return texts(language, site.language, own=site.texts) if site else texts(language)


def saying(words: Texts) -> dict[str, Any]:
    """Return the part of a template's context that has the words."""
    return {
        "language": words.language,
        "direction": words.direction,
        "pgettext": words.pgettext,
        "npgettext": words.npgettext,
        "number": words.number,
    }


def fragment_url(site_key: str, url: str) -> str:
    """Return the public URL of the fragment of this page."""
    base = services().settings.public_url
    return f"{base}/v1/sites/{site_key}/summary?url={quote(url, safe='')}"


def read_url(site_key: str, url: str) -> str:
    """Return the public URL of the reading page of this page."""
    return f"{services().settings.public_url}/read/{site_key}?url={quote(url, safe='')}"


def _ready(panel: Ready, words: Texts) -> Shown:
    label, time = labels(panel, words)
    context = saying(words) | {"panel": panel, "origin_label": label, "reading_time": time}
    return Shown(READY, context, 200, _fresh())


def labels(panel: Ready, words: Texts) -> tuple[str, str | None]:
    """Return how the summary came to be, and how long it takes to read if that is worth saying."""
    return origin_label(words, panel.summary), _reading_time(panel, words)


def _reading_time(panel: Ready, words: Texts) -> str | None:
    """Return what summary and article take to read; None where it is not worth saying."""
    found = reading_time(_words_of(panel.summary), panel.article_words)
    if found is None:
        return None
    summary, article = _said(found.summary, words), _said(found.article, words)
    return words.say(READING_TIME, summary=summary, article=article)


def _said(duration: Duration, words: Texts) -> str:
    return words.time(duration.unit, duration.number)


def _words_of(summary: Summary) -> int:
    return sum(facts_of(point).words for point in summary.points)


def _unavailable(panel: Unavailable, words: Texts) -> Shown:
    status = _STATUS.get(panel.reason, 200)
    cache = _fresh() if status == 200 else NO_STORE
    said = REASONS[panel.reason] if panel.page_is_there else PAGE_GONE
    context = saying(words) | {"panel": panel, "message": words.say(said)}
    return Shown("panel/_unavailable.html", context, status, cache)


def _fresh() -> str:
    return fresh_for(services().settings.max_age)
