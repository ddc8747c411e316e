"""Two URLs have one key when they are one article by the rules of the web, and only then."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.errors import InvalidField
from widget.domain.limits import URL_CHARACTERS
from widget.rules import tracking_parameters
from widget.rules.urls import canonical, twin

HOST = "https://news.example"
KEY = f"{HOST}/city/bridge"

# --- RFC 3986: case, percent-encoding, dot segments, empty path, default port -----------------
SAME_BY_RFC_3986 = [
    ("HTTPS://news.example/city/bridge", KEY),
    ("https://NEWS.Example/city/bridge", KEY),
    (HOST, f"{HOST}/"),
    (f"{HOST}?a=1", f"{HOST}/?a=1"),
    (f"{HOST}#top", f"{HOST}/"),
    (f"{HOST}:443/city/bridge", KEY),
    (f"{HOST}:/city/bridge", KEY),
    (f"{HOST}:0443/city/bridge", KEY),
    ("http://news.example:80/a", "http://news.example/a"),
    (f"{HOST}/%63ity/bridge", KEY),
    (f"{HOST}/city/%62%72idge", KEY),
    (f"{HOST}/%7Eada/a", f"{HOST}/~ada/a"),
    (f"{HOST}/a%2Db%2Ec%5Fd", f"{HOST}/a-b.c_d"),
    (f"{HOST}/caf%c3%a9", f"{HOST}/caf%C3%A9"),
    (f"{HOST}/a%2fb", f"{HOST}/a%2Fb"),
    (f"{HOST}/a?q=%7e1", f"{HOST}/a?q=~1"),
    (f"{HOST}/city/./bridge", KEY),
    (f"{HOST}/city/old/../bridge", KEY),
    (f"{HOST}/./city/bridge", KEY),
    (f"{HOST}/../city/bridge", KEY),
    (f"{HOST}/../../../city/bridge", KEY),
    (f"{HOST}/city/%2e/bridge", KEY),
    (f"{HOST}/city/old/%2E%2E/bridge", KEY),
    (f"{HOST}/city/old/.%2e/bridge", KEY),
    (f"{HOST}/city/bridge/.", f"{KEY}/"),
    (f"{HOST}/city/bridge/x/..", f"{KEY}/"),
    (f"{KEY}#", KEY),
    (f"{KEY}#comments", KEY),
    (f"{KEY}#:~:text=bridge", KEY),
    (f"{KEY}#!/part/2", KEY),
    (f"{KEY}?", KEY),
    ("https://[2001:DB8:0:0:0:0:0:1]/a", "https://[2001:db8::1]/a"),
]
DIFFERENT_BY_RFC_3986 = [
    (f"{HOST}/City/bridge", KEY),
    (f"{HOST}/city%2Fbridge", KEY),
    (f"{HOST}/a%3Fb", f"{HOST}/a?b"),
    (f"{HOST}/a%23b", f"{HOST}/a#b"),
    (f"{HOST}/a%3Bb", f"{HOST}/a;b"),
    (f"{HOST}/a%2526", f"{HOST}/a%26"),
    (f"{HOST}/city//bridge", KEY),
    (f"{HOST}:8443/city/bridge", KEY),
    ("http://news.example:443/a", f"{HOST}/a"),
    (f"{HOST}/a?x=1&y=2", f"{HOST}/a?x=1%26y=2"),
    (f"{HOST}/a?q=A", f"{HOST}/a?q=a"),
    (f"{HOST}/a?q", f"{HOST}/a?q="),
    (f"{HOST}/...", f"{HOST}/"),
    (f"{HOST}/a..b", f"{HOST}/ab"),
]

# --- WHATWG URL: what browsers do with hosts and with characters -------------------------------
SAME_BY_WHATWG = [
    ("https://b\u00fccher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://B\u00dcCHER.example/a", "https://xn--bcher-kva.example/a"),
    ("https://XN--BCHER-KVA.example/a", "https://xn--bcher-kva.example/a"),
    ("https://news\u3002example/a", f"{HOST}/a"),
    ("https://\uff4eews.example/a", f"{HOST}/a"),
    ("https://news\u00ad.example/a", f"{HOST}/a"),
    ("https://\u65b0\u805e.example/a", "https://xn--efvv70d.example/a"),
    ("https://news.example./a", f"{HOST}/a"),
    (f"{HOST}/caf\u00e9", f"{HOST}/caf%C3%A9"),
    (f"{HOST}/\u65b0\u805e", f"{HOST}/%E6%96%B0%E8%81%9E"),
    (f'{HOST}/"a"', f"{HOST}/%22a%22"),
    (f"{HOST}/<a>", f"{HOST}/%3Ca%3E"),
    (f"{HOST}/a|b", f"{HOST}/a%7Cb"),
    (f"{HOST}/a^b`c", f"{HOST}/a%5Eb%60c"),
    (f"{HOST}/a?q='b'", f"{HOST}/a?q=%27b%27"),
    (f"{HOST}/100%", f"{HOST}/100%25"),
    (f"{HOST}//city/bridge", KEY),
]
DIFFERENT_BY_WHATWG = [
    (f"{HOST}/caf\u00e9", f"{HOST}/cafe\u0301"),
    (f"{HOST}/a?q=b+c", f"{HOST}/a?q=b%2Bc"),
    ("https://b\u00fccher.example/a", "https://bucher.example/a"),
    ("https://127.0.0.1/a", "https://127.0.0.2/a"),
    ("https://[::1]/a", "https://127.0.0.1/a"),
    (f"{HOST}/a?x=2&x=1", f"{HOST}/a?x=1&x=2"),
]
REFUSED = [
    "https://news.example/a\tb",
    "https://news.example/a\nb",
    "https://news.\r\nexample/a",
    " https://news.example/a",
    "https://news.example/a ",
    "https://news.example/a b",
    "https:\\\\news.example\\a",
    "https://news.example\\a",
    "https:/news.example/a",
    "https:news.example/a",
    "https:///news.example/a",
    "//news.example/a",
    "/city/bridge",
    "https://ada@news.example/a",
    "https://ada:secret@news.example/a",
    "https://:@news.example/a",
    "https://news.example@evil.example/a",
    "https://2130706433/a",
    "https://0x7f000001/a",
    "https://0x7f.1/a",
    "https://0177.0.0.1/a",
    "https://127.1/a",
    "https://256.1.1.1/a",
    "https://1.2.3.4.5/a",
    "https://[::1%25eth0]/a",
    "https://[v1.x]/a",
    "https://fa\u00df.example/a",
    "https://news\u200d.example/a",
    "https://news%2eexample/a",
    "https://news..example/a",
    "https://.example/a",
    "https://news.example:0/a",
    "https://news.example:65536/a",
    "https://news.example:80x/a",
    "ftp://news.example/a",
    "javascript:alert(1)//news.example/",
    "data:text/html,news",
    "blob:https://news.example/1",
    "",
]

# --- how the reader came ----------------------------------------------------------------------
ADDED = [
    *("utm_source=x", "UTM_Medium=x&utm_campaign=y", "utm%5Fsource=x", "utm_id=1", "fbclid=IwAR1"),
    *("gclid=1", "dclid=1", "gbraid=1", "wbraid=1", "gad_source=1", "_ga=1.2", "_gl=1*x"),
    *("msclkid=1", "yclid=1", "twclid=1", "ttclid=1", "igshid=1", "igsh=1", "li_fat_id=1"),
    *("mc_cid=1&mc_eid=2", "_hsenc=1&_hsmi=2", "mkt_tok=1", "__twitter_impression=true"),
    *("at_medium=RSS&at_campaign=KARANGA", "at_custom1=link", "at_link_id=4&at_ptr_name=x"),
    *("ns_mchannel=social&ns_source=x&ns_campaign=bbc", "xtor=RSS-3208", "xtor=AL-32280270"),
    *("wt_mc=rss.red", "wt_zmc=nl.int", "cmpid=bcf", "CMP=Share_iOSApp_Other", "icid=1"),
    *("smid=tw-share", "smid=nytcore-ios-share&smtyp=cur", "ncid=txtlnk"),
    *("ocid=socialflow_twitter", "cvid=4&ocid=msedg", "sh=7b0b8d9d5e2f", "share=facebook"),
    *("spm=a2c4e.1", "s_cid=1", "ito=1490", "mod=rss", "ftag=COS-05", "tpcc=tcplus", "taid=6"),
    *(
        "traffic_source=rss",
        "__source=sharebar",
        "guccounter=1&guce_referrer=a&guce_referrer_sig=b",
    ),
    *("pk_campaign=x", "mtm_source=x", "hsa_acc=1", "vero_id=1", "dm_i=1", "elqTrackId=1"),
    *("ref=rss", "ref=homepage", "ref_src=twsrc%5Etfw", "source=newsletter", "from=timeline"),
    *("unlocked_article_code=1.x", "replytocom=12", "PHPSESSID=0a1b", "jsessionid=1"),
    *("amp=1", "amp", "amp_js_v=0.1&amp_gsa=1&usqp=mq", "outputType=amp", "output=amp"),
    *("print=1", "print", "view=print", "output=print", "printable=true"),
]
CHOOSING = [
    *("id=5", "ID=5", "p=5", "article=5", "articleid=5", "article_id=5", "page=2", "story=5"),
    *("storyid=5", "sid=5", "nid=5", "aid=5", "cid=5", "newsid=5", "a=5", "n=5", "s=bridge"),
    *("q=bridge", "v=dQw", "slug=mill", "title=mill", "date=2024-05-14", "section=city"),
    *("lang=fr", "edition=uk", "issue=7", "ref=4711", "ref=mill-burns-down", "source=4711"),
    *("from=2024", "amplitude=1", "utmost=1", "at=5", "format=long", "view=4711", "print=12"),
    *("output=5", "m=202405", "4711", "share_of_votes=5", "gallery=3", "start=10"),
]
SAME_BY_ADDITION = [(f"{KEY}?{added}", KEY) for added in ADDED]
SAME_BY_ADDITION += [
    (f"{KEY}?id=5&utm_source=x", f"{KEY}?id=5"),
    (f"{KEY}?utm_source=x&id=5&fbclid=y#top", f"{KEY}?id=5"),
    (f"{KEY}?b=2&a=1", f"{KEY}?a=1&b=2"),
    (f"{KEY}?&a=1&&", f"{KEY}?a=1"),
    (f"{KEY};jsessionid=0A1B2C", KEY),
    (f"{KEY};JSESSIONID=0A1B2C.node1?id=5", f"{KEY}?id=5"),
]
DIFFERENT_BY_CHOICE = [(f"{KEY}?{chosen}", KEY) for chosen in CHOOSING]
DIFFERENT_BY_CHOICE += [
    (f"{HOST}/?p=1", f"{HOST}/?p=2"),
    (f"{HOST}/story.php?id=1", f"{HOST}/story.php?id=2"),
    (f"{HOST}/a;jsessionid=1/b", f"{HOST}/a/b"),
    (f"{HOST}/a/..;jsessionid=1", f"{HOST}/"),
    (f"{HOST}/a;v=2", f"{HOST}/a"),
]

# --- what only the publisher can tell: an alias, never a guess ---------------------------------
DIFFERENT_UNLESS_TOLD = [
    ("http://news.example/city/bridge", KEY),
    ("https://www.news.example/city/bridge", KEY),
    ("https://m.news.example/city/bridge", KEY),
    ("https://mobile.news.example/city/bridge", KEY),
    ("https://amp.news.example/city/bridge", KEY),
    ("https://news-example.cdn.example/c/s/news.example/city/bridge", KEY),
    (f"{KEY}/", KEY),
    (f"{KEY}/amp", KEY),
    (f"{KEY}/amp/", f"{KEY}/"),
    (f"{HOST}/amp/city/bridge", KEY),
    (f"{KEY}.amp", KEY),
    (f"{KEY}.amp.html", f"{KEY}.html"),
    (f"{KEY}.html", KEY),
    (f"{KEY}/print", KEY),
    (f"{HOST}/print/city/bridge", KEY),
    (f"{HOST}/index.html", f"{HOST}/"),
    (f"{HOST}/city/index.php", f"{HOST}/city/"),
    (f"{HOST}/city/bridge/2", KEY),
]

SAME = [*SAME_BY_RFC_3986, *SAME_BY_WHATWG, *SAME_BY_ADDITION]
DIFFERENT = [*DIFFERENT_BY_RFC_3986, *DIFFERENT_BY_WHATWG, *DIFFERENT_BY_CHOICE]
DIFFERENT += DIFFERENT_UNLESS_TOLD


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_article_have_one_key(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_articles_have_two_keys(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("url", REFUSED)
def test_what_two_programs_read_in_two_ways_has_no_key(url: str) -> None:
    with pytest.raises(InvalidField):
        canonical(url)


def test_the_key_of_a_key_is_itself() -> None:
    for url in chain.from_iterable([*SAME, *DIFFERENT]):
        assert canonical(canonical(url)) == canonical(url)


@given(st.lists(st.sampled_from([*ADDED, *CHOOSING, "", "=", "a=%41", "%75tm_x=1"]), max_size=6))
def test_the_key_of_a_key_is_itself_whatever_the_query(pairs: list[str]) -> None:
    key = canonical(f"{KEY}?{'&'.join(pairs)}")
    assert canonical(key) == key
    for pair in pairs:
        if pair in CHOOSING:
            assert pair in key.partition("?")[2].split("&")


def test_every_tracking_parameter_is_written_as_it_is_compared() -> None:
    for names in (tracking_parameters.TRACKING_PARAMETERS, tracking_parameters.TRACKING_PREFIXES):
        assert [name for name in names if name != name.lower()] == []


@pytest.mark.parametrize(
    ("url", "other"),
    [
        (KEY, "http://news.example/city/bridge"),
        ("http://news.example/city/bridge", KEY),
        ("https://news.example/a:80/b", "http://news.example/a:80/b"),
        ("https://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("https://news.example:8443/a", None),
        ("http://localhost:5001/a", None),
        ("http://[::1]:8000/a", None),
    ],
)
def test_http_and_https_are_twins_where_no_port_is_named(url: str, other: str | None) -> None:
    assert twin(url) == other
    if other:
        assert twin(other) == url
        assert canonical(other) == other


def test_a_key_that_has_no_room_for_one_more_letter_has_no_twin() -> None:
    longest = "http://news.example/".ljust(URL_CHARACTERS, "x")
    assert twin(longest) is None
    assert twin(longest[:-1]) == longest[:-1].replace("http", "https")
