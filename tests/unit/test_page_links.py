"""The neighbours that a page shows are believed, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.page_links import HALVES, URL, Case, cases
from widget.domain.article import Neighbour, Neighbours
from widget.domain.limits import TITLE_CHARACTERS
from widget.parse.pages import links as page_links
from widget.parse.pages.link_words import Side, label_of
from widget.parse.pages.links import LINKS, neighbours

ONE = '<p class="post-nav">Previous article: <a href="/a/mill/">Mill burns down</a></p>'
MILL = Neighbours(previous=Neighbour("Mill burns down", "https://news.example/a/mill/"))


@pytest.mark.parametrize(
    "case", [case for half in HALVES for case in cases(half)], ids=lambda case: case.name
)
def test_the_neighbours_are_those_that_the_page_shows(case: Case) -> None:
    assert neighbours(case.html, case.url) == case.expected


@pytest.mark.parametrize(
    ("previous", "following"),
    [
        ("« Previous Post", "Next Post »"),
        ("Prev article", "NEXT ARTICLE"),
        ("Vorheriger Beitrag", "Nächster Beitrag"),
        ("Article précédent", "Article suivant"),
        ("Noticia anterior", "Siguiente noticia"),
        ("Artigo anterior", "Próximo artigo"),
        ("Articolo precedente", "Articolo successivo"),
        ("Vorig artikel", "Volgend artikel"),
        ("Föregående inlägg", "Nästa inlägg"),
        ("Forrige artikel", "Næste artikel"),
        ("Forrige innlegg", "Neste innlegg"),
        ("Edellinen artikkeli", "Seuraava artikkeli"),
        ("Fyrri frétt", "Næsta frétt"),
        ("Poprzedni wpis", "Następny wpis"),
        ("Předchozí článek", "Následující článek"),
        ("Predchádzajúci článok", "Nasledujúci článok"),
        ("Előző cikk", "Következő cikk"),
        ("Articolul precedent", "Articolul următor"),
        ("Предишна статия", "Следваща статия"),
        ("Предыдущая запись:", "Следующая запись:"),
        ("Попередня новина", "Наступна новина"),
        ("Претходна вест", "Следећа вест"),
        ("Sljedeći članak", None),
        ("Prejšnji prispevek", "Naslednji prispevek"),
        ("Προηγούμενο άρθρο", "Επόμενο άρθρο"),
        ("Önceki Haber", "Sonraki Haber"),
        ("المقال السابق", "المقال التالي"),
        ("הכתבה הקודמת", "הכתבה הבאה"),
        ("مطلب قبلی", "مطلب بعدی"),
        ("پچھلی خبر", "اگلی خبر"),
        ("पिछला लेख", "अगला लेख"),
        ("পূর্ববর্তী সংবাদ", "পরবর্তী সংবাদ"),
        ("முந்தைய செய்தி", "அடுத்த செய்தி"),
        ("เรื่องก่อนหน้า", "เรื่องถัดไป"),
        ("Bài viết trước", "Bài viết tiếp theo"),
        ("Berita sebelumnya", "Berita selanjutnya"),
        ("上一篇：", "下一篇："),
        ("前の記事", "次の記事"),
        ("이전 기사", "다음 기사"),
        ("Ankstesnis straipsnis", "Kitas straipsnis"),
        ("Iepriekšējais raksts", "Nākamais raksts"),
        ("Eelmine uudis", "Järgmine uudis"),
        ("Article anterior", "Article següent"),
    ],
)
def test_labels_are_known_in_many_languages(previous: str, following: str | None) -> None:
    if following is None:
        previous, following = "Prethodni članak", previous
    for text, side in ((previous, Side.PREVIOUS), (following, Side.NEXT)):
        label = label_of(text)
        assert label is not None, text
        assert (label.side, label.names_article) == (side, True)


def test_as_many_links_as_the_limit_are_weighed_and_not_one_more() -> None:
    others = '<a href="/x">x</a>' * (LINKS - 1)
    assert neighbours(others + ONE, URL) == MILL
    assert neighbours(others + '<a href="/x">x</a>' + ONE, URL) == Neighbours()


def test_a_tag_of_very_many_attributes_is_cut_down_to_those_that_are_read() -> None:
    attributes = " ".join(f"data-a{number}=1" for number in range(100_000))
    html = ONE.replace("<a ", f"<a {attributes} ").replace("</p>", " </p>")
    parsed = page_links.root_of(html)
    assert parsed is not None
    assert [dict(link.attrib) for link in parsed.iter("a")] == [{"href": "/a/mill/"}]
    assert neighbours(html, URL) == MILL


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "<",
        "<!doctype html>",
        "<div>" * 5_000 + ONE,
        "<a href='/b'><div>" * 3_000,
        "<a href='http://[::1'>Next article: x</a>",
        "<base href='http://[::1'>" + "<a href='b'>Next article: x</a>",
        "<a rel=next href='" + "x" * 100_000 + "'>Next article: y</a>",
        "<a rel=next href='/b'>" + "Next " * 100_000 + "</a>",
        "<a rel=next href='/b'>" + "<b>y</b>" * 50_000 + "</a>",
        "<p>" + "<i>y</i>" * 50_000 + "<a rel=next href='/b'>Next</a>",
    ],
    ids=lambda html: html[:30].encode("ascii", "backslashreplace").decode(),
)
def test_a_hostile_page_has_no_neighbours_but_with_short_titles_or_none(html: str) -> None:
    found = neighbours(html, URL)
    for neighbour in (found.previous, found.next):
        assert neighbour is None or len(neighbour.title) <= TITLE_CHARACTERS


def test_a_title_is_looked_for_on_few_of_very_many_links(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def counting(element: object) -> list[object]:
        looked.append(element)
        return []

    monkeypatch.setattr(page_links, "blocks_of", counting)
    html = '<a rel="next" href="/b">Next story: x</a>' * LINKS
    assert neighbours(html, URL).next == Neighbour("", "https://news.example/b")
    assert 0 < len(looked) <= 210


@pytest.mark.parametrize(
    "front",
    ["/", "/index.html", "/en/", "/de", "/pt-br/", "/home", "/en/index.php", "/default.aspx"],
)
def test_a_front_page_is_no_neighbour(front: str) -> None:
    link = f'<a rel="next" href="{front}">Next Post</a>'
    assert neighbours(f'<nav class="post-navigation">{link}</nav>', URL) == Neighbours()
    titled = f'<a rel="next" href="{front}">Next Post: Welcome to our daily news</a>'
    assert neighbours(f'<nav class="post-navigation">{titled}</nav>', URL) == Neighbours()


def test_a_link_without_a_title_needs_three_good_signs() -> None:
    assert neighbours('<a href="/a/mill/">Previous Post</a>', URL) == Neighbours()
    certain = '<nav class="post-navigation"><a rel="prev" href="/a/mill/">Previous Post</a></nav>'
    assert neighbours(certain, URL).previous == Neighbour("", "https://news.example/a/mill/")


def test_what_a_page_says_of_its_charset_does_not_count_once_it_is_text() -> None:
    html = '<html><head><meta charset="iso-8859-1"></head><body>' + ONE.replace("Mill", "Mühle")
    assert neighbours(html, URL).previous == Neighbour(
        "Mühle burns down", "https://news.example/a/mill/"
    )


def test_a_base_on_another_site_leads_nowhere() -> None:
    html = '<html><head><base href="https://evil.example/"></head><body>' + ONE
    assert neighbours(html.replace("/a/mill/", "a/mill/"), URL) == Neighbours()


def test_one_article_is_not_both_neighbours() -> None:
    html = ONE + ONE.replace("Previous", "Next")
    assert neighbours(html, URL) == Neighbours()


PIECES = st.sampled_from(
    (
        *("<a href=/b/c>", "<a rel=next href=//x.example/b>", "<a href='?page=2'>", "</a>"),
        *("<link rel=prev href=/d title='The bell rings'>", "<base href=//evil.example>"),
        *("<p>", "</p>", "<div class=post-nav>", "</div>", "<h2>", "\u00e9", "\u00bb"),
        *("Previous article", "Next:", "The mill burns down"),
    )
)


@given(st.lists(PIECES, max_size=30))
def test_whatever_a_page_holds_its_neighbours_are_on_its_own_site(pieces: list[str]) -> None:
    found = neighbours("".join(pieces), URL)
    for neighbour in (found.previous, found.next):
        assert neighbour is None or (neighbour.url or "").startswith("https://news.example/")
