"""Checks the script tag: that there is one of this server, and that browsers run it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.domain.diagnosis import CheckName
from widget.domain.errors import FetchFailed
from widget.domain.limits import INSPECTED_FILES
from widget.rules import optimisers, scripts
from widget.rules.optimisers import Effect
from widget.rules.scripts import ScriptKind
from widget.usecases.diagnosis import snippet
from widget.usecases.diagnosis.examination import fine, warning, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.domain.embed_page import ScriptTag
    from widget.usecases.diagnosis.examination import Examination

_SCRIPT: Final = CheckName.SCRIPT


def checks(exam: Examination) -> Iterator[Check]:
    """Yield what is found of the script; nothing where the page embeds in another way."""
    if not snippet.uses_element(exam):
        return
    own = exam.own_scripts()
    for tag in own:
        yield from _tag(exam, tag)
    if not own:
        yield _absent(exam)
    if exam.embed.script_count > len(exam.embed.scripts):
        yield warning(
            _SCRIPT,
            "no-script",
            f"The page has {exam.embed.script_count:,} scripts; the first "
            f"{len(exam.embed.scripts):,} were examined.",
        )


def _tag(exam: Examination, tag: ScriptTag) -> Iterator[Check]:
    found = [*_faults(exam, tag)]
    yield from found
    if not found:
        held = scripts.kind_of(tag) is ScriptKind.DATA
        kind = "held back (see optimiser)" if held else "a classic script"
        how = next((f", {name}" for name in ("async", "defer") if tag.get(name) is not None), "")
        yield fine(_SCRIPT, f"{exam.context.base}embed.js, {kind}{how}.")


def _faults(exam: Examination, tag: ScriptTag) -> Iterator[Check]:
    kind = scripts.kind_of(tag)
    line = f'<script async src="{exam.context.base}embed.js"></script>'
    if kind is ScriptKind.DATA and optimisers.holding(tag) is None:
        said = f"type={tag.get('type')!r}"
        message = f"The script has {said}: browsers do not run it, and nothing that is known does."
        yield wrong(_SCRIPT, "optimiser", message, line)
    if kind is ScriptKind.MODULE:
        message = 'The script has type="module"; embed.js is a classic script.'
        yield warning(_SCRIPT, "module", message, line)
    if tag.get("nomodule") is not None:
        message = "The script has nomodule: today's browsers skip it."
        yield wrong(_SCRIPT, "module", message, line)
    if scripts.is_blocked_as_mixed(exam.page.url, tag.src or exam.context.base):
        message = "The page is https and the script http: browsers block it."
        yield wrong(_SCRIPT, "mixed-content", message, "Serve the widget server over https.")
    if tag.get("crossorigin") == "use-credentials":
        message = 'crossorigin="use-credentials" fails, since the server answers every origin.'
        yield wrong(_SCRIPT, "server", message, line)
    if tag.get("integrity"):
        message = "integrity pins one version of embed.js: the next upgrade of the server ends it."
        yield warning(_SCRIPT, "rehosted", message, line)


def _absent(exam: Examination) -> Check:
    """Return what is to be said where no tag loads ``embed.js`` from this server."""
    if copy := _copy(exam):
        return warning(
            _SCRIPT,
            "rehosted",
            f"The loader does not come from this server: a copy of it is {copy}.",
            f"Load it from {exam.context.base}embed.js. {_opt_outs(exam)}",
        )
    return wrong(
        _SCRIPT,
        "no-script",
        f"No script of the page is {exam.context.base}embed.js. One that scripts add later is not "
        "seen here.",
        f'<script async src="{exam.context.base}embed.js"></script> {_opt_outs(exam)}'.rstrip(),
    )


def _copy(exam: Examination) -> str:
    """Return where a copy of the loader is; "" where none is found."""
    if any(script.is_copy for script in exam.embed.scripts):
        return "in the page itself"
    candidates = [script.src for script in exam.embed.scripts if script.src and _may_hold(script)]
    for address in candidates[:INSPECTED_FILES]:
        try:
            if exam.context.ingest.publisher_site.file(address).is_loader:
                return address
        except FetchFailed:
            continue
    return ""


def _may_hold(script: ScriptTag) -> bool:
    """Tell whether a script may be a copy of the loader: by its name, or as a bundle.

    The page named the address, so it may lead to the usual ports alone.
    """
    parts = urlsplit(script.src or "")
    if parts.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")[2] not in _USUAL_PORTS:
        return False
    return parts.path.endswith("/embed.js") or bool(optimisers.seen_on((script,)))


_USUAL_PORTS: Final = {"", "80", "443"}


def _opt_outs(exam: Examination) -> str:
    seen = optimisers.seen_on(exam.embed.scripts)
    bundling = [one for one in seen if one.effect is not Effect.CONSENT]
    return " ".join(f"{one.name}: {one.cure}" for one in bundling)
