"""The limits of everything that comes in; the reference (docs/reference/limits.md) lists them."""

from __future__ import annotations

from typing import Final

PICTURE_PIXELS: Final = 100_000
"""Pixels of each side of an article's picture."""

REQUEST_BYTES: Final = 1_048_576
"""Bytes of one request body or one published file."""

REQUEST_LINE_BYTES: Final = 8_190
"""Bytes of the first line of a request: method, address and version."""

HEADER_FIELDS: Final = 64
"""Fields of the head of a request."""

HEADER_FIELD_BYTES: Final = 8_190
"""Bytes of one field of the head of a request."""

QUERY_FIELDS: Final = 100
"""Fields of the query of an address."""

URL_CHARACTERS: Final = 2_048
"""Characters of any URL."""

TITLE_CHARACTERS: Final = 300
"""Characters of an article's or a neighbour's title."""

TEXT_CHARACTERS: Final = 200_000
"""Characters of an article's clean text."""

BLOCKS: Final = 5_000
"""Blocks of one article in JSON."""

HTML_CHARACTERS: Final = 1_000_000
"""Characters of an article's HTML before its text is taken."""

HTML_TAGS: Final = 10_000
"""Tags in an article's HTML, scripts, styles and comments not counted."""

SHORT_TEXT_CHARACTERS: Final = 200
"""Characters of section, author and other one-line fields."""

SUMMARY_POINTS: Final = 5
"""Points of one summary."""

SITE_POINTS: Final = (2, 5)
"""Least and most points of a summary that a site can ask for."""

SITE_WORDS: Final = (20, 300)
"""Least and most words of all points that a site can ask for."""

MARKUP_BYTES: Final = 16_384
"""UTF-8 bytes of one piece of markup that is sanitised."""

MARKUP_DEPTH: Final = 32
"""Levels of nested elements in one piece of markup that is sanitised."""

MARKUP_TAGS: Final = 500
"""Tags in one piece of markup that is sanitised."""

MARKUP_TAG_CHARACTERS: Final = 4_096
"""Characters of one tag, from its "<" to the next ">", in markup that is sanitised."""

SITE_KEY_CHARACTERS: Final = 64
"""Characters of a site's key."""

SITE_HOSTS: Final = 50
"""Origins, and page hosts, of one site."""

HAS_ADDRESSES: Final = 50
"""Addresses of which one request asks whether they have a summary."""

SPELLINGS: Final = 32
"""Spellings under which the article of an unknown address is looked for."""

PREFLIGHT_HEADER_CHARACTERS: Final = 4_096
"""Characters of the names of headers that a preflight asks for and that are allowed by name."""

FETCH_SECONDS: Final = 10
"""Seconds of one fetch, from the look-up of the name to the last byte, redirects included."""

FETCH_REDIRECTS: Final = 5
"""Redirects of one fetch."""

FETCH_AT_ONCE: Final = 2
"""Connections to one host at a time, from all processes over one database on a machine."""

FETCH_TURN_SECONDS: Final = 10
"""Seconds that a fetch waits for its turn at a host; they do not count as its own."""

FETCH_HEAD_BYTES: Final = 65_536
"""Bytes of the head of an answer: its status line and all its fields."""

FETCH_FIELD_CHARACTERS: Final = 8_192
"""Characters of one field of an answer's head that are read (``Link``, ``Content-Type``)."""

VALIDATOR_CHARACTERS: Final = 256
"""Characters of an ETag or a Last-Modified; a longer one is not kept."""

RETRY_AFTER_SECONDS: Final = 86_400
"""Longest wait that a server can ask for (Retry-After)."""

ROBOTS_BYTES: Final = 512_000
"""Bytes of a robots.txt that are read; what follows is ignored (RFC 9309 asks for 500 KiB)."""

PAGE_BYTES: Final = 8_388_608
"""Bytes of a fetched page, after decompression; some large news sites send 4 to 5 million."""

LISTING_BYTES: Final = 52_428_800
"""Bytes of a fetched feed or sitemap, after decompression (the sitemap protocol's own limit)."""

LISTING_ENTRIES: Final = 50_000
"""Entries of one listing (the sitemap protocol's own limit)."""

ALIASES: Final = 10
"""Further URLs of one article."""

HOOK_BYTES: Final = 4_194_304
"""Bytes of one message from Ghost or a WebSub hub; both send more than the article."""

HOOK_SECONDS: Final = 300
"""Seconds by which the time of a signed message may differ from the server's clock."""

HOOK_ID_CHARACTERS: Final = 256
"""Characters of the id of a signed message."""

HOOK_SIGNATURES: Final = 10
"""Signatures of one message."""

HOOK_DELIVERIES: Final = 10_000
"""Messages of one site within 10 minutes."""

CHALLENGE_CHARACTERS: Final = 1_024
"""Characters of the challenge that a WebSub hub wants echoed."""

LEASE_SECONDS: Final = (3_600, 2_592_000)
"""Shortest and longest lease of a WebSub subscription; a hub's own choice is cut to these."""

CHILD_SECONDS: Final = 5
"""Seconds of processor time for reading one page; by the clock, 3 more."""

CHILD_LISTING_SECONDS: Final = 20
"""Seconds of processor time for reading one listing; by the clock, 3 more."""

CHILD_BYTES: Final = 536_870_912
"""Bytes of address space of a process that reads pages or listings."""

CHILD_ANSWER_BYTES: Final = 104_857_600
"""Bytes of what was read of one page or listing."""

SITE_SOURCES: Final = 50
"""Sources of one site, those that came with a sitemap index not counted."""

SOURCE_CHILDREN: Final = 1_000
"""Sitemaps of one index, and listings that one import reads."""

PAGE_TAGS: Final = 40_000
"""Tags of a fetched page, scripts, styles and comments not counted."""

FEED_BYTES: Final = 20_971_520
"""Bytes of a feed (RSS, Atom, JSON Feed) or of one answer of an API, after decompression."""

FEED_ELEMENTS: Final = 25_000
"""Elements of a feed in XML that are read; articles after them are left out."""

FEED_ENTRIES: Final = 5_000
"""Articles of a feed or of one answer of an API that are read; those after them are left out."""

FEED_TEXTS: Final = 500
"""Whole articles taken from one feed or answer; of further ones the pages are read."""

FEED_TEXT_CHARACTERS: Final = 6_000_000
"""Characters of the HTML of all whole articles taken from one feed or answer."""

FEED_DEPTH: Final = 100
"""Levels of nested elements in a feed in XML."""

FEED_ATTRIBUTES: Final = 100
"""Attributes of one element in a feed in XML."""

LOOKS_A_DAY: Final = 480
"""Pages of one site that are looked at again in a day though nobody has news of them."""

PRESSED_PAGES: Final = 5_000
"""Pages of one site on which readers press for the first time in a day, fetched on demand."""

NETWORK_VAIN_PRESSES: Final = 500
"""Pages of one site on which readers of one network press in a day and that become no articles."""

INSPECTED_WIDGETS: Final = 50
"""``<summary-widget>`` elements of a page that ``widget doctor`` examines; others are counted."""

INSPECTED_SCRIPTS: Final = 1_000
"""Scripts of a page that ``widget doctor`` examines; others are counted."""

INSPECTED_LINKS: Final = 50
"""Frames, and links to reading pages, of a page that ``widget doctor`` examines."""

INSPECTED_ATTRIBUTES: Final = 40
"""Attributes of one tag that ``widget doctor`` examines."""

INSPECTED_FILES: Final = 5
"""Scripts of a page that ``widget doctor`` fetches to look for a copy of the loader."""

INSPECTED_FILE_BYTES: Final = 2_097_152
"""Bytes of one script that ``widget doctor`` reads; what follows is ignored."""

POLICIES: Final = 20
"""Content security policies of a page, of its answer's head and of its meta elements each, that
``widget doctor`` examines."""

POLICY_CHARACTERS: Final = 16_384
"""Characters of one meta element's policy that ``widget doctor`` examines."""
