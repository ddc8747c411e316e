"""The doctor looks at a page's script and its canonical link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BASE
from tests.unit.doctor_world import CANONICAL, SCRIPT, TAG, Clinic, html, line, told
from widget.domain.diagnosis import CheckStatus
from widget.domain.embed_page import FileAnswer
from widget.domain.limits import INSPECTED_FILES

if TYPE_CHECKING:
    from widget.domain.ports import Store

OK, WARNING, ERROR = CheckStatus


@pytest.fixture
def clinic(memory_store: Store) -> Clinic:
    """Return a server that knows the article of PAGE."""
    opened = Clinic(memory_store)
    opened.publish()
    return opened


# --- the script ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "status", "code"),
    [
        (TAG, OK, ""),
        (f'<script src="{BASE}/embed.js?ver=6.5" defer id="x"></script>', OK, ""),
        ('<script src="//widget.example/embed.js"></script>', OK, ""),
        (f'<script type="text/javascript" src="{BASE}/embed.js"></script>', OK, ""),
        (f'<script type="module" src="{BASE}/embed.js"></script>', WARNING, "module"),
        (f'<script integrity="sha256-x" src="{BASE}/embed.js"></script>', WARNING, "rehosted"),
        (f'<script nomodule src="{BASE}/embed.js"></script>', ERROR, "module"),
        (f'<script type="text/plain" src="{BASE}/embed.js"></script>', ERROR, "optimiser"),
        (f'<script crossorigin="use-credentials" src="{BASE}/embed.js"></script>', ERROR, "server"),
        ("", ERROR, "no-script"),
        (f'<script src="{BASE}/core.js"></script>', ERROR, "no-script"),
        ('<script src="https://paper.disqus.com/embed.js"></script>', ERROR, "no-script"),
        ("<script>customElements.define('summary-widget',class{})</script>", WARNING, "rehosted"),
    ],
)
def test_a_fault_of_the_script_has_its_code(
    clinic: Clinic, tag: str, status: CheckStatus, code: str
) -> None:
    assert told(clinic.said("script", html(line(), tag=tag))) == [(status, code)]


def test_two_scripts_of_this_server_are_fine(clinic: Clinic) -> None:
    assert told(clinic.said("script", html(line(), tag=TAG + TAG))) == [(OK, "")]


def test_a_copy_elsewhere_is_found_by_its_code(clinic: Clinic) -> None:
    copy = "https://cdn.example/js/embed.js"
    clinic.pages.files[copy] = FileAnswer("text/javascript", "*", is_loader=True)
    [said] = clinic.said("script", html(line(), tag=f'<script src="{copy}"></script>'))
    assert told([said]) == [(WARNING, "rehosted")]
    assert copy in said.message


def test_a_bundle_of_an_optimiser_is_looked_into_and_its_opt_out_is_named(clinic: Clinic) -> None:
    bundle = "https://news.example/wp-content/cache/autoptimize/js/autoptimize_1.js"
    page = html(line(), tag=f'<script src="{bundle}"></script>')
    [without] = clinic.said("script", page)
    assert told([without]) == [(ERROR, "no-script")]
    assert "data-noptimize" in without.cure
    clinic.pages.files[bundle] = replace(SCRIPT, is_loader=True)
    assert told(clinic.said("script", page)) == [(WARNING, "rehosted")]


def test_no_more_than_a_few_scripts_are_fetched_to_find_a_copy(clinic: Clinic) -> None:
    many = (f"https://cdn{n}.example/embed.js" for n in range(INSPECTED_FILES + 1))
    clinic.examine(html(line(), tag="".join(f'<script src="{one}"></script>' for one in many)))
    elsewhere = [url for url in clinic.pages.asked_files if not url.startswith(BASE)]
    assert len(elsewhere) == INSPECTED_FILES


@pytest.mark.parametrize("host", ["cdn.example:8443", "[2001:db8::1]:22", "cdn.example:0443"])
def test_a_copy_on_an_odd_port_is_not_looked_for(clinic: Clinic, host: str) -> None:
    tag = f'<script src="https://{host}/embed.js"></script>'
    assert told(clinic.said("script", html(line(), tag=tag))) == [(ERROR, "no-script")]
    assert not any(host in url for url in clinic.pages.asked_files)


def test_a_server_over_http_is_blocked_on_pages_over_https(memory_store: Store) -> None:
    plain = "http://widget.example"
    clinic = Clinic(memory_store, public_url=plain)
    tag = f'<script src="{plain}/embed.js"></script>'
    [said] = clinic.said("script", html(line(base=plain), tag=tag))
    assert told([said]) == [(ERROR, "mixed-content")]


# --- the canonical link ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "status"),
    [
        (CANONICAL, line(), OK),
        ("", line(), OK),
        ("", f'<summary-widget><a href="{BASE}/read/daily">x</a></summary-widget>', WARNING),
        ('<link rel="canonical" href="https://stranger.example/">', line(), WARNING),
        ('<link rel="canonical" href="https://news.example/">', line(), WARNING),
        ('<link rel="canonical" href="mailto:x">', line(), OK),
        (CANONICAL, "", OK),
        ('<link rel="canonical" href="https://news.example/other">', "", WARNING),
    ],
)
def test_the_canonical_link_is_compared(
    clinic: Clinic, head: str, body: str, status: CheckStatus
) -> None:
    [said] = clinic.said("canonical", html(body, head=head))
    assert (said.status, said.code) == (status, "" if status is OK else "canonical")


def test_of_two_canonical_links_the_first_counts_and_both_are_said(clinic: Clinic) -> None:
    said = clinic.said("canonical", html(line(), head=CANONICAL + CANONICAL))
    assert told(said) == [(WARNING, "canonical"), (OK, "")]
