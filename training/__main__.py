"""The command that trains the default summarizer.

    python -m training --train FILE.jsonl [--train FILE.jsonl …] [--dev FILE.jsonl] [--out PATH]

reads one ``{"text", "summary", "title"?}`` a line and writes the weights with their provenance.
The same files, seed and date give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from training.examples import Example, read
from training.fitting import PULL, fit
from training.frequency import common_terms
from training.validating import FOLDS, cross_validated, metrics, weights_of
from widget.summarizers.extractive import score

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT: Final = Path(score.__file__).with_name(score.FILE)
UNDETERMINED: Final = "und"
"""No language: features are measured without stop words and cue words."""
MEASURED_AS: Final = {"en": "en", score.OTHERS: UNDETERMINED}


def trained(train: Sequence[Path], dev: Sequence[Path], language: str, seed: int) -> dict[str, Any]:
    """Return the weights of one language (or of the others) and what they were measured to be."""
    examples = _read(train, language, seed)
    common = common_terms(train, language) if language != UNDETERMINED else []
    redundancy, validated = cross_validated(examples, language, common, seed)
    weights = fit(examples, language)
    record = {
        "redundancy": redundancy,
        "weights": weights,
        "cross_validation": validated,
        "common": common,
    }
    if dev:
        held = _read(dev, language, seed)
        rated = weights_of(weights, redundancy, common)
        record["dev"] = metrics((example, rated) for example in held)
    return record


def provenance(train: Sequence[Path], dev: Sequence[Path], made: date, seed: int) -> dict[str, Any]:
    """Return what the weights were made from, so that they can be made again."""
    return {
        "command": "python -m training",
        "date": made.isoformat(),
        "seed": seed,
        "folds": FOLDS,
        "pull": PULL,
        "train": {path.name: _digest(path) for path in train},
        "dev": {path.name: _digest(path) for path in dev},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the file and print the metrics; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--train", type=Path, action="append", required=True, help="to learn from")
    parser.add_argument("--dev", type=Path, action="append", default=[], help="measured at the end")
    parser.add_argument("--out", type=Path, default=OUT, help=f"to be written (default: {OUT})")
    parser.add_argument("--seed", type=int, default=7, help="of the folds")
    parser.add_argument("--date", type=date.fromisoformat, help="default: newest training file's")
    given = parser.parse_args(arguments)
    languages = {
        name: trained(given.train, given.dev, language, given.seed)
        for name, language in MEASURED_AS.items()
    }
    made = given.date or _newest(given.train)
    written = {
        "provenance": provenance(given.train, given.dev, made, given.seed),
        "languages": languages,
    }
    given.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    for name, record in languages.items():
        print(name, {key: value for key, value in record.items() if key != "weights"})
    return 0


def _read(paths: Sequence[Path], language: str, seed: int) -> list[Example]:
    chance = random.Random(seed)
    return [example for path in paths for example in read(path, language, chance)]


def _newest(paths: Sequence[Path]) -> date:
    return max(datetime.fromtimestamp(path.stat().st_mtime, UTC).date() for path in paths)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
