"""Sends requests to the application that are made up from its own description.

    ./dev bench openapi [CASES] [SEED]

prints how many requests were made (10,000 without a number), what was answered, and every answer
that is a server error or is not in the description; the exit code is 1 then.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.openapi.made_up import ask
from tests.openapi.signing import partner

OPERATIONS_WITH_PARAMETERS: Final = 10


def main(cases: int, chosen: int) -> int:
    """Ask, print, and return the exit code."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = ask(partner(Path(folder)), -(-cases // OPERATIONS_WITH_PARAMETERS), chosen)
    for name, number in sorted(tally.cases.items()):
        print(f"{number:7,}  {name}")
    print(
        f"{sum(tally.cases.values()):7,}  requests, seed {chosen}, {time.monotonic() - began:.0f} s"
    )
    print("statuses:", ", ".join(f"{s}: {n:,}" for s, n in sorted(tally.statuses.items())))
    print(f"server errors: {tally.server_errors}, answers not described: {len(tally.problems)}")
    for problem in tally.problems[:5]:
        print(f"\n{problem}")
    return 1 if tally.problems or tally.server_errors else 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 1][len(given) :])))
