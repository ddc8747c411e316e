"""The settings: read from ``WIDGET_*`` variables, checked once, and explained to the operator."""

from __future__ import annotations

import difflib
from dataclasses import Field, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints
from urllib.parse import urlsplit

from widget.domain.draft import SummaryShape
from widget.domain.errors import SettingsError
from widget.domain.limits import SUMMARY_POINTS
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "WIDGET_"
FILE_SUFFIX = "_FILE"
HIDDEN = "********"


def _setting(
    default: str | int,
    explanation: str,
    *,
    secret: bool = False,
    bounds: tuple[int, int] = (0, 1_000_000),
    choices: tuple[str, ...] = (),
) -> Any:
    metadata = {
        "help": explanation,
        "secret": secret,
        "bounds": bounds,
        "choices": choices,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an operator can set; the defaults run on one small machine."""

    database_url: str = _setting(
        "sqlite:///var/widget.db",
        "URL of the database: sqlite:///PATH, or postgresql://USER:PASSWORD@HOST/NAME.",
        secret=True,
    )
    local_folder: str = _setting(
        "var",
        "Folder for this machine's own files where the database is on PostgreSQL: queue and pipe "
        "of the consumer. With SQLite they are beside the database.",
    )
    public_url: str = _setting(
        "http://127.0.0.1:8000",
        "Where readers' browsers reach this server; scheme, host and an optional path prefix.",
    )
    bind: str = _setting("127.0.0.1:8000", "Address and port that gunicorn listens on.")
    workers: int = _setting(2, "gunicorn worker processes; one for each core.", bounds=(1, 64))
    threads: int = _setting(16, "Threads of each worker.", bounds=(1, 256))
    log_level: str = _setting(
        "info",
        "Least level that is logged.",
        choices=("debug", "info", "warning", "error"),
    )
    log_format: str = _setting("json", "How a log record is printed.", choices=("json", "text"))
    minimum_words: int = _setting(
        100,
        "Articles with fewer words get no summary.",
        bounds=(0, 10_000),
    )
    points: int = _setting(
        3,
        f"Points of a summary; up to {SUMMARY_POINTS} while 20 words are left, unless a site asks"
        " for a number.",
        bounds=(1, 5),
    )
    words: int = _setting(70, "Words of all points together, about.", bounds=(20, 300))
    max_age: int = _setting(
        20,
        "Seconds that a cache may keep a summary, and again as many while it asks anew.",
        bounds=(0, 86_400),
    )

    memory_mb: int = _setting(
        8,
        "Megabytes of each worker for answers that are given again from memory; "
        "0 makes every answer anew.",
        bounds=(0, 4_096),
    )

    contact_url: str = _setting(
        "",
        "Page that tells publishers who fetches from them, named in the User-Agent; "
        "without it WIDGET_PUBLIC_URL.",
    )
    fetch_networks: str = _setting(
        "",
        "Networks beside the public ones from which pages may be fetched, such as "
        "10.1.0.0/16,127.0.0.1/32; for publishers inside your own network.",
    )
    fetches_per_minute: int = _setting(
        30,
        "Fetch quota: unknown pages of one site that are fetched for readers' presses in a minute.",
        bounds=(1, 10_000),
    )
    poll_seconds: int = _setting(300, "Seconds between two polls of a source.", bounds=(60, 86_400))
    consumer: str = _setting(
        "on",
        "Whether `widget serve` and gunicorn start the consumer, which fetches pages and polls "
        "sources; off where `widget work` runs by itself.",
        choices=("on", "off"),
    )
    consumer_workers: int = _setting(
        4, "Pages and sources that the consumer fetches at the same time.", bounds=(1, 64)
    )
    keep_outcomes_days: int = _setting(
        365,
        "Days for which summaries are kept, as a record, that readers do not see any more; "
        "0 keeps them for ever.",
        bounds=(0, 36_500),
    )
    keep_pages_days: int = _setting(
        30,
        "Days for which pages are remembered that only readers' presses brought and that are no "
        "articles.",
        bounds=(1, 36_500),
    )
    queue_path: str = _setting(
        "",
        "File of the consumer's queue; without it beside the database. It may be deleted while "
        "the server is stopped.",
    )

    @property
    def shape(self) -> SummaryShape:
        """How long a summary should be."""
        return SummaryShape(points=self.points, words=self.words, most=SUMMARY_POINTS)

    @property
    def agent(self) -> str:
        """The User-Agent with which pages are fetched: the name and a page about the server."""
        return f"SummaryWidget/{VERSION} (+{self.contact_url or self.public_url})"

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks beside the public ones from which pages may be fetched."""
        return tuple(part.strip() for part in self.fetch_networks.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class Explained:
    """One setting as the operator sees it."""

    name: str
    value: str
    source: str
    explanation: str


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings from the environment.

    Raises SettingsError for an unknown name (naming the nearest), a value of the wrong
    kind or out of its range, and a secret's file that cannot be read.
    """
    _refuse_unknown(environ)
    hints = get_type_hints(Settings)
    values: dict[str, str | int] = {}
    for declared in fields(Settings):
        found = _raw(declared, environ)
        if found is not None:
            values[declared.name] = _parsed(declared, hints[declared.name], found[0])
    settings = Settings(**values)  # type: ignore[arg-type]
    _check_public_url(settings.public_url)
    _check_networks(settings.fetch_networks)
    return settings


def explain(environ: Mapping[str, str]) -> tuple[Explained, ...]:
    """Return each setting with its value (secrets hidden), where it came from, and its help."""
    settings = load(environ)
    return tuple(_explained(declared, settings, environ) for declared in fields(Settings))


def variable_of(declared: Field[Any]) -> str:
    """Return the name of the variable that sets this field of Settings."""
    return PREFIX + declared.name.upper()


def _explained(declared: Field[Any], settings: Settings, environ: Mapping[str, str]) -> Explained:
    found = _raw(declared, environ)
    source = found[1] if found else "default"
    value = str(getattr(settings, declared.name))
    if declared.metadata["secret"] and source != "default":
        value = HIDDEN
    return Explained(variable_of(declared), value, source, declared.metadata["help"])


def _raw(declared: Field[Any], environ: Mapping[str, str]) -> tuple[str, str] | None:
    name = variable_of(declared)
    file_name = name + FILE_SUFFIX
    if declared.metadata["secret"] and file_name in environ:
        if name in environ:
            raise SettingsError(f"{name} and {file_name} are both set; keep one of them.")
        return _content(file_name, environ[file_name]), file_name
    return (environ[name], name) if name in environ else None


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{name}: the file {path!r} cannot be read ({error}). "
            "Check its path and who may read it."
        ) from error


def _parsed(declared: Field[Any], kind: type, text: str) -> str | int:
    if kind is int:
        return _whole_number(declared, text)
    choices = declared.metadata["choices"]
    if choices and text not in choices:
        raise SettingsError(f"{variable_of(declared)} is {text!r}; it can be {', '.join(choices)}.")
    if not text and declared.default:
        raise SettingsError(f"{variable_of(declared)} is empty; give a value or unset it.")
    return text


def _whole_number(declared: Field[Any], text: str) -> int:
    least, most = declared.metadata["bounds"]
    # Ten digits are more than any limit; int() of a longer text could be slow.
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None
    if number is None or not least <= number <= most:
        raise SettingsError(
            f"{variable_of(declared)} is {text!r}; it takes a whole number from {least} to {most}."
        )
    return number


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = {variable_of(declared) for declared in fields(Settings)}
    known |= {
        variable_of(declared) + FILE_SUFFIX
        for declared in fields(Settings)
        if declared.metadata["secret"]
    }
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1)
            cure = f" Did you mean {nearest[0]}?" if nearest else ""
            raise SettingsError(
                f"There is no setting {name}.{cure} `widget settings` lists all of them."
            )


def _check_public_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is {url!r}; it takes http:// or https://, a host and "
            "an optional path, such as https://widget.example."
        )
    if url.endswith("/"):
        raise SettingsError(f"{PREFIX}PUBLIC_URL is {url!r}; leave out the slash at its end.")


def _check_networks(networks: str) -> None:
    for network in filter(None, networks.split(",")):
        try:
            ip_network(network.strip())
        except ValueError as error:
            raise SettingsError(
                f"{PREFIX}FETCH_NETWORKS: {error}. It takes networks such as 10.1.0.0/16, "
                "with commas between them."
            ) from error
