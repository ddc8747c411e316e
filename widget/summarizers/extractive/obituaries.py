"""Sees to it that an obituary is told from the sentence that says who died, not from its scene.

Which words: the deaths of ``genres.txt``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.block import Role
from widget.summarizers.extractive.coherence import unquoted
from widget.summarizers.extractive.genres import is_birth, is_death, is_of_family
from widget.summarizers.extractive.selection import repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.sentences import Sentence

DEATH: Final = "death"
LIFE: Final = "life"
"""What the sentences right before the death tell, where a scene is before both."""
NEWS_WORDS: Final = 3
"""What says so many words of the title is no scene: the title does not only name somebody."""
EARLY: Final = 0.5
"""An obituary says in this part of its sentences that somebody has died."""


def of_obituary(
    measured: Sequence[Features], found: Sequence[Sentence], title: frozenset[str], language: str
) -> tuple[Features, ...]:
    """Return the features of an obituary's sentences: a scene and a birth are no points of it.

    ``title`` has the stems of the title's content words, ``language`` is a primary subtag. The
    sentence that says who died comes first. What its paragraph says before it is no scene, unless
    the article begins with that paragraph.
    """
    dies = next(_deaths(measured, found, title, language), None)
    if dies is not None:
        measured = _without_repeats(measured, dies)
    lived = _paragraph(measured, dies) if dies is not None else 0
    kept = range(lived, dies) if dies and not _is_first(measured, lived) else range(0)
    rows = zip(measured, found, strict=True)
    placed = ((_placed(_known(each, dies), dies, kept, title), sentence) for each, sentence in rows)
    return tuple(_without_birth(each, sentence, language) for each, sentence in placed)


def _without_repeats(measured: Sequence[Features], dies: int) -> tuple[Features, ...]:
    """Return the features without a standfirst beside which the death would say a thing twice."""
    above = [each for each in measured if each.role == Role.STANDFIRST and each.position != dies]
    if not any(repeats(each, measured[dies]) for each in above):
        return tuple(measured)
    return tuple(
        each._replace(unfit=each.unfit or "is told by the death, too") if each in above else each
        for each in measured
    )


def _deaths(
    measured: Sequence[Features], found: Sequence[Sentence], title: frozenset[str], language: str
) -> Iterator[int]:
    """Yield where it is said that somebody of the title has died."""
    for each, sentence in zip(measured[: round(EARLY * len(found)) + 1], found, strict=False):
        names = not title.isdisjoint(each.terms)
        if each.unfit is None and names and is_death(unquoted(sentence.content), language):
            yield each.position


def _known(each: Features, dies: int | None) -> Features:
    """Return the features of a sentence; whom the scene has introduced the death does, too."""
    if dies is None or each.position == dies:
        return each._replace(unexplained=() if each.position == dies else each.unexplained)
    unexplained = tuple(
        name._replace(introduced=name.introduced | {dies})
        if not name.word.islower() and any(position < dies for position in name.introduced)
        else name
        for name in each.unexplained
    )
    return each._replace(unexplained=unexplained)


def _placed(each: Features, dies: int | None, kept: range, title: frozenset[str]) -> Features:
    """Return the features of a sentence by where the death is told."""
    if dies is None or each.position > dies or each.role == Role.STANDFIRST:
        return each
    if each.position == dies:
        return each._replace(tells=each.tells | {DEATH})
    if each.position in kept:
        form = each.form._replace(has_dangling_opener=False, has_orphaned_quote=False)
        return each._replace(tells=each.tells | {LIFE}, form=form, continues=False)
    if not each.leans and len(title & each.terms) >= NEWS_WORDS:
        return each
    return each._replace(unfit=each.unfit or "is of the scene before a death")


def _paragraph(measured: Sequence[Features], position: int) -> int:
    """Return where the paragraph of a sentence begins."""
    while position and not measured[position].opens_paragraph:
        position -= 1
    return position


def _is_first(measured: Sequence[Features], begins: int) -> bool:
    """Tell whether nothing of the body that can be a point stands before a paragraph."""
    return all(each.role == Role.STANDFIRST or each.unfit for each in measured[:begins])


def _without_birth(each: Features, sentence: Sentence, language: str) -> Features:
    """Return the features of a sentence: a birth or a marriage is no point of an obituary."""
    if each.unfit or not each.position or DEATH in each.tells:
        return each
    if is_birth(sentence.content, language):
        return each._replace(unfit="says again how old somebody was")
    is_of_life = not is_of_family(sentence.content, language)
    return each if is_of_life else each._replace(unfit="tells of a family")
