"""The settings: read from variables and a file, checked once, and explained to the operator."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields, replace
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from widget import setting_sources
from widget.domain.draft import SummaryShape
from widget.domain.errors import SettingsError
from widget.domain.limits import SUMMARY_POINTS
from widget.setting_sources import Name
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from widget.setting_sources import Sources, Written

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
        "SQLAlchemy URL of the database.",
        secret=True,
    )
    public_url: str = _setting(
        "http://127.0.0.1:8000",
        "Where readers' browsers reach this server; scheme, host and an optional path prefix.",
    )
    other_urls: str = _setting(
        "",
        "Further addresses under which readers reach this server, with commas between them; "
        "`widget doctor` takes a page that names one for right.",
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
    def further_urls(self) -> tuple[str, ...]:
        """The addresses of this server beside the public one."""
        return tuple(part.strip() for part in self.other_urls.split(",") if part.strip())

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
    """Read the settings from the environment, and below it from the file ``widget.toml``.

    The file is the one that ``WIDGET_CONFIG`` names, else the one in this folder, else
    /etc/widget/widget.toml; there may be none. Raises SettingsError for an unknown name
    (naming the nearest), a value of the wrong kind or out of its range, and a file that
    cannot be read.
    """
    return _settings(sources(environ))


def sources(environ: Mapping[str, str]) -> Sources:
    """Return where settings are written; raises SettingsError for names that are none."""
    return setting_sources.read(environ, [_name(declared) for declared in fields(Settings)])


def explain(environ: Mapping[str, str]) -> tuple[Explained, ...]:
    """Return each setting with its value (secrets hidden), where it came from, and its help."""
    found = sources(environ)
    settings = _settings(found)
    return tuple(_explained(declared, settings, found) for declared in fields(Settings))


def variable_of(declared: Field[Any]) -> str:
    """Return the name of the variable that sets this field of Settings."""
    return _name(declared).variable


def _settings(found: Sources) -> Settings:
    values: dict[str, str | int] = {}
    for declared in fields(Settings):
        written = setting_sources.written(_name(declared), found)
        if written is not None:
            values[declared.name] = _parsed(declared, written)
            _CHECKS.get(declared.name, _accept)(written)
    return Settings(**values)  # type: ignore[arg-type]


def _name(declared: Field[Any]) -> Name:
    return Name(declared.name, type(declared.default), declared.metadata["secret"])


def _explained(declared: Field[Any], settings: Settings, found: Sources) -> Explained:
    written = setting_sources.written(_name(declared), found)
    value = str(getattr(settings, declared.name))
    if written and declared.metadata["secret"]:
        value = HIDDEN
    source = written.source if written else "default"
    return Explained(variable_of(declared), value, source, declared.metadata["help"])


def _parsed(declared: Field[Any], written: Written) -> str | int:
    text, name = written.text, written.name
    if isinstance(declared.default, int):
        return _whole_number(declared, written)
    choices = declared.metadata["choices"]
    if choices and text not in choices:
        raise SettingsError(f"{name} is {text!r}; it can be {', '.join(choices)}.")
    if not text and declared.default:
        raise SettingsError(f"{name} is empty; give a value or leave it out.")
    return text


def _whole_number(declared: Field[Any], written: Written) -> int:
    least, most = declared.metadata["bounds"]
    text = written.text
    # Ten digits are more than any limit; int() of a longer text could be slow.
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None
    if number is None or not least <= number <= most:
        raise SettingsError(
            f"{written.name} is {text!r}; it takes a whole number from {least} to {most}."
        )
    return number


def _accept(_written: Written) -> None:
    """Accept what its kind and its bounds allow."""


def _check_public_url(written: Written) -> None:
    url, parts = written.text, urlsplit(written.text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"{written.name} is {url!r}; it takes http:// or https://, a host and "
            "an optional path, such as https://widget.example."
        )
    if url.endswith("/"):
        raise SettingsError(f"{written.name} is {url!r}; leave out the slash at its end.")


def _check_other_urls(written: Written) -> None:
    for url in filter(None, written.text.split(",")):
        _check_public_url(replace(written, text=url.strip()))


def _check_networks(written: Written) -> None:
    for network in filter(None, written.text.split(",")):
        try:
            ip_network(network.strip())
        except ValueError as error:
            raise SettingsError(
                f"{written.name}: {error}. It takes networks such as 10.1.0.0/16, "
                "with commas between them."
            ) from error


_CHECKS: Final[dict[str, Callable[[Written], None]]] = {
    "public_url": _check_public_url,
    "other_urls": _check_other_urls,
    "fetch_networks": _check_networks,
}
"""What a setting must be beside its kind and its bounds; raises SettingsError."""
