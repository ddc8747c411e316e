"""Requests that schemathesis makes up from the document, and what is wrong with the answers."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core import NotSet
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from tests.conftest import SITE

if TYPE_CHECKING:
    from schemathesis import Case
    from schemathesis.checks import CheckFunction
    from schemathesis.schemas import APIOperation

    from tests.openapi.signing import Partner

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
_ELSEWHERE = "https://elsewhere.example/"
_PAGES = f"https://{SITE.page_hosts[0]}/"


@dataclass
class Tally:
    """What came of the requests."""

    cases: Counter[str] = field(default_factory=Counter)
    """By operation."""
    statuses: Counter[int] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def server_errors(self) -> int:
        """How many answers had a status of 500 or more."""
        return sum(number for status, number in self.statuses.items() if status >= 500)


def operations(partner: Partner) -> list[APIOperation[Any, Any, Any, Any]]:
    """Return the operations of the document that the application itself answers."""
    loaded = schemathesis.openapi.from_wsgi("/openapi.json", partner.app)
    found = list(loaded.get_all_operations())
    described = [one.ok() for one in found if isinstance(one, Ok)]
    assert len(described) == len(found)
    return described


def ask(partner: Partner, cases: int, chosen: int) -> Tally:
    """Ask each operation so many times, half of them against the document; ``chosen`` is a seed."""
    tally = Tally()
    quiet = settings(
        max_examples=cases // 2,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    def one(case: Case[Any], choice: int) -> None:
        _send(case, choice, partner, tally)

    for operation in operations(partner):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            made = operation.as_strategy(generation_mode=mode)
            with suppress(Unsatisfiable):  # without a parameter nothing can be wrong
                quiet(seed(chosen)(given(case=made, choice=st.integers(0, 9))(one)))()
    return tally


def _send(case: Case[Any], choice: int, partner: Partner, tally: Tally) -> None:
    known = choice > 0  # one of ten comes from a stranger
    if known:
        _fit(case, choice, partner)
    body = _bytes(case)
    headers = partner.headers(case.path, body) if known else {}
    response = case.call(headers=headers)
    tally.cases[case.operation.label] += 1
    tally.statuses[response.status_code] += 1
    try:
        case.validate_response(response, checks=CHECKS)
    except (Failure, FailureGroup) as failure:
        tally.problems.append(f"{case.as_curl_command()}\n{failure}\n{_told(failure)}")


def _told(failure: BaseException) -> str:
    return "\n".join(map(str, getattr(failure, "exceptions", ())))


def _fit(case: Case[Any], choice: int, partner: Partner) -> None:
    """Let the request lead somewhere: to a site, a subscription, and mostly to its pages."""
    places = {"site_key": SITE.key, "token": partner.subscription.token}
    for name in case.path_parameters or {}:
        case.path_parameters[name] = places[name]
    if choice > 3:
        for sent in (case.query, case.body):
            url = sent.get("url") if isinstance(sent, dict) else None
            if isinstance(sent, dict) and isinstance(url, str):
                path = url.partition("://")[2].partition("/")[2]
                sent["url"] = (_ELSEWHERE if choice == 4 else _PAGES) + (path or url)
    if choice > 6 and isinstance(case.query, dict) and "hub.topic" in case.query:
        case.query["hub.topic"] = partner.subscription.topic


def _bytes(case: Case[Any]) -> bytes:
    """Return the body as it is sent, because that is what a signature is of."""
    if isinstance(case.body, NotSet):
        return b""
    if not isinstance(case.body, bytes):
        case.body = json.dumps(case.body).encode()
    return bytes(case.body)
