"""Writes the document into the package; a test compares the file with what this would write."""

from __future__ import annotations

import json

from describing.document import application, document
from widget.resources import PACKAGE
from widget.web.openapi import FILE


def made() -> bytes:
    """Return the content of the file."""
    return (json.dumps(document(application()), separators=(",", ":")) + "\n").encode()


def main() -> None:
    """Write the file."""
    (PACKAGE / FILE).write_bytes(made())


if __name__ == "__main__":
    main()
