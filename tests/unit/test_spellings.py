"""The spellings of an address: those of the same page by rule, and of no other."""

from __future__ import annotations

import pytest

from widget.domain.limits import SPELLINGS, URL_CHARACTERS
from widget.rules.spellings import spellings
from widget.rules.urls import canonical

NEWS = "https://news.example"
HOSTS = ("news.example", "www.news.example", "amp.news.example")
KNOWN = f"{NEWS}/city/bridge"
SAME = [
    # a slash at the end
    (f"{NEWS}/city/bridge/", KNOWN),
    (KNOWN, f"{NEWS}/city/bridge/"),
    (f"{NEWS}/city/bridge//", KNOWN),
    (f"{NEWS}/bridge.html/", f"{NEWS}/bridge.html"),
    (f"{NEWS}/caf%C3%A9/", f"{NEWS}/caf%c3%a9"),
    (f"{NEWS}/city/%62ridge/", KNOWN),
    # index files, in any case
    (f"{NEWS}/city/bridge/index.html", KNOWN),
    (f"{NEWS}/city/bridge/index.html", f"{NEWS}/city/bridge/"),
    (f"{NEWS}/city/bridge/INDEX.HTML", KNOWN),
    (f"{NEWS}/city/bridge/Index.htm", KNOWN),
    (f"{NEWS}/city/bridge/index.php", KNOWN),
    (f"{NEWS}/city/bridge/index.xhtml", KNOWN),
    (f"{NEWS}/city/bridge/index.shtml", KNOWN),
    (f"{NEWS}/city/bridge/Default.aspx", KNOWN),
    (f"{NEWS}/city/bridge/default.asp", KNOWN),
    (f"{NEWS}/city/bridge/index.jsp;jsessionid=0A1B", KNOWN),
    (KNOWN, f"{NEWS}/city/bridge/index.html"),
    (f"{NEWS}/city/bridge/", f"{NEWS}/city/bridge/Default.aspx"),
    (f"{NEWS}/index.html", f"{NEWS}/"),
    (f"{NEWS}/index.php?p=7", f"{NEWS}/?p=7"),
    # AMP pages
    (f"{NEWS}/city/bridge/amp", KNOWN),
    (f"{NEWS}/city/bridge/amp/", KNOWN),
    (f"{NEWS}/city/bridge/amp/", f"{NEWS}/city/bridge/"),
    (f"{NEWS}/city/bridge/AMP/index.html", KNOWN),
    (f"{NEWS}/city/bridge.amp", KNOWN),
    (f"{NEWS}/city/bridge.amp.html", f"{NEWS}/city/bridge.html"),
    (f"{NEWS}/city/bridge.amp.html", KNOWN),
    (f"{NEWS}/amp/city/bridge", KNOWN),
    (f"{KNOWN}/amp?amp=1", KNOWN),
    (f"{KNOWN}/?outputType=amp", KNOWN),
    ("https://amp.news.example/city/bridge", KNOWN),
    ("https://amp.news.example/city/bridge", "https://www.news.example/city/bridge"),
    ("https://amp.news.example/city/bridge/", KNOWN),
    ("https://amp.news.example/city/bridge/amp/", KNOWN),
    # doubled slashes and visits
    (f"{NEWS}/city//bridge", KNOWN),
    (f"{NEWS}//city///bridge/", KNOWN),
    (f"{NEWS}/city/bridge/;jsessionid=0A1B", KNOWN),
    (f"{NEWS}/city;jsessionid=0A1B/bridge", KNOWN),
    # the other scheme, and both at once
    ("http://news.example/city/bridge/", KNOWN),
    ("http://news.example/city/bridge/index.html", f"{NEWS}/city/bridge/"),
    # the query is kept
    (f"{NEWS}/story/?id=5&utm_source=x", f"{NEWS}/story?id=5"),
    (f"{NEWS}/story/index.php?id=5", f"{NEWS}/story/?id=5"),
]
DIFFERENT = [
    (f"{NEWS}/story/?id=5", f"{NEWS}/story?id=6"),
    (f"{NEWS}/story/?id=5", f"{NEWS}/story"),
    (f"{NEWS}/City/bridge/", KNOWN),
    (f"{NEWS}/city/bridge/2", KNOWN),
    (f"{NEWS}/city/bridge/print", KNOWN),
    (f"{NEWS}/city/bridge/amplifier", KNOWN),
    (f"{NEWS}/city/bridge-amp", KNOWN),
    (f"{NEWS}/city/bridge.html", KNOWN),
    (f"{NEWS}/city/bridge/myindex.html", KNOWN),
    (f"{NEWS}/city/bridge/index.html.bak", KNOWN),
    (f"{NEWS}/city/bridge/index.pdf", KNOWN),
    (f"{NEWS}/city%2Fbridge/", KNOWN),
    (f"{NEWS}/city/bridge;v=2/", KNOWN),
    (KNOWN, f"{KNOWN}/amp"),
    ("https://amp.news.example/city/bridge", "https://m.news.example/city/bridge"),
    ("https://www.news.example/city/bridge/", KNOWN),
    ("https://amp.evil.example/city/bridge", "https://evil.example/city/bridge"),
    (f"{NEWS}:8443/city/bridge/", KNOWN),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_spelling_names_the_page(one: str, other: str) -> None:
    assert canonical(other) in (canonical(one), *spellings(canonical(one), HOSTS))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_page_is_never_named(one: str, other: str) -> None:
    assert canonical(other) not in (canonical(one), *spellings(canonical(one), HOSTS))


@pytest.mark.parametrize("url", [one for one, _ in SAME + DIFFERENT])
def test_spellings_are_few_canonical_and_of_the_site(url: str) -> None:
    found = spellings(canonical(url), HOSTS)
    assert len(found) == len(set(found)) <= SPELLINGS
    assert [canonical(one) for one in found] == list(found)
    assert canonical(url) not in found


def test_no_spelling_is_longer_than_a_url_may_be() -> None:
    url = f"{NEWS}/" + "a" * (URL_CHARACTERS - len(NEWS) - 1)
    assert max(map(len, (url, *spellings(url, HOSTS)))) == URL_CHARACTERS
