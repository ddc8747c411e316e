"""Checks the page's Content-Security-Policy: every policy, and the exact source that it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import Check, CheckName, CheckStatus
from widget.domain.limits import POLICIES, POLICY_CHARACTERS
from widget.rules import csp, embed_policy, pictures, scripts
from widget.rules.embed_policy import Embedding, Fault
from widget.usecases.diagnosis import snippet
from widget.usecases.diagnosis.examination import fine, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.rules.csp import Policy
    from widget.rules.embed_policy import Lack
    from widget.usecases.diagnosis.examination import Examination

_CSP: Final = CheckName.CSP


def checks(exam: Examination) -> Iterator[Check]:
    """Yield what each policy of the page lacks."""
    policies = _policies(exam)
    yield from _limits(exam)
    lacks = [*_lacks(exam, policies)]
    for lack in lacks:
        yield _said(exam, lack)
    yield from _upgrades(exam, policies)
    if not policies:
        yield fine(_CSP, "The page has no Content-Security-Policy.")
    elif not lacks:
        count = "The policy allows" if len(policies) == 1 else f"All {len(policies)} policies allow"
        yield fine(_CSP, f"{count} the embed.")


def _policies(exam: Examination) -> tuple[Policy, ...]:
    page = exam.page
    enforced = csp.policies_of(page.policy, enforced=True)[:POLICIES]
    reporting = csp.policies_of(page.report_only, enforced=False)[:POLICIES]
    metas = tuple(csp.meta_policy(one[:POLICY_CHARACTERS]) for one in exam.embed.policies)
    return (*enforced, *reporting, *(one for one in metas if one.directives))


def _lacks(exam: Examination, policies: tuple[Policy, ...]) -> tuple[Lack, ...]:
    own = exam.own_scripts()
    nonce = next((tag.get("nonce") for tag in own if tag.get("nonce")), None)
    embedding = Embedding(exam.page.url, exam.context.base, nonce, bool(own))
    if snippet.uses_element(exam):
        hosts = pictures.hosts_of(exam.site) if exam.site else ()
        shown = embed_policy.lacks_of_pictures(policies, embedding, hosts)
        return (*embed_policy.lacks_of_script(policies, embedding), *shown)
    return embed_policy.lacks_of_frame(policies, embedding) if exam.frames() else ()


def _limits(exam: Examination) -> Iterator[Check]:
    """Yield what was too long to be examined."""
    long = any(len(one) > POLICY_CHARACTERS for one in exam.embed.policies)
    fields = max(
        len(csp.policies_of(field, enforced=True))
        for field in (exam.page.policy, exam.page.report_only)
    )
    if long:
        message = (
            f"A policy is longer than {POLICY_CHARACTERS:,} characters; the rest was not read."
        )
        yield warning(_CSP, "csp", message, "Write a shorter policy.")
    if max(exam.embed.policy_count, fields) > POLICIES:
        message = f"There are more than {POLICIES} policies; the others were not examined."
        yield warning(_CSP, "csp", message, "Write one policy.")


def _said(exam: Examination, lack: Lack) -> Check:
    where = f"the policy of the {lack.policy.delivery}"
    message = f"{lack.directive} of {where} {_FAULTS[lack.fault]}."
    status = CheckStatus.WARNING if lack.fault is Fault.PICTURES else CheckStatus.ERROR
    if not lack.policy.enforced:
        status = CheckStatus.WARNING
        message = f"Report-only: {message} It blocks nothing yet, and will when it is enforced."
    return Check(_CSP, status, message, _cure(exam, lack), "csp")


_FAULTS: Final = {
    Fault.SOURCE: "does not list this server",
    Fault.PATH: "allows embed.js alone, and not the modules that it loads from the same server",
    Fault.NONCE: "has 'strict-dynamic', and the script has no nonce of this policy",
    Fault.PICTURES: "does not list all hosts of the pictures of neighbours, which do not show",
    Fault.SANDBOX: "lets the page run no scripts",
}


def _cure(exam: Examination, lack: Lack) -> str:
    if lack.fault is Fault.NONCE:
        line = f'<script nonce="…" async src="{exam.context.base}embed.js"></script>'
        return f"Give the script the page's nonce: {line}"
    if lack.is_directive:
        return f"Add a directive: {lack.addition}"
    return f"Add to {lack.directive}: {lack.addition}"


def _upgrades(exam: Examination, policies: tuple[Policy, ...]) -> Iterator[Check]:
    upgraded = any(
        "upgrade-insecure-requests" in policy.directives for policy in policies if policy.enforced
    )
    as_https = exam.page.url.replace("http:", "https:", 1)
    if upgraded and scripts.is_blocked_as_mixed(as_https, exam.context.base):
        yield warning(
            _CSP,
            "mixed-content",
            "upgrade-insecure-requests makes browsers ask this server over https, and its "
            f"address is {exam.context.public_url}.",
            "Serve the widget server over https, and set WIDGET_PUBLIC_URL.",
        )
