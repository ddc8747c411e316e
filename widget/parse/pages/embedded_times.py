"""Reads the time that the data of a page's program names as that of publication.

What is looked for are the fields of JSON in scripts and in attributes, such as ``published_at`` in
``__NEXT_DATA__``. Such data has other stories as well: it is believed where it names one day alone.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.parse.pages.machine_times import first_time

if TYPE_CHECKING:
    from datetime import datetime

SEARCHED: Final = 3_000_000
"""Characters of a page that are searched."""

FIELDS: Final = 100
"""Fields of one page that are read."""

_FIELD: Final = re.compile(
    r"""(?:\\{0,3}"|&(?:quot|\#34);)
        (?:first_?)?(?:publish(?:ed)?_?(?:at|on|date|time)|date_?published|publication_?date)
        (?:\\{0,3}"|&(?:quot|\#34);)\s?:\s?(?:\\{0,3}"|&(?:quot|\#34);)
        (\d{4}-\d\d-\d\d[\dT :.Z+-]{0,25})""",
    re.I | re.X,
)


def embedded_time(written: str) -> datetime | None:
    """Return the first time in the fields for publication; None where they name several days."""
    values = [field[1] for field in islice(_FIELD.finditer(written[:SEARCHED]), FIELDS)]
    days = {value[:10] for value in values}
    return first_time(values) if len(days) == 1 else None
