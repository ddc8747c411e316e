"""Other addresses that people may have meant."""

from __future__ import annotations

import pytest

from widget.rules.likely_addresses import likely_addresses

HOSTS = ("news.example", "www.news.example", "m.news.example")


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("https://news.example/bridge/", "https://news.example/bridge"),
        ("https://news.example/bridge", "https://news.example/bridge/"),
        ("https://news.example/bridge/index.html", "https://news.example/bridge"),
        ("https://news.example/bridge/index.html", "https://news.example/bridge/"),
        ("https://news.example/bridge/index.php", "https://news.example/bridge/"),
        ("https://news.example/bridge/amp/", "https://news.example/bridge/"),
        ("https://news.example/bridge/amp", "https://news.example/bridge"),
        ("https://news.example/amp/bridge", "https://news.example/bridge"),
        ("https://news.example/Bridge", "https://news.example/bridge"),
        ("https://news.example/bridge?id=1", "https://news.example/bridge"),
        ("https://www.news.example/bridge", "https://news.example/bridge"),
        ("https://news.example/bridge", "https://www.news.example/bridge"),
        ("https://m.news.example/bridge/", "https://www.news.example/bridge"),
    ],
)
def test_a_spelling_is_guessed(asked: str, known: str) -> None:
    assert known in likely_addresses(asked, HOSTS)


def test_the_address_itself_and_hosts_of_others_are_not_guessed() -> None:
    found = likely_addresses("https://news.example/bridge", ("news.example",))
    assert "https://news.example/bridge" not in found
    assert all(url.startswith("https://news.example/") for url in found)


def test_guesses_are_few_however_long_the_path_is() -> None:
    assert len(likely_addresses("https://news.example" + "/amp/" * 300, HOSTS)) < 30
