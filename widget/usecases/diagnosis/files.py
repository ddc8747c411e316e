"""Checks the server's files as browsers ask for them: over the network, or else in process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import CheckName
from widget.domain.errors import FetchFailed
from widget.rules.scripts import is_javascript
from widget.usecases.diagnosis import snippet
from widget.usecases.diagnosis.examination import fine, warning, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.domain.embed_page import FileAnswer
    from widget.usecases.diagnosis.examination import Examination

_SERVER: Final = CheckName.SERVER
_FILES: Final = ("embed.js", "core.js")


def checks(exam: Examination) -> Iterator[Check]:
    """Yield how ``embed.js`` and ``core.js`` are answered."""
    if not snippet.uses_element(exam):
        return
    found = [_file(exam, name) for name in _FILES]
    faults = [check for check in found if check.code]
    yield from faults
    if not faults:
        names = " and ".join(exam.context.base + name for name in _FILES)
        yield fine(_SERVER, f"{names} answered 200 with a type of JavaScript.")


def _file(exam: Examination, name: str) -> Check:
    address = exam.context.base + name
    try:
        answer = exam.context.ingest.publisher_site.file(address)
    except FetchFailed as error:
        if error.permanent and error.status is None:
            return _in_process(exam, name, error.message)
        message = f"{address} does not answer as it should. {error.message}"
        return wrong(_SERVER, "server", message, f"curl -si {address} | head -20")
    return _fault(exam, address, answer) or fine(_SERVER, address)


def _in_process(exam: Examination, name: str, why: str) -> Check:
    """Ask the server within this process, because the rules of fetching forbid its address."""
    address = exam.context.base + name
    try:
        answer = exam.context.own_file(name)
    except FetchFailed as error:
        return wrong(_SERVER, "server", error.message, "Look at the server's log.")
    return _fault(exam, address, answer) or warning(
        _SERVER,
        "server",
        f"{address} was not asked over the network: {why} Asked in this process it answers well.",
        f"From a reader's network: curl -si {address} | head -20",
    )


def _fault(exam: Examination, address: str, answer: FileAnswer) -> Check | None:
    cure = f"curl -si {address} | head -20   and look at what stands between it and this server."
    if not is_javascript(answer.content_type):
        said = answer.content_type[:100] or "no type"
        message = f"{address} answers 200 with {said}: browsers run no such script."
        return wrong(_SERVER, "server", message, cure)
    if answer.allow_origin.strip() != "*" and not exam.page.url.startswith(exam.context.origin):
        said = answer.allow_origin[:100] or "no value"
        message = f"{address} answers with {said} for Access-Control-Allow-Origin, not with *."
        return wrong(_SERVER, "server", message, cure)
    return None
