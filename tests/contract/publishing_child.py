"""A program that publishes until it is killed; the test of survival is its parent.

It reads one line for each round from standard input, forks a child for it and writes the
child's process id. The child publishes and writes the URL of each article whose transaction
it has left: from then on the article must not be lost. Forking saves the start of Python
twenty times; nothing is open at that moment.
"""

from __future__ import annotations

import os
import sys
from itertools import count

from tests.contract.material import DAILY, NOON, article, summary_of, url_of
from widget.store import open_store


def main(database: str) -> None:
    """Run one child for each line of input."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            publish_for_ever(database, line.strip())
        say(str(child))
        os.waitpid(child, 0)
        say("dead")


def publish_for_ever(database: str, name: str) -> None:
    """Publish article after article; never returns."""
    store = open_store(database)
    for number in count():
        new = article(f"{name}-{number}", f"Text {number}. " * (number % 50 * 20 + 1))
        with store.transaction() as transaction:
            transaction.put_article(new, NOON)
            transaction.put_outcome(DAILY.key, new.headline.url, summary_of(new))
        say(url_of(f"{name}-{number}"))


def say(word: str) -> None:
    """Write one line in one piece, so that a kill cannot cut it."""
    os.write(1, f"{word}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1])
