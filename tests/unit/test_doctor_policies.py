"""The doctor looks at a page's policies, at the server's files, and for optimisers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BASE, PAGE, SITE
from tests.unit.doctor_world import CANONICAL, SCRIPT, TAG, Clinic, html, line, told
from tests.unit.publisher_site import failure
from widget.domain.diagnosis import CheckStatus
from widget.domain.embed_page import FileAnswer
from widget.domain.errors import FetchFailed
from widget.domain.limits import POLICIES, POLICY_CHARACTERS

if TYPE_CHECKING:
    from widget.domain.ports import Store

OK, WARNING, ERROR = CheckStatus
REFUSED = FetchFailed("widget.example may not be reached: it is private.", permanent=True)
NONCED = f'<script nonce="abc" src="{BASE}/embed.js"></script>'


@pytest.fixture
def clinic(memory_store: Store) -> Clinic:
    """Return a server that knows the article of PAGE."""
    opened = Clinic(memory_store)
    opened.publish()
    return opened


def meta(content: str) -> str:
    """Return a meta element with a policy."""
    return f'{CANONICAL}<meta http-equiv="Content-Security-Policy" content="{content}">'


# --- Content-Security-Policy -----------------------------------------------------------------


def test_a_page_without_a_policy_is_well(clinic: Clinic) -> None:
    [said] = clinic.said("csp", html(line()))
    assert said.message == "The page has no Content-Security-Policy."


@pytest.mark.parametrize(
    ("policy", "message", "cure"),
    [
        (
            "script-src 'self'",
            "script-src of the policy of the header does not list this server.",
            f"Add to script-src: {BASE}",
        ),
        (
            "script-src-elem 'self'; script-src *",
            "script-src-elem of the policy of the header does not list this server.",
            f"Add to script-src-elem: {BASE}",
        ),
        (
            "connect-src 'self'",
            "connect-src of the policy of the header does not list this server.",
            f"Add to connect-src: {BASE}",
        ),
        (
            f"default-src 'self'; script-src {BASE}",
            "default-src of the policy of the header does not list this server.",
            f"Add a directive: connect-src 'self' {BASE}",
        ),
        (
            f"script-src {BASE}/embed.js",
            "script-src of the policy of the header allows embed.js alone, and not the modules "
            "that it loads from the same server.",
            f"Add to script-src: {BASE}",
        ),
        (
            "script-src 'strict-dynamic' 'nonce-x'",
            "script-src of the policy of the header has 'strict-dynamic', and the script has no "
            "nonce of this policy.",
            "Give the script the page's nonce: "
            f'<script nonce="…" async src="{BASE}/embed.js"></script>',
        ),
        (
            "sandbox allow-forms",
            "sandbox of the policy of the header lets the page run no scripts.",
            "Add to sandbox: allow-scripts",
        ),
    ],
)
def test_what_a_policy_lacks_is_said_word_for_word(
    clinic: Clinic, policy: str, message: str, cure: str
) -> None:
    clinic.pages.policy = policy
    [said] = clinic.said("csp", html(line()))
    assert told([said]) == [(ERROR, "csp")]
    assert (said.message, said.cure) == (message, cure)


def test_each_policy_of_header_and_meta_elements_is_looked_at(clinic: Clinic) -> None:
    clinic.pages.policy = f"script-src {BASE}, connect-src 'none'"
    said = clinic.said("csp", html(line(), head=meta("script-src 'self'") + meta("img-src x")))
    assert told(said) == [(ERROR, "csp"), (ERROR, "csp")]
    assert "connect-src of the policy of the header" in said[0].message
    assert "script-src of the policy of the meta element" in said[1].message


def test_policies_that_allow_the_embed_are_counted(clinic: Clinic) -> None:
    clinic.pages.policy = f"script-src {BASE}; connect-src *"
    assert clinic.said("csp", html(line()))[0].message == "The policy allows the embed."
    said = clinic.said("csp", html(line(), head=meta("img-src 'none'")))
    assert said[0].message == "All 2 policies allow the embed."


def test_the_nonce_of_the_script_is_compared(clinic: Clinic) -> None:
    clinic.pages.policy = "script-src 'nonce-abc' 'strict-dynamic'"
    assert told(clinic.said("csp", html(line(), tag=NONCED))) == [(OK, "")]
    clinic.pages.policy = "script-src 'nonce-abd' 'strict-dynamic'"
    assert told(clinic.said("csp", html(line(), tag=NONCED))) == [(ERROR, "csp")]


def test_what_only_reports_is_a_warning_and_named_as_such(clinic: Clinic) -> None:
    clinic.pages.report_only = "script-src 'self'"
    [said] = clinic.said("csp", html(line()))
    assert told([said]) == [(WARNING, "csp")]
    assert said.message.startswith("Report-only: script-src of the policy of the header")
    assert said.cure == f"Add to script-src: {BASE}"


def test_pictures_of_neighbours_that_do_not_show_are_a_warning(memory_store: Store) -> None:
    pictured = replace(SITE, neighbour_pictures=True, picture_hosts=("cdn.example",))
    clinic = Clinic(memory_store, (pictured,))
    clinic.pages.policy = "img-src 'self'"
    [said] = clinic.said("csp", html(line()))
    assert told([said]) == [(WARNING, "csp")]
    assert said.cure == "Add to img-src: https://cdn.example"


def test_a_frame_needs_frame_src_and_no_script_src(clinic: Clinic) -> None:
    frame = f'<iframe src="{BASE}/read/daily"></iframe>'
    clinic.pages.policy = "script-src 'none'; frame-src 'self'"
    [said] = clinic.said("csp", html(frame, tag=""))
    assert said.cure == f"Add to frame-src: {BASE}"


def test_requests_that_are_upgraded_need_a_server_over_https(memory_store: Store) -> None:
    clinic = Clinic(memory_store, public_url="http://widget.example")
    clinic.pages.policy = "upgrade-insecure-requests"
    url = "http://news.example/x"
    tag = '<script src="http://widget.example/embed.js"></script>'
    [said, _] = clinic.said("csp", html(line(base="http://widget.example"), tag=tag), url=url)
    assert told([said]) == [(WARNING, "mixed-content")]


def test_more_policies_than_the_limit_are_said(clinic: Clinic) -> None:
    clinic.pages.policy = ", ".join(["img-src 'self'"] * (POLICIES + 1))
    said = clinic.said("csp", html(line()))
    assert told(said) == [(WARNING, "csp"), (OK, "")]
    assert f"more than {POLICIES} policies" in said[0].message


def test_a_huge_policy_is_read_to_its_limit_and_said(clinic: Clinic) -> None:
    sources = " ".join(f"https://c{number}.example" for number in range(100_000))
    said = clinic.said("csp", html(line(), head=meta(f"connect-src *; script-src {sources}")))
    assert told(said) == [(WARNING, "csp"), (ERROR, "csp")]
    assert f"{POLICY_CHARACTERS:,} characters" in said[0].message


# --- the server's files ----------------------------------------------------------------------


def test_both_files_are_asked_for_where_the_link_leads(clinic: Clinic) -> None:
    assert told(clinic.said("server", html(line()))) == [(OK, "")]
    assert clinic.pages.asked_files == [f"{BASE}/embed.js", f"{BASE}/core.js"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (failure(404), "It answered 404."),
        (failure(503), "It answered 503."),
        (FileAnswer("text/html", "*"), "answers 200 with text/html"),
        (FileAnswer("", "*"), "answers 200 with no type"),
        (FileAnswer("text/javascript", ""), "with no value for Access-Control-Allow-Origin"),
        (FileAnswer("text/javascript", "https://x.example"), "with https://x.example for Access"),
    ],
)
def test_a_file_that_browsers_cannot_use_is_an_error(
    clinic: Clinic, answer: FileAnswer | FetchFailed, words: str
) -> None:
    clinic.pages.files[f"{BASE}/core.js"] = answer
    [said] = clinic.said("server", html(line()))
    assert told([said]) == [(ERROR, "server")]
    assert words in said.message


def test_a_server_on_the_page_s_own_origin_needs_no_header_for_others(memory_store: Store) -> None:
    base = "https://news.example/summaries"
    clinic = Clinic(memory_store, public_url=base)
    plain = replace(SCRIPT, allow_origin="")
    clinic.pages.files |= {f"{base}/embed.js": plain, f"{base}/core.js": plain}
    tag = f'<script src="{base}/embed.js"></script>'
    found = clinic.examine(html(line(base=base), tag=tag))
    assert told(one for one in found.checks if one.check == "server") == [(OK, "")]
    assert told(one for one in found.checks if one.check == "snippet") == [(OK, "")]


def test_a_private_server_is_asked_in_process_and_that_is_said(clinic: Clinic) -> None:
    clinic.pages.files |= {f"{BASE}/embed.js": REFUSED, f"{BASE}/core.js": REFUSED}
    said = clinic.said("server", html(line()))
    assert told(said) == [(WARNING, "server"), (WARNING, "server")]
    assert "it is private" in said[0].message
    assert "Asked in this process it answers well." in said[0].message
    clinic.own_files["core.js"] = FileAnswer("text/html", "*")
    assert told(clinic.said("server", html(line()))) == [(WARNING, "server"), (ERROR, "server")]


# --- optimisers ------------------------------------------------------------------------------


def test_no_optimiser_is_well(clinic: Clinic) -> None:
    [said] = clinic.said("optimiser", html(line()))
    assert said.message == "No optimiser and no consent manager was recognised."


@pytest.mark.parametrize(
    ("tag", "until", "cure"),
    [
        (
            f'<script type="rocketlazyloadscript" data-rocket-src="{BASE}/embed.js"></script>',
            "WP Rocket holds embed.js back: readers see a plain link for a while, or until",
            "nowprocket",
        ),
        (
            f'<script type="text/plain" data-cookieconsent="statistics" src="{BASE}/embed.js">',
            "Cookiebot holds embed.js back: readers see a plain link until they consent",
            'data-cookieconsent="ignore"',
        ),
        (
            f'<script type="aabbccddeeff-text/javascript" src="{BASE}/embed.js"></script>',
            "Cloudflare Rocket Loader holds embed.js back",
            'data-cfasync="false"',
        ),
    ],
)
def test_a_script_that_is_held_back_is_a_warning_with_the_opt_out(
    clinic: Clinic, tag: str, until: str, cure: str
) -> None:
    found = clinic.examine(html(line(), tag=tag))
    [said] = [one for one in found.checks if one.check == "optimiser"]
    assert told([said]) == [(WARNING, "optimiser")]
    assert until in said.message
    assert cure in said.cure
    [script] = [one for one in found.checks if one.check == "script"]
    assert script.message.endswith("embed.js, held back (see optimiser).")


def test_an_optimiser_that_leaves_the_script_alone_is_only_named(clinic: Clinic) -> None:
    other = '<script type="rocketlazyloadscript" data-rocket-src="/x.js"></script>'
    [said] = clinic.said("optimiser", html(line(), tag=TAG + other))
    assert told([said]) == [(OK, "")]
    assert "WP Rocket is on this page and leaves embed.js alone" in said.message
    opting = f'<script nowprocket src="{BASE}/embed.js"></script>'
    [said] = clinic.said("optimiser", html(line(), tag=opting + other))
    assert said.message == "WP Rocket is on this page; embed.js opts out of it."


def test_what_a_page_says_is_cut(clinic: Clinic) -> None:
    link = f'<summary-widget><a href="{BASE}/read/{"x" * 900}">x</a></summary-widget>'
    [said] = clinic.said("snippet", html(link), url=PAGE)
    assert len(said.message) < 400
