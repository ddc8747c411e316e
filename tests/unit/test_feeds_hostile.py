"""Feeds and sitemaps that were written to harm their reader: work, memory, files, connections."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from tests.shared import ROOT
from widget.domain import limits
from widget.domain.errors import Unreadable
from widget.parse.feeds import bounded_json, feed_reader, feeds, gunzip, sitemaps

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

URL = "https://news.example/feed"
ITEM = "<item><link>https://news.example/{}</link><title>T</title></item>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    '<!ENTITY {} "{}">'.format(name, f"&{before};" * 10)
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


def rss(inner: str) -> str:
    return f'<rss version="2.0"><channel>{inner}</channel></rss>'


def outcomes(parser: str, bodies: dict[str, bytes], folder: Path) -> dict[str, Any]:
    """Return what became of the bodies in a process of their own, and what it opened."""
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    paths = [str(folder / name) for name in bodies]
    command = [sys.executable, "-m", "tests.unit.feeds_read", parser, *paths]
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )
    assert result.returncode == 0, (result.stdout[-300:], result.stderr[-2000:])
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return {**dict(zip(bodies, found, strict=False)), **found[-1]}


# --- what a document points at -------------------------------------------------------------------


def pointing(target: str) -> dict[str, bytes]:
    """Return documents that point at a target in every way that XML knows."""
    title = "<item><link>https://news.example/1</link><title>{}</title></item>"
    include = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{target}" parse="text"/>'
    texts = {
        "entity": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>{rss(title.format("&e;"))}',
        "parameter": f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{target}"> %e;]>{rss(title.format("x"))}',
        "subset": f'<!DOCTYPE x SYSTEM "{target}">{rss(title.format("x"))}',
        "xinclude": rss(title.format(include)),
        "stylesheet": f'<?xml-stylesheet href="{target}"?>{rss(title.format("x"))}',
        "schema": f'<rss xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="x '
        f'{target}" version="2.0"><channel>{title.format("x")}</channel></rss>',
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{target}"/>'
        f'<entry><link href="https://news.example/1"/><content src="{target}"/></entry></feed>',
        "urlset": f'<!DOCTYPE x SYSTEM "{target}"><urlset><url><loc>{target}</loc></url></urlset>',
        "path": target,
    }
    return {name: text.encode() for name, text in texts.items()}


@pytest.mark.parametrize("parser", ["feeds", "sitemaps"])
def test_no_document_makes_its_reader_open_a_file(parser: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # whoever opens it waits for ever: even libxml2, which tells no audit hook
    assert outcomes(parser, pointing(f"file://{pipe}"), tmp_path)["opened"] == []


def test_no_document_shows_what_is_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    for parser in ("feeds", "sitemaps"):
        found = outcomes(parser, pointing(f"file://{secret}"), tmp_path)
        assert "the secret" not in json.dumps(found)


@pytest.mark.parametrize("parser", ["feeds", "sitemaps"])
def test_no_document_makes_its_reader_connect(parser: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        found = outcomes(parser, pointing(f"http://127.0.0.1:{port}/x"), tmp_path)
        server.setblocking(False)  # noqa: FBT003 - the socket module's own signature
        with pytest.raises(BlockingIOError):
            server.accept()
    assert found["opened"] == []


# --- work ----------------------------------------------------------------------------------------


def costly() -> dict[str, bytes]:
    """Return bodies that cost a naive reader minutes."""
    attributes = " ".join(f'a{n}="x"' for n in range(60_000))
    texts = {
        "laughs": f"{LAUGHS}]>{rss('<title>&j;</title>')}",
        "attributes": rss(f"<item {attributes}/>"),
        "loose attributes": rss(f"&<item {attributes}/>"),
        "items": rss("<item/>" * 300_000),
        "deep": rss("<a>" * 300_000),
        "brackets": rss("<" * 1_000_000),
        "ampersands": rss("<title>" + "&" * 1_000_000),
        "references": rss("<title>" + "&lt;/" * 600_000 + "</title>"),
        "spaces": rss("&<a" + " " * 1_000_000),
        "author": rss(f"<item><author>{'a.' * 300_000}</author></item>"),
        "authors": rss("<item>" + f"<author>{'a.' * 99}</author>" * 20_000 + "</item>"),
        "base": f"<feed xml:base='{'a/' * 100_000}'>{'<entry/>' * 10_000}</feed>",
        "namespaces": rss("".join(f'<a xmlns:n{n}="u{n}"/>' for n in range(30_000))),
        "dates": rss(f"<item><pubDate>{'1-' * 300_000}</pubDate></item>"),
        "doctypes": "<!DOCTYPE a [" * 200_000,
        "comments": "<!-- " * 300_000,
        "links": "<html>" + "<link " * 300_000,
        "tombstones": '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:at="http://purl.org/atompub/tombstones/1.0">'
        + '<at:deleted-entry ref="https://news.example/x"/>' * 100_000
        + "</feed>",
        "json": '{"a":' * 100_000,
    }
    return {name: text.encode() for name, text in texts.items()}


@pytest.mark.parametrize("parser", ["feeds", "sitemaps"])
def test_costly_bodies_end_within_seconds(parser: str, tmp_path: Path) -> None:
    bodies = {**costly(), "zeros": bytes(10_000_000), "all bytes": bytes(range(256)) * 50_000}
    bodies["members"] = gzip.compress(b"") * 100_000
    found = outcomes(parser, bodies, tmp_path)
    assert {"addresses", "refused"} > {*found["items"]} - {"file", "problems", "all"}
    assert found["laughs"]["refused"]


# --- limits --------------------------------------------------------------------------------------


def test_a_gzip_bomb_is_never_held() -> None:
    packing = zlib.compressobj(9, wbits=31)
    start = packing.compress(b"") + packing.flush(zlib.Z_FULL_FLUSH)
    megabyte = packing.compress(bytes(1_000_000)) + packing.flush(zlib.Z_FULL_FLUSH)
    bomb = start + megabyte * 1_000
    for packed in (bomb, gzip.compress(bomb)):
        for parse in (feeds.parse, sitemaps.parse):
            with pytest.raises(Unreadable, match=r"more than [0-9,]+ bytes"):
                parse(packed, URL)
    assert len(gunzip._unpacked(bomb, 1_000)) == 1_001


@pytest.mark.parametrize("packed", [b"\x1f\x8bxx", gzip.compress(b"<rss/>", mtime=0)[:-9]])
def test_broken_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(Unreadable, match="Its gzip is"):
        gunzip.plain(packed, 1_000)


def test_gzip_of_several_members_and_of_two_layers_is_unpacked() -> None:
    members = gzip.compress(b"one ") + gzip.compress(b"two")
    assert gunzip.plain(members, 7) == gunzip.plain(gzip.compress(members), 100) == b"one two"
    with pytest.raises(Unreadable):
        gunzip.plain(members, 6)


def test_one_byte_past_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    body = rss("").encode()
    monkeypatch.setattr(feeds, "FEED_BYTES", len(body))
    assert feeds.parse(body, URL).entries == ()
    with pytest.raises(Unreadable, match="bytes"):
        feeds.parse(body + b" ", URL)


def test_entries_past_the_limit_are_left_out_and_reported() -> None:
    items = [{"url": f"/{n}", "title": "T"} for n in range(limits.FEED_ENTRIES + 1)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    listing = feeds.parse(json.dumps(feed).encode(), URL)
    assert len(listing.entries) == limits.FEED_ENTRIES
    assert "more than 5,000 entries" in listing.problems[0]


def test_elements_past_the_limit_are_left_out_and_what_came_before_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed_reader, "FEED_ELEMENTS", 2 + 3 * 20)
    fits = 20
    assert rss_problems(ITEM.format(1) * fits) == ()
    assert rss_problems(ITEM.format(1) * (fits + 1)) != ()
    listing = feeds.parse(rss("".join(map(ITEM.format, range(fits + 1)))).encode(), URL)
    assert listing.entries[0].url == "https://news.example/0"


def rss_problems(inner: str) -> tuple[str, ...]:
    return tuple(p for p in feeds.parse(rss(inner).encode(), URL).problems if "The feed" in p)


def test_levels_past_the_limit_end_the_reading() -> None:
    levels = limits.FEED_DEPTH - 2
    assert rss_problems("<a>" * levels + "</a>" * levels) == ()
    assert "levels" in rss_problems("<a>" * (levels + 1) + "</a>" * (levels + 1))[0]


def test_attributes_past_the_limit_are_refused() -> None:
    most = "".join(f' a{n}="x"' for n in range(limits.FEED_ATTRIBUTES))
    assert feeds.parse(rss(f"<item{most}/>").encode(), URL)
    with pytest.raises(Unreadable, match="attributes"):
        feeds.parse(rss(f"<item{most} b='y'/>").encode(), URL)


def test_whole_articles_past_the_limit_are_left_to_their_pages() -> None:
    items = [
        {"url": f"/{n}", "content_html": "<p>Words and words.</p>" * 30}
        for n in range(limits.FEED_TEXTS + 1)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    listing = feeds.parse(json.dumps(feed).encode(), URL)
    assert sum(bool(entry.manuscript.body) for entry in listing.entries) == limits.FEED_TEXTS
    assert len(listing.entries) == limits.FEED_TEXTS + 1
    assert listing.problems


def test_an_ill_formed_feed_is_read_unless_it_is_large() -> None:
    ill = rss("<title>A & B</title>" + ITEM.format(1))
    assert len(feeds.parse(ill.encode(), URL).entries) == 1
    with pytest.raises(Unreadable, match="not well-formed"):
        feeds.parse((ill + " " * feed_reader.MENDED_CHARACTERS).encode(), URL)
    with pytest.raises(Unreadable, match="not well-formed"):
        feeds.parse((ill + "&" * feed_reader.MENDED_PIECES).encode(), URL)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[" * (bounded_json.CONTAINERS + 1), "objects"),
        (b"[" + b"1," * (bounded_json.VALUES + 1), "values"),
        (b"[" + b"1" * 5_000 + b"]", "too long"),
        (b'{"a":' * 100_000, "too deeply"),
    ],
)
def test_json_past_its_limits_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        bounded_json.load(body)


# --- entities ------------------------------------------------------------------------------------


def test_entities_for_a_few_characters_are_used() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY % x SYSTEM "x"><!ENTITY c "(C)">]>'
    item = "<item><link>/1</link><title>a&nbsp;b &c;</title></item>"
    (entry,) = feeds.parse((doctype + rss(item)).encode(), URL).entries
    assert entry.manuscript.title == "a b (C)"


@pytest.mark.parametrize(
    "declared",
    [
        'a "&b;&b;"',
        "a '" + "x" * 21 + "'",
        'a SYSTEM "file:///etc/passwd"',
        "a '%x;'",
        'a PUBLIC "" ""',
    ],
)
def test_other_entities_are_refused(declared: str) -> None:
    with pytest.raises(Unreadable, match="DOCTYPE"):
        feeds.parse(f"<!DOCTYPE x [<!ENTITY {declared}>]>{rss('')}".encode(), URL)


def test_a_declaration_outside_of_the_doctype_is_refused() -> None:
    for body in (rss('<!ENTITY a "b">'), f"<!DOCTYPE x []><!DOCTYPE x [<!ENTITY a 'b'>]>{rss('')}"):
        with pytest.raises(Unreadable, match="entities"):
            feeds.parse(body.encode(), URL)
