"""The options that describe a site, shared by the commands that add and change one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from widget.domain.limits import SITE_POINTS, SITE_WORDS
from widget.domain.site import Eligibility
from widget.domain.summary import Form, Reason
from widget.rules.eligibility import CAN_BE_ALLOWED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from widget.domain.site import Site

NOTHING: Final = "none"
"""The value that empties a list of choices."""

_page_host = click.option(
    "--page-host",
    "page_hosts",
    multiple=True,
    help="Host of the article pages, such as news.example; may be repeated.",
)
_origin = click.option(
    "--origin",
    "origins",
    multiple=True,
    help="Origin that may show the reading page in a frame, such as https://news.example; may be "
    "repeated.",
)
_points = click.option(
    "--points",
    type=click.IntRange(*SITE_POINTS),
    help="Points of a summary; without it WIDGET_POINTS.",
)
_words = click.option(
    "--words",
    type=click.IntRange(*SITE_WORDS),
    help="Words of all points, about; without it WIDGET_WORDS.",
)
_form = click.option(
    "--form",
    type=click.Choice(list(Form), case_sensitive=False),
    help="Layout of the summary: points, or one paragraph.",
)


_on_demand = click.option(
    "--on-demand/--no-on-demand",
    default=None,
    help="Whether a press on an unknown page causes its fetch.",
)
_same_section = click.option(
    "--same-section/--any-section",
    default=None,
    help="Whether the previous and the next article must be of the same section.",
)
_neighbour_pictures = click.option(
    "--neighbour-pictures",
    type=click.Choice(["on", "off"]),
    callback=lambda _c, _p, given: None if given is None else given == "on",
    help="Whether the previous and the next article are shown with their pictures.",
)
_picture_host = click.option(
    "--picture-host",
    "picture_hosts",
    multiple=True,
    help="Host, beside those of the pages, that pictures may come from, such as img.news.example; "
    'may be repeated; "" for none.',
)
_neighbour_host = click.option(
    "--neighbour-host",
    "neighbour_hosts",
    multiple=True,
    help="Host, beside those of the pages, to which the previous and the next article that a page "
    'names may lead; may be repeated; "" for none.',
)
_allow = click.option(
    "--allow",
    multiple=True,
    type=click.Choice([*(reason.value for reason in CAN_BE_ALLOWED), NOTHING]),
    help="Articles to summarise that are left out by default; may be repeated.",
)
_exclude_section = click.option(
    "--exclude-section",
    "sections",
    multiple=True,
    help='Section without summaries; may be repeated; "" for none.',
)
_exclude_path = click.option(
    "--exclude-path",
    "paths",
    multiple=True,
    help='Pattern of paths without summaries, such as /sport/*; may be repeated; "" for none.',
)


def _key_and_text(_c: click.Context, _p: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return what was given as KEY=TEXT, by key."""
    pairs = [each.partition("=") for each in given]
    if wrong := next((key for key, sign, _ in pairs if not (key and sign)), None):
        raise click.BadParameter(f"takes KEY=TEXT, such as hide=Close; {wrong!r} has no =.")
    return {key.strip(): text for key, _, text in pairs}


_text = click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="KEY=TEXT",
    callback=_key_and_text,
    help="Text that readers see instead of the usual one, such as hide=Close; may be repeated; "
    "KEY= takes it back. `widget sites texts` lists the keys.",
)
_OPTIONS = (
    _text,
    *(_exclude_path, _exclude_section, _allow, _neighbour_host, _picture_host, _neighbour_pictures),
    *(_same_section, _on_demand),
    *(_form, _words, _points, _origin, _page_host),
)


def described(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a site to a command, without its name and language."""
    for option in _OPTIONS:
        command = option(command)
    return command


def fields_of(options: Mapping[str, Any], before: Site | None = None) -> dict[str, Any]:
    """Return the fields of Site that these options give; what is not given is left out.

    ``before`` is the site that they change.
    """
    given = {name: value for name, value in options.items() if value not in (None, (), {})}
    if "texts" in given:
        texts = {**(before.texts if before else {}), **given["texts"]}
        given["texts"] = {key: text for key, text in texts.items() if text}
    eligibility = before.eligibility if before else Eligibility()
    rules: dict[str, Any] = {}
    if "allow" in given:
        allowed = given.pop("allow")
        rules["allowed"] = frozenset(Reason(word) for word in allowed if word != NOTHING)
    for name, field in (("sections", "excluded_sections"), ("paths", "excluded_paths")):
        if name in given:
            rules[field] = tuple(filter(None, given.pop(name)))
    return given | {"eligibility": replace(eligibility, **rules)} if rules else given
