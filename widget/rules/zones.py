"""Time zones by the names that programs write, in minutes east of Greenwich.

Three kinds of names stand here, and no others:

- those that RFC 822 defines, whatever they mean elsewhere: EST is New York's, not Sydney's;
- those that the tz database gives one meaning today. BST is one: British Summer Time. Bangladesh
  and Bougainville have been called so, and write numbers today;
- a few that it gave one meaning until it went over to numbers (SGT, BRT), and German names.

What means several things is not here, so it is unknown: IST (India, Ireland, Israel), AST (the
Atlantic, Arabia), GST, AMT, SST, ECT, WST, WIT, ET and PT (in summer or in winter), and the single
letters of RFC 822 but Z: its own successors say that they were used in both directions.
"""

from __future__ import annotations

from typing import Final

_BY_OFFSET: Final = {
    "-10:00": "HST",
    "-09:00": "AKST HDT",
    "-08:00": "PST AKDT",
    "-07:00": "MST PDT",
    "-06:00": "CST MDT",
    "-05:00": "EST CDT COT PET",
    "-04:00": "EDT VET BOT",
    "-03:30": "NST",
    "-03:00": "ADT BRT ART CLST UYT",
    "-02:30": "NDT",
    "+00:00": "UTC UT GMT Z WET",
    "+01:00": "CET WEST BST WAT MEZ",
    "+02:00": "CEST EET CAT SAST MESZ",
    "+03:00": "EEST MSK EAT IDT TRT",
    "+05:00": "PKT",
    "+05:45": "NPT",
    "+07:00": "WIB ICT",
    "+08:00": "SGT HKT AWST WITA MYT",
    "+09:00": "JST KST",
    "+09:30": "ACST",
    "+10:00": "AEST CHST",
    "+10:30": "ACDT",
    "+11:00": "AEDT",
    "+12:00": "NZST",
    "+13:00": "NZDT",
}


def _minutes(offset: str) -> int:
    hours, minutes = int(offset[1:3]), int(offset[4:])
    return (60 * hours + minutes) * (-1 if offset[0] == "-" else 1)


ZONES: Final = {
    name: _minutes(offset) for offset, names in _BY_OFFSET.items() for name in names.split()
}
"""Minutes east of Greenwich by name, in capitals."""
