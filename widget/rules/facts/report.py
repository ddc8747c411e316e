"""The types of what the checks find in a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """What a rule says of a draft, the mildest first."""

    PASS = "pass"  # noqa: S105 - no password
    WARN = "warn"
    """An editor should look at the words concerned."""
    BLOCK = "block"
    """No reader may see the draft as it is."""


SEVERITY: Final = tuple(Verdict)


class Rule(StrEnum):
    """What is checked."""

    NUMBERS = "numbers"
    """Counts, amounts, percentages and measures."""
    DATES = "dates"
    """Days, months and days of the week."""
    QUOTES = "quotes"
    SPEAKERS = "speakers"
    """Who says a quotation."""
    NAMES = "names"
    """Names of persons, places and organisations."""
    NEGATION = "negation"
    MODALITY = "modality"
    PASSAGE = "passage"
    """Whether a passage of the article says what a point says."""
    LANGUAGE = "language"
    LENGTH = "length"
    POINTS = "points"
    VOICE = "voice"
    """No first person, no address to the reader."""
    MARKUP = "markup"
    RESIDUE = "residue"
    """What is left of a prompt, or of a model's talk about itself."""
    COPY = "copy"
    """How many words in a row are the article's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a draft that a rule does not let pass."""

    rule: Rule
    verdict: Verdict
    point: int
    """Position of the point in the draft, from 0; -1 where it is the draft as a whole."""
    start: int
    end: int
    """Where the words stand in the point, in code points."""
    words: str
    reason: str
    """One plain sentence in English."""


@dataclass(frozen=True, slots=True)
class Report:
    """What all rules say of one draft."""

    findings: tuple[Finding, ...]
    not_applied: tuple[Rule, ...] = ()
    """Rules that have no words for the draft's language, so that they looked at nothing."""

    @property
    def verdict(self) -> Verdict:
        """Return the most severe of all verdicts."""
        return _worst(self.findings)

    def of(self, rule: Rule) -> Verdict:
        """Return what one rule says."""
        return _worst(tuple(each for each in self.findings if each.rule is rule))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may choose."""

    words: int = 90
    """Words of all points together from which the draft is too long; twice as many block it."""
    copied_words: int | None = 12
    """Words in a row that may be the article's outside of a quotation; None for any number."""


def _worst(findings: tuple[Finding, ...]) -> Verdict:
    return max((each.verdict for each in findings), key=SEVERITY.index, default=Verdict.PASS)
