"""What a person said of summaries: the fixed questions, the answers, and what they come to."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LABELS: Final = ("A", "B")
EQUAL: Final = "equal"
GOOD: Final = "good"
WEAK: Final = "weak"
EMBARRASSING: Final = "embarrassing"
QUESTIONS: Final = {
    "no-sentence": "Is each point a whole sentence of the story, and not a caption, a byline, "
    "a subhead, a notice or a piece of another story?",
    "misleading": "Would the writer agree with each point as it stands here, with its denial, "
    "its doubt and its time?",
    "no-news": "Does a reader learn what the headline promises, or else what the article is about?",
    "bare-name": "Is everyone introduced, with a full name or an office, who is named?",
    "unclear": 'Is it plain who "she" is, which day "that day" is, what "the plan" is?',
    "no-speaker": "Does each quotation and each claim have its speaker?",
    "repeats": "Does each point say something that the others do not?",
    "side-matter": "Are the words spent on what matters most in the article?",
    "disjointed": "Do the points make sense one after another?",
    "wrong-form": "Does it suit what the article is: an answer with its question, an opinion as "
    "somebody's, the newest of a live blog, the items of a list?",
    "length": "Is it neither under 40 words nor over 110?",
}
"""By the reason that a "no" gives."""
GRAVE: Final = frozenset({"no-sentence", "misleading", "no-news"})
"""Reasons for which a newsroom would take a summary off its page."""
RULES: Final = (
    "Read the title and both summaries, then open the article. Ask each summary the questions",
    "below; each *no* is a reason. No reason: `good`. A reason: `weak`. With `no-sentence`,",
    "`misleading` or `no-news`, or where you would be ashamed to print it: `embarrassing`. Then",
    "say which of the two you would rather print: `A`, `B` or `equal`. Write a line for each",
    "summary, like the last one here.",
)
MOST_EMBARRASSING: Final = 5.0
"""Percent of summaries."""
BETTER_FOR_EACH_WORSE: Final = 3


class UnfitAnswer(Exception):
    """A line of answers does not keep to the protocol; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Two summaries of one article as a reader sees them, and who made them."""

    id: str
    kind: str
    language: str
    way: str
    systems: tuple[str, str]
    """Who made A and who made B: ``ours`` or ``first``."""
    points: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def alike(self) -> bool:
        """Whether both summaries say the same."""
        return self.points[0] == self.points[1]


@dataclass(frozen=True, slots=True)
class Key:
    """Who is who on a reading sheet."""

    summarizer: str
    seed: int
    shown: tuple[Shown, ...]

    def to_json(self) -> str:
        """Return the key as it is kept beside the sheet."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Key:
        """Return the key that ``to_json`` wrote."""
        record = json.loads(text)
        return cls(record["summarizer"], record["seed"], tuple(map(_shown, record["shown"])))


def _shown(record: dict[str, Any]) -> Shown:
    one, other = record["points"]
    return Shown(
        **record | {"systems": tuple(record["systems"]), "points": (tuple(one), tuple(other))}
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said of one summary."""

    id: str
    label: str
    verdict: str
    reasons: tuple[str, ...]
    better: str
    """The label of the summary that the reader would rather print, or ``equal``."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of both summaries of one article."""

    shown: Shown
    ours: Answer
    first: Answer

    @property
    def result(self) -> str:
        """How ours is beside the first sentences: better, equal or worse."""
        if self.ours.better == EQUAL:
            return EQUAL
        return "better" if self.ours.better == self.ours.label else "worse"


def answers(lines: Iterable[str], key: Key) -> list[Judged]:
    """Return what was said of each article, in the order of the key.

    Raises UnfitAnswer for an answer that the protocol does not know, a summary judged twice, an
    article of which only one summary was judged, two answers that do not agree on the better, and
    two verdicts on one and the same summary.
    """
    found: dict[tuple[str, str], Answer] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            answer = _answer(line, number)
            if (answer.id, answer.label) in found:
                raise UnfitAnswer(
                    f"line {number}: {answer.id} {answer.label} has an answer; keep one"
                )
            found[answer.id, answer.label] = answer
    if unknown := {id_ for id_, _ in found} - {each.id for each in key.shown}:
        raise UnfitAnswer(f"not in the key: {', '.join(sorted(unknown))}; use the key of the sheet")
    read = {id_ for id_, _ in found}
    return [_judged(each, found) for each in key.shown if each.id in read]


def _answer(line: str, number: int) -> Answer:
    try:
        record = json.loads(line)
        answer = Answer(**record | {"reasons": tuple(record["reasons"])})
    except (ValueError, KeyError, TypeError) as error:
        raise UnfitAnswer(
            f"line {number}: not an answer ({error}); see the head of the sheet"
        ) from error
    for fault in _faults(answer):
        raise UnfitAnswer(f"line {number}: {fault}")
    return answer


def _faults(answer: Answer) -> Iterator[str]:
    """Tell how an answer breaks the protocol."""
    if answer.label not in LABELS:
        yield f"label {answer.label!r}; write A or B"
    if answer.verdict not in (GOOD, WEAK, EMBARRASSING):
        yield f"verdict {answer.verdict!r}; write good, weak or embarrassing"
    if answer.better not in (*LABELS, EQUAL):
        yield f"better {answer.better!r}; write A, B or equal"
    if unknown := set(answer.reasons) - QUESTIONS.keys():
        yield f"reasons {sorted(unknown)}; write some of {', '.join(QUESTIONS)}"
    if (answer.verdict == GOOD) != (not answer.reasons):
        yield "good is what has no reason against it; weak and embarrassing name theirs"
    if GRAVE.intersection(answer.reasons) and answer.verdict != EMBARRASSING:
        yield f"with {', '.join(sorted(GRAVE))} a summary is embarrassing"


def _judged(pair: Shown, found: dict[tuple[str, str], Answer]) -> Judged:
    given = [found.get((pair.id, label)) for label in LABELS]
    one, other = given
    if one is None or other is None:
        raise UnfitAnswer(f"{pair.id}: only one summary has an answer; judge A and B")
    if one.better != other.better:
        raise UnfitAnswer(f"{pair.id}: A says better {one.better}, B says {other.better}; agree")
    if pair.alike and (one.verdict, one.better) != (other.verdict, EQUAL):
        raise UnfitAnswer(f"{pair.id}: A and B are the same; give both one verdict, and equal")
    mine = (one, other)[pair.systems.index("ours")]
    theirs = (one, other)[pair.systems.index("first")]
    return Judged(pair, mine, theirs)


HEAD: Final = (
    "| | read | embarrassing | weak | first: embarrassing | first: weak "
    "| better : equal : worse |\n"
    "|---|---:|---:|---:|---:|---:|---:|"
)


def report(given: Sequence[Judged], key: Key) -> tuple[str, bool]:
    """Return what the answers come to as Markdown, and whether the bars are kept.

    Each way of coming is held against both bars: with roles there is less to go wrong, for the
    first sentences too. Without an answer no bar is kept.
    """
    lines = [HEAD, _row("all", given)]
    for name in ("way", "language", "kind"):
        lines += _rows(name, given)
    lines += ["", _reasons(given), ""]
    alike = sum(each.shown.alike for each in given)
    lines.append(
        f"{key.summarizer}, seed {key.seed}; {len(given)} of {len(key.shown)} read; "
        f"in {alike} both summaries are the same."
    )
    bars = [_bars(way, part) for way, part in _parts("way", given).items()]
    kept = bool(bars) and all(each for _, each in bars)
    return "\n".join([*lines, *(line for line, _ in bars)]), kept


def _bars(way: str, given: Sequence[Judged]) -> tuple[str, bool]:
    embarrassing = _share(given, "ours", EMBARRASSING)
    results = Counter(each.result for each in given)
    line = (
        f"{way}: embarrassing {embarrassing:.1f} % (bar: {MOST_EMBARRASSING:.0f} %); "
        f"better : worse {results['better']} : {results['worse']} "
        f"(bar: {BETTER_FOR_EACH_WORSE} : 1)"
    )
    kept = results["better"] >= max(1, BETTER_FOR_EACH_WORSE * results["worse"])
    return line, kept and embarrassing <= MOST_EMBARRASSING


def _rows(name: str, given: Sequence[Judged]) -> list[str]:
    return [_row(value, part) for value, part in _parts(name, given).items()]


def _parts(name: str, given: Sequence[Judged]) -> dict[str, list[Judged]]:
    parts: dict[str, list[Judged]] = {}
    for each in sorted(given, key=lambda each: str(getattr(each.shown, name))):
        parts.setdefault(getattr(each.shown, name), []).append(each)
    return parts


def _row(name: str, given: Sequence[Judged]) -> str:
    shares = [
        f"{_share(given, system, verdict):.1f} %"
        for system in ("ours", "first")
        for verdict in (EMBARRASSING, WEAK)
    ]
    results = Counter(each.result for each in given)
    versus = f"{results['better']} : {results[EQUAL]} : {results['worse']}"
    return f"| {name} | {len(given)} | {' | '.join(shares)} | {versus} |"


def _share(given: Sequence[Judged], system: str, verdict: str) -> float:
    said = [getattr(each, system).verdict == verdict for each in given]
    return 100 * sum(said) / len(said) if said else 0.0


def _reasons(given: Sequence[Judged]) -> str:
    lines = ["| reason | ours | first |", "|---|---:|---:|"]
    for reason in QUESTIONS:
        mine = sum(reason in each.ours.reasons for each in given)
        theirs = sum(reason in each.first.reasons for each in given)
        lines.append(f"| {reason} | {mine} | {theirs} |")
    return "\n".join(lines)
