"""A publisher on loopback for benchmarks: numbered articles and their sitemap, kept-alive.

``python -m bench.newspaper PORT ARTICLES`` serves until it is killed. Its articles are about 700
words of made-up sentences (seed: the article's number), its pages about 6 KB.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
from contextlib import suppress

WORDS = re.findall(
    r"\w+",
    """council bridge harbour city water school report year people police court minister plan work
    money traffic river house market company project night morning street building hospital
    station train road winter summer player team season match ferry museum""",
)
PARAGRAPHS, SENTENCES, LENGTH = 12, 3, 17


def article(number: int, base: str) -> bytes:
    """Return the page of an article."""
    chance = random.Random(number)
    title = f"Story {number} of the {WORDS[number % len(WORDS)]}"
    day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}T{number % 24:02d}:00:00Z"
    body = "".join(f"<p>{_paragraph(chance)}</p>" for _ in range(PARAGRAPHS))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily'
        f'</title><link rel="canonical" href="{base}/a/{number}"><meta property="og:title" '
        f'content="{title}"><meta property="article:published_time" content="{day}"></head><body>'
        '<header><nav><a href="/">Home</a> <a href="/city">City</a></nav></header><main><article>'
        f"<h1>{title}</h1>{body}</article></main><footer>All rights reserved</footer></body></html>"
    ).encode()


def sitemap(articles: int, base: str) -> bytes:
    """Return the sitemap of all articles."""
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    urls = (
        f"<url><loc>{base}/a/{number}</loc><lastmod>2025-01-01</lastmod></url>"
        for number in range(articles)
    )
    return f'<?xml version="1.0"?><urlset xmlns="{space}">{"".join(urls)}</urlset>'.encode()


def _paragraph(chance: random.Random) -> str:
    return " ".join(
        f"The {' '.join(chance.choices(WORDS, k=LENGTH))} of district {chance.randint(1, 999)}."
        for _ in range(SENTENCES)
    )


async def _serve(port: int, articles: int) -> None:
    base = f"http://127.0.0.1:{port}"
    listed = sitemap(articles, base)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode()
                body, kind = b"", "text/html; charset=utf-8"
                if path == "/sitemap.xml":
                    body, kind = listed, "application/xml"
                elif path.startswith("/a/"):
                    body = article(int(path[3:]), base)
                status = "200 OK" if body else "404 Not Found"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
