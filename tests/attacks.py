"""The attack corpus as articles, and what may be in a fragment at the most."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.conftest import STORY
from tests.shared import shared
from widget.bootstrap import now
from widget.domain.article import Manuscript, Neighbour, Neighbours
from widget.domain.errors import InvalidField
from widget.rules import sanitize
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.bootstrap import Services

SEED: Final = 20
EACH: Final = 8
"""Payloads of one article: five points, the title, and both neighbours' titles."""

ELEMENTS: Final = sanitize.TAGS | {"section", "div", "h2", "p", "ol", "ul", "li", "span", "a"}
ATTRIBUTES: Final = {"class", "data-state", "data-origin", "data-reason", "role", "tabindex"} | {
    "aria-label",
    "lang",
    "dir",
    "href",
    "rel",
    "data-quote",
    "data-article",
    "data-hide",
    "data-close",
    "data-ready",
    "data-marked",
    "data-missing",
    "data-back",
    "data-whole",
    "part",
    "hx-get",
    "hx-trigger",
    "hx-target",
    "hx-swap",
}
_RAW = re.compile(r"<[a-z][^<>]*=\"[^\"]*<", re.I)


def payloads() -> list[str]:
    """Return every payload of the corpus."""
    with shared("corpora", "xss_vectors.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["payload"] for line in lines]


def sample(count: int) -> list[str]:
    """Return that many payloads, always the same."""
    return random.Random(SEED).sample(payloads(), count)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the payloads: pages that hold them, and how many were refused."""

    urls: tuple[str, ...]
    refused: int


def publish_attacks(services: Services, origin: str, attacks: Sequence[str]) -> Tally:
    """Publish the payloads as summaries and titles of articles of the site ``daily``."""
    urls: list[str] = []
    refused = 0
    for first in range(0, len(attacks), EACH):
        together = attacks[first : first + EACH]
        told = list(_published(services, f"{origin}/attack-{first}", together))
        refused += told.count("")
        urls += [url for url in told if url]
    return Tally(tuple(urls), refused)


def _published(services: Services, url: str, attacks: Sequence[str]) -> Iterator[str]:
    """Publish the payloads on one page, or, when one is refused, each on a page of its own."""
    if _publish(services, _manuscript(url, attacks)):
        yield url
        return
    for number, attack in enumerate(attacks):
        alone = f"{url}-{number}"
        yield alone if _publish(services, _manuscript(alone, [attack])) else ""


def _publish(services: Services, manuscript: Manuscript) -> bool:
    try:
        publish.publish(services.store, services.rules, "daily", manuscript, now())
    except InvalidField:
        return False
    return True


def _manuscript(url: str, attacks: Sequence[str]) -> Manuscript:
    told = Manuscript(url=url, title="Attack", text=STORY, summary=tuple(attacks[:5]))
    if len(attacks) < EACH:
        return told
    around = Neighbours(_neighbour(attacks[5], url), _neighbour(attacks[6], url))
    return replace(told, title=attacks[7].strip()[:300] or "Attack", neighbours=around)


def _neighbour(attack: str, url: str) -> Neighbour:
    return Neighbour(attack.strip()[:300] or "x", url + "?next")


def outside(fragment: str) -> list[str]:
    """Return what the fragment holds that it must not."""
    found = ["a raw < in an attribute"] if _RAW.search(fragment) else []
    body = LexborHTMLParser(fragment).body
    for node in body.traverse() if body else ():
        if node.tag in {"body", "-text"}:
            continue
        attributes = node.attributes
        found += [str(node.tag)] if node.tag not in ELEMENTS else []
        found += [name for name in attributes if name not in ATTRIBUTES]
        if "href" in attributes and urlsplit(attributes["href"] or "").scheme not in HTTP:
            found.append(str(attributes["href"]))
    return found


HTTP: Final = {"http", "https"}
