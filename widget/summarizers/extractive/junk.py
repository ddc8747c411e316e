"""The home of junk: which named rule says that a line or a sentence is not the article's prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.address import address_rule
from widget.summarizers.extractive.junk_tables import ANY_CASE, EXACT_CASE, GATES
from widget.summarizers.extractive.patterns import Lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE_CHARACTERS: Final = 1_000
"""Rules look at lines and sentences up to this length; nothing longer is junk by rule."""
ANY_CHARACTERS: Final = ".{"
"""How a pattern begins that may match far from the beginning of the line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern; ``gate`` holds words of which one is in every line that it matches."""

    name: str
    pattern: Lazy
    gate: tuple[str, ...] = ()


def junk_rule(folded: str) -> str | None:
    """Return the name of the rule by which a folded sentence is no prose, or None."""
    if len(folded) > RULE_CHARACTERS:
        return None
    return line_rule(folded) or address_rule(folded, folded.casefold())


def line_rule(folded: str) -> str | None:
    """Return the name of the rule by which a folded line of any number of sentences is no prose.

    Such rules look at how the line begins, or at what its whole length is made of.
    """
    if len(folded) > RULE_CHARACTERS:
        return None
    if not any(map(str.isalpha, folded)):
        return "no words"
    if AT_BEGINNING.match(folded):
        return next((rule.name for rule in BEGINNING if rule.pattern.match(folded)), None)
    lowered = folded.casefold()
    if [word for word in GATE_WORDS if word in lowered]:
        for rule in ANYWHERE:
            if any(word in lowered for word in rule.gate) and rule.pattern.match(folded):
                return rule.name
    return None


def _beginning() -> Iterator[Rule]:
    """Yield the patterns that match at the beginning of a line, or nowhere."""
    for name, patterns in ANY_CASE.items():
        if near := [each for each in patterns if not each.startswith(ANY_CHARACTERS)]:
            yield Rule(name, Lazy("|".join(near), re.IGNORECASE))
    for name, patterns in EXACT_CASE.items():
        yield Rule(name, Lazy("|".join(patterns)))


def _anywhere() -> Iterator[Rule]:
    for name, patterns in ANY_CASE.items():
        if far := [each for each in patterns if each.startswith(ANY_CHARACTERS)]:
            yield Rule(name, Lazy("|".join(far), re.IGNORECASE), GATES[name])


BEGINNING: Final = tuple(_beginning())
AT_BEGINNING: Final = Lazy(
    "|".join(
        f"(?{'i' if rule.pattern.flags & re.IGNORECASE else ''}:{rule.pattern.pattern})"
        for rule in BEGINNING
    )
)
"""All of ``BEGINNING`` at once: most sentences match none, and one look is quicker than forty."""
ANYWHERE: Final = tuple(_anywhere())
GATE_WORDS: Final = tuple(dict.fromkeys(word for rule in ANYWHERE for word in rule.gate))
RULES: Final = (*BEGINNING, *ANYWHERE)
