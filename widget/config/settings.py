"""What an operator can set, with each setting's default, bounds and help."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from widget.domain.draft import SummaryShape
from widget.domain.limits import SUMMARY_POINTS
from widget.version import VERSION


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
    other_urls: str = _setting(
        "",
        "Further addresses under which readers reach this server, with commas between them; "
        "`widget doctor` takes a page that names one for right.",
    )
    bind: str = _setting("127.0.0.1:8000", "Address and port that gunicorn listens on.")
    trusted_hosts: str = _setting(
        "",
        "Names by which requests may call this server, such as widget.example; without it any.",
    )
    requests_per_second: int = _setting(
        50,
        "Requests of one network that each worker works for in a second, answers from memory not "
        "counted; 0 counts none.",
        bounds=(0, 100_000),
    )
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

    metrics_token: str = _setting(
        "",
        "Token with which Prometheus may ask for /metrics; without it nothing is counted.",
        secret=True,
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
    trusted_proxies: str = _setting(
        "",
        "Networks of the proxies in front whose X-Forwarded-For is believed, such as 127.0.0.1/32; "
        "they must replace or extend what clients send.",
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
        return _listed(self.other_urls)

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks beside the public ones from which pages may be fetched."""
        return _listed(self.fetch_networks)

    @property
    def proxies(self) -> tuple[str, ...]:
        """The networks of the proxies that are believed."""
        return _listed(self.trusted_proxies)

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which requests may call this server; with none any."""
        return frozenset(host.lower() for host in _listed(self.trusted_hosts))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
