"""Panels out of moulds: the template is printed once for each shape, with marks for the values.

Jinja prints a panel with the same words, elements and attributes again and again; what differs is
some ten values. A mould is the template's own output around them. Values are escaped by markupsafe
as in the template; markup is only what sanitising made (``CleanHtml``). A mark has a number in it
that nobody can guess, so that no value and no site's own text is taken for one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count, islice
from secrets import token_hex
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from markupsafe import escape

from widget.domain.article import Neighbour, Neighbours
from widget.domain.summary import Form, PointFacts
from widget.rules.point_facts import facts_of
from widget.rules.text_fragments import passage_link
from widget.translations import texts
from widget.web import presenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from widget.domain.panel import Ready
    from widget.domain.site import Site
    from widget.domain.summary import CleanHtml

_MOULDS: Final = 256
"""Shapes that are remembered, of about three kilobytes each."""
_NAME: Final = token_hex(8)
_MARK: Final = re.compile(rf"{_NAME}-(\d+);")

Values = list["str | CleanHtml"]


class _Neighbour(NamedTuple):
    has_url: bool
    has_image: bool


class _Shape(NamedTuple):
    """All that a ready panel depends on besides its values: the words and what is there."""

    language: str | None
    site_language: str
    texts: tuple[tuple[str, str], ...]
    form: str
    points: tuple[tuple[bool, bool], ...]
    """Of each whether it has a passage, and whether its words are the article's own."""
    has_time: bool
    neighbours: tuple[_Neighbour | None, _Neighbour | None]


class Mould:
    """The text around values, and which value stands at each place in it."""

    def __init__(self, printed: str) -> None:
        texts_and_places = _MARK.split(printed)
        self._around = "%s".join(each.replace("%", "%%") for each in texts_and_places[::2])
        self._places = tuple(map(int, texts_and_places[1::2]))

    def filled(self, values: Values) -> str:
        """Return the text with these values, each escaped but for clean markup."""
        return self._around % tuple([escape(values[place]) for place in self._places])


class Moulds:
    """The moulds of ready panels, by shape. For many threads."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates
        self._mould = lru_cache(maxsize=_MOULDS)(self._made)

    def printed(self, panel: Ready, site: Site) -> str:
        """Return what the template of a ready panel prints for this one."""
        words = presenter.texts_for(site, panel.headline)
        label, time = presenter.labels(panel, words)
        shape = _shape_of(panel, site, has_time=time is not None)
        return self._mould(shape).filled(_values(panel, label, time))

    def warm(self) -> None:
        """Make a mould in English, as the first panel would."""
        self._mould(
            _Shape(
                "en",
                "en",
                (),
                Form.POINTS.value,
                ((True, True),),
                has_time=True,
                neighbours=(None, None),
            )
        )

    def _made(self, shape: _Shape) -> Mould:
        words = texts(shape.language, shape.site_language, own=dict(shape.texts))
        context = presenter.saying(words) | _context(shape)
        return Mould(self._templates.get_template(presenter.READY).render(context))


def _shape_of(panel: Ready, site: Site, *, has_time: bool) -> _Shape:
    points = panel.summary.points
    return _Shape(
        panel.headline.language,
        site.language,
        tuple(site.texts.items()),
        panel.form.value,
        tuple([(each.source is not None, facts_of(each).is_verbatim) for each in points]),
        has_time,
        (_what_is_there(panel.neighbours.previous), _what_is_there(panel.neighbours.next)),
    )


def _what_is_there(beside: Neighbour | None) -> _Neighbour | None:
    return None if beside is None else _Neighbour(bool(beside.url), bool(beside.image))


def _values(panel: Ready, label: str, time: str | None) -> Values:
    """Return the values in the order of the marks in ``_context``."""
    url = panel.headline.url
    values: Values = [url, panel.summary.origin.value, label, time or ""]
    for point in panel.summary.points:
        quote = point.source.quote if point.source else ""
        values += [passage_link(url, facts_of(point).directive), quote, point.content]
    for beside in (panel.neighbours.previous, panel.neighbours.next):
        values += [beside.title, beside.url or "", beside.image or ""] if beside else ["", "", ""]
    return values


def _context(shape: _Shape) -> dict[str, Any]:
    """Return the context of the template with a mark for each value."""
    marks = (f"{_NAME}-{number};" for number in count())
    url, origin, label, time = islice(marks, 4)
    points = [_marked_point(*each, marks) for each in shape.points]
    previous, following = (_marked_neighbour(each, marks) for each in shape.neighbours)
    panel = SimpleNamespace(
        headline=SimpleNamespace(url=url, language=shape.language),
        summary=SimpleNamespace(origin=origin, points=points),
        form=shape.form,
        neighbours=Neighbours(previous, following),
    )
    return {
        "panel": panel,
        "origin_label": label,
        "reading_time": time if shape.has_time else None,
        "facts_of": lambda point: point.facts,
        "passage_link": lambda _url, directive: directive,
    }


def _marked_point(has_source: bool, is_verbatim: bool, marks: Iterator[str]) -> SimpleNamespace:  # noqa: FBT001 - as in the shape
    link, quote, content = islice(marks, 3)
    facts = PointFacts(link, is_verbatim, may_be_several=False, words=0)
    source = SimpleNamespace(quote=quote) if has_source else None
    return SimpleNamespace(content=content, source=source, facts=facts)


def _marked_neighbour(shape: _Neighbour | None, marks: Iterator[str]) -> Neighbour | None:
    title, url, image = islice(marks, 3)
    return shape and Neighbour(
        title, url if shape.has_url else None, image if shape.has_image else None
    )
