"""Checks for programs that change scripts: optimisers and consent managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import CheckName
from widget.rules import optimisers
from widget.rules.optimisers import Effect
from widget.usecases.diagnosis.examination import fine, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.domain.embed_page import ScriptTag
    from widget.rules.optimisers import Optimiser
    from widget.usecases.diagnosis.examination import Examination

_OPTIMISER: Final = CheckName.OPTIMISER


def checks(exam: Examination) -> Iterator[Check]:
    """Yield the programs that were recognised, and whether they hold our script back."""
    own = exam.own_scripts()
    seen = optimisers.seen_on(exam.embed.scripts)
    for program in seen:
        yield _program(program, own)
    if not seen:
        yield fine(_OPTIMISER, "No optimiser and no consent manager was recognised.")


def _program(program: Optimiser, own: tuple[ScriptTag, ...]) -> Check:
    if any(optimisers.holding(tag) is program for tag in own):
        until = _UNTIL[program.effect]
        message = f"{program.name} holds embed.js back: readers see a plain link {until}."
        return warning(_OPTIMISER, "optimiser", message, program.cure)
    if own and all(optimisers.opts_out(tag, program) for tag in own):
        return fine(_OPTIMISER, f"{program.name} is on this page; embed.js opts out of it.")
    return fine(
        _OPTIMISER,
        f"{program.name} is on this page and leaves embed.js alone as far as the page shows. If it "
        f"{program.effect}: {program.cure}",
    )


_UNTIL: Final = {
    Effect.DELAYS: "for a while, or until the first touch or scroll",
    Effect.BUNDLES: "until its bundle runs",
    Effect.CONSENT: "until they consent",
}
