"""Checks the elements of a page: their links, the server and site they name, and which article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from widget.domain.diagnosis import CheckName
from widget.domain.embed_page import WidgetTag
from widget.domain.errors import InvalidField
from widget.rules import embed_link, urls
from widget.rules.embed_link import Encoding, NamedBy
from widget.usecases.diagnosis import page_site
from widget.usecases.diagnosis.examination import fine, warning, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.domain.site import Site
    from widget.rules.embed_link import NamedArticle
    from widget.usecases.diagnosis.examination import Examination

_SNIPPET: Final = CheckName.SNIPPET
_SHOWN: Final = 200


def checks(exam: Examination) -> Iterator[Check]:
    """Yield what is found of the page's elements; of faults that are alike one."""
    embed = exam.embed
    if not embed.widgets:
        yield from _without_element(exam)
        return
    found = [check for widget in embed.widgets for check in _widget(exam, widget)]
    yield from found
    if not any(check.code for check in found):
        yield fine(_SNIPPET, _summed_up(exam))
    if embed.widget_count > len(embed.widgets):
        yield warning(
            _SNIPPET,
            "no-snippet",
            f"The page has {embed.widget_count:,} elements; the first {len(embed.widgets)} were "
            "examined.",
        )


def uses_element(exam: Examination) -> bool:
    """Tell whether the page embeds the widget by its element, or tries to."""
    return bool(exam.embed.widgets) or not _other_way(exam)


def _summed_up(exam: Examination) -> str:
    count = exam.embed.widget_count
    elements = "One <summary-widget>" if count == 1 else f"{count:,} <summary-widget> elements"
    named = exam.articles()
    which = f"the article {_cut(named[0].url)}" if len(named) == 1 else f"{len(named)} articles"
    by = f" (by {named[0].by})" if len(named) == 1 else ""
    return f"{elements} with a link to this server, for {which}{by}."


def _widget(exam: Examination, widget: WidgetTag) -> Iterator[Check]:
    if widget.href is None:
        yield wrong(
            _SNIPPET,
            "no-link",
            "A <summary-widget> has no link inside.",
            _lines(exam),
        )
        return
    if widget.link is None:
        yield wrong(
            _SNIPPET,
            "no-link",
            f"The link of a <summary-widget> is no address: {_cut(widget.href)}",
            _lines(exam),
        )
        return
    if embed_link.origin_of(widget.link) != exam.context.origin:
        yield _other_server(exam, widget.link)
        return
    yield from _link(exam, widget, widget.link)


def _other_server(exam: Examination, link: str) -> Check:
    own, other = exam.context.public_url, embed_link.origin_of(link)
    return wrong(
        _SNIPPET,
        "two-servers",
        f"A link leads to {other}, and this server is {own} (WIDGET_PUBLIC_URL).",
        f"Write {own} in the link and in the script; or, if {other} is this server, set "
        f"WIDGET_PUBLIC_URL={other} and restart it.",
    )


def _link(exam: Examination, widget: WidgetTag, link: str) -> Iterator[Check]:
    key = embed_link.site_key_of(widget)
    site = exam.known(key)
    if site is None:
        yield wrong(
            _SNIPPET,
            "unknown-site",
            f"A link names the site {_cut(key)!r}, which this server does not know.",
            f"Write {exam.site.key} instead." if exam.site else "widget sites list",
        )
        return
    if urlsplit(link).path != urlsplit(f"{exam.context.base}read/{key}").path:
        yield warning(
            _SNIPPET,
            "no-link",
            f"Without scripts the link leads nowhere: {_cut(link)}",
            _lines(exam),
        )
    named = embed_link.article_of(widget, exam.page.url, exam.embed.canonical)
    yield from _article(exam, site, named)


def _article(exam: Examination, site: Site, named: NamedArticle) -> Iterator[Check]:
    try:
        key = urls.canonical(named.url)
    except InvalidField as error:
        yield wrong(
            _SNIPPET,
            "unencoded-url",
            f"The article's address, by {named.by}, is {_cut(named.url)!r}. {error.message}",
            _encoded(exam, site),
        )
        return
    if named.encoding is not Encoding.WHOLE:
        yield _unencoded(site, named, exam)
    if named.encoding is Encoding.CUT:
        return
    if not urls.belongs(key, site.page_hosts):
        yield page_site.foreign(_SNIPPET, site, urls.host(key))
    elif key not in _own_keys(exam) and named.by in {NamedBy.LINK, NamedBy.ATTRIBUTE}:
        yield warning(
            _SNIPPET,
            "article",
            f"By {named.by} a widget shows another page's summary: {_cut(key)}",
            "If it stands in a list of articles, that is right. Otherwise: " + _encoded(exam, site),
        )


def _own_keys(exam: Examination) -> set[str | None]:
    canonical = exam.embed.canonical
    return {embed_link.key_of(exam.page.url), embed_link.key_of(canonical) if canonical else None}


def _unencoded(site: Site, named: NamedArticle, exam: Examination) -> Check:
    cure = _link_to(exam, site, named.meant)
    if named.encoding is Encoding.BARE:
        return warning(
            _SNIPPET,
            "unencoded-url",
            f"The article's address is not URL-encoded: {_cut(named.url)} arrives whole; one with "
            "& or # would not.",
            cure,
        )
    return wrong(
        _SNIPPET,
        "unencoded-url",
        f"The article's address is not URL-encoded: of {_cut(named.meant)} only "
        f"{_cut(named.url)} arrives.",
        cure,
    )


def _encoded(exam: Examination, site: Site) -> str:
    return _link_to(exam, site, exam.embed.canonical or exam.page.url)


def _link_to(exam: Examination, site: Site, url: str) -> str:
    return f"{exam.context.public_url}/read/{site.key}?url={quote(url, safe='')}"


def _lines(exam: Examination) -> str:
    key = exam.site.key if exam.site else "SITE"
    return f"`widget snippet {key}` prints the two lines."


# --- pages without the element ---------------------------------------------------------------


def _without_element(exam: Examination) -> Iterator[Check]:
    if way := _other_way(exam):
        yield fine(_SNIPPET, f"There is no <summary-widget>; the page embeds by {way}.")
        for link in exam.reading_links():
            yield from _link(exam, link, link.link or "")
        yield from _frames(exam)
        return
    script = " The script embed.js is there, without it." if exam.own_scripts() else ""
    yield wrong(
        _SNIPPET,
        "no-snippet",
        f"There is no <summary-widget> in the page as its server sends it.{script} One that "
        "scripts add later is not seen here.",
        _lines(exam),
    )


def _other_way(exam: Examination) -> str:
    if exam.frames():
        return "a frame with the reading page"
    if exam.embed.panels:
        return "a panel that its own server includes"
    if exam.embed.requests:
        return "htmx of its own"
    return "a bare link to the reading page" if exam.reading_links() else ""


def _frames(exam: Examination) -> Iterator[Check]:
    """Yield an error for a frame that browsers refuse: the site must name the page's origin."""
    origin = embed_link.origin_of(exam.page.url)
    keys = {embed_link.site_key_of(WidgetTag(link=frame)) for frame in exam.frames()}
    for site in filter(None, map(exam.known, sorted(keys))):
        if origin not in site.origins:
            origins = " ".join(f"--origin {one}" for one in (*site.origins, origin))
            message = f"{origin} may not frame the reading page of the site {site.key}."
            cure = f"widget sites change {site.key} {origins}"
            yield wrong(_SNIPPET, "frame", message, cure)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
