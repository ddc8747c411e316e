"""Marks and labels of encodings mean what browsers take them for, in pages and in feeds alike."""

from __future__ import annotations

import codecs

import pytest

from tests.unit.pages_made import ARTICLE, URL, meta, page
from widget.parse.charsets import codec_of, labels_in, marked
from widget.parse.feeds import feeds
from widget.parse.pages.in_child import read

TITLES = {
    **{"windows-1252": "\u201eBr\u00fccke\u201c", "latin1": "\u201eBr\u00fccke\u201c"},
    **{
        "iso-8859-2": "\u017di\u017ekov",
        "iso-8859-9": "\u0130stanbul",
        "koi8-r": "\u041c\u043e\u0441\u0442",
    },
    **{
        "gb2312": "\u6731\u9555\u57fa",
        "euc-kr": "\ub620\ubc29\uac01\ud558",
        "shift_jis": "\u2460\u5e02\u8b70\u4f1a",
    },
    **{
        "big5": "\u5927\u6a4b\u91cd\u5efa",
        "euc-jp": "\u5e02\u8b70\u4f1a",
        "iso-8859-15": "10 \u20ac",
    },
    **{"windows-874": "\u0e2a\u0e30\u0e1e\u0e32\u0e19", "x-sjis": "\u5e02\u8b70\u4f1a"},
}
CODECS = {
    **{"latin1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "euc-kr": "cp949"},
    **{"shift_jis": "cp932", "x-sjis": "cp932", "windows-874": "cp874"},
}


@pytest.mark.parametrize("label", TITLES)
def test_a_label_means_the_same_in_a_feed_and_in_a_page(label: str) -> None:
    title = TITLES[label]
    codec = CODECS.get(label, label)
    item = f"<item><title>{title}</title><link>{URL}</link></item>"
    declaration = f'<?xml version="1.0" encoding="{label}"?>'
    feed = f'{declaration}<rss version="2.0"><channel>{item}</channel></rss>'
    (entry,) = feeds.parse(feed.encode(codec), URL).entries
    html = page(ARTICLE, meta("og:title", title), title=title).replace(
        'charset="utf-8"', f"charset={label}"
    )
    assert entry.manuscript.title == read(html.encode(codec), URL).title == title


@pytest.mark.parametrize(
    "label", ["utf-7", "hz-gb-2312", "x-user-defined", "utf-16", "hex", "no-such", "", "\u00e9"]
)
def test_what_no_document_is_written_in_is_no_encoding(label: str) -> None:
    assert codec_of(label, b"<html>") is None


def test_what_has_zero_bytes_may_be_utf_16() -> None:
    assert codec_of("UTF-16", "<html>".encode("utf-16-le")) == "utf-16-le"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_says_its_codec_and_its_length(mark: bytes, codec: str) -> None:
    assert marked(mark + "x".encode(codec)) == (codec, len(mark))
    assert marked(b"x" + mark) is None


def test_labels_are_found_and_limited() -> None:
    assert list(labels_in("text/html; charset=UTF-8")) == ["UTF-8"]
    assert list(labels_in("<meta charset = 'a'><meta content='charset=b'>")) == ["a", "b"]
    assert list(labels_in("charset=" + "x" * 41)) == ["x" * 40]
