"""The one family of errors; each carries data and a message that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import datetime


class WidgetError(Exception):
    """Base of all errors that a person can act on.

    ``code`` is stable and documented; each entry point (web, command line) turns it into
    a status, a fragment or an exit code in exactly one place.
    """

    code: ClassVar[str] = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidField(WidgetError):
    """A value that was sent cannot be used; ``field`` names it."""

    code = "invalid_field"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class LimitExceeded(InvalidField):
    """A value is larger than its documented limit."""

    code = "limit_exceeded"

    def __init__(self, field: str, limit: int, actual: int, unit: str) -> None:
        super().__init__(field, f"at most {limit:,} {unit} are accepted, this has {actual:,}.")
        self.limit = limit
        self.actual = actual


class UnknownSite(WidgetError):
    """No site has this key."""

    code = "unknown_site"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"There is no site {key[:64]!r}. List the sites with `widget sites list`, "
            "add one with `widget sites add`."
        )
        self.key = key


class SiteExists(WidgetError):
    """A site with this key exists already."""

    code = "site_exists"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The site {key!r} exists already. Choose another key, or show the site with "
            f"`widget sites show {key}`."
        )
        self.key = key


class UnknownArticle(WidgetError):
    """The store has no such article of the site, or it was withdrawn."""

    code = "unknown_article"

    def __init__(self, url: str) -> None:
        super().__init__(
            f"There is no article at {url}. Publish it with `widget articles publish`."
        )
        self.url = url


class UnknownSource(WidgetError):
    """The site has no such source."""

    code = "unknown_source"

    def __init__(self, url: str) -> None:
        super().__init__(f"There is no source {url}. `widget sources list` shows all of them.")
        self.url = url


class ForeignUrl(WidgetError):
    """A URL whose host is not among the page hosts of the site."""

    code = "foreign_url"

    def __init__(self, host: str, site_key: str) -> None:
        super().__init__(
            f"url: {host} is not a page host of the site {site_key!r}. "
            f"The operator can list the page hosts with `widget sites show {site_key}` and change "
            "them with `widget sites change --page-host`."
        )
        self.host = host
        self.site_key = site_key


class NotAuthorised(WidgetError):
    """The API key is missing, unknown, or belongs to another site."""

    code = "not_authorised"

    def __init__(self) -> None:
        super().__init__(
            "A valid API key of this site is needed: send the header "
            "`Authorization: Bearer KEY`. `widget sites rotate-key` makes a new key."
        )


class BadSignature(WidgetError):
    """A message that should be signed with the site's secret is not, or not as it must be."""

    code = "bad_signature"


class TooManyDeliveries(WidgetError):
    """A site's CMS sent more messages than the limit allows."""

    code = "too_many_deliveries"

    def __init__(self, limit: int, minutes: int) -> None:
        super().__init__(
            f"At most {limit:,} messages are accepted in {minutes} minutes. Send again later. For "
            "an archive use `widget import`."
        )
        self.limit = limit


class TooManyRequests(WidgetError):
    """The network of who asks has asked for too much in too short a time."""

    code = "too_many_requests"

    def __init__(self) -> None:
        super().__init__(
            "There were too many requests from your network, or too many with wrong credentials. "
            "Try again in a minute. The operator can raise WIDGET_REQUESTS_PER_SECOND."
        )


class BudgetSpent(WidgetError):
    """The site's fetch quota is used up: readers pressed on too many unknown pages."""

    code = "budget_spent"

    def __init__(self, site_key: str, a_minute: int, a_day: int) -> None:
        super().__init__(
            f"The fetch quota of the site {site_key!r} is used up: for readers at most "
            f"{a_minute:,} pages in a minute and {a_day:,} new pages in a day are fetched. Try "
            "again in a minute. The operator can raise WIDGET_FETCHES_PER_MINUTE, or add a source: "
            "pages that a source lists are not counted."
        )
        self.site_key = site_key


class ConsumerRunning(WidgetError):
    """Another consumer runs for this database; one is enough."""

    code = "consumer_running"

    def __init__(self, pid: int | None, host: str | None, since: datetime | None) -> None:
        began = f" since {since:%Y-%m-%d %H:%M:%S} UTC" if since else ""
        super().__init__(
            f"A consumer runs for this database already: process {pid or 'unknown'} on "
            f"{host or 'this machine'}{began}. One is enough. `widget serve` and gunicorn start "
            "one; to run `widget work` instead, set WIDGET_CONSUMER=off and restart them."
        )
        self.pid = pid


class SettingsError(WidgetError):
    """A setting cannot be used, so the server does not start."""

    code = "settings"


class OutsideWorldError(WidgetError):
    """A dependency failed; ``permanent`` says that trying again will not help."""

    code = "outside_world"

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


class StoreUnavailable(OutsideWorldError):
    """The database cannot be reached, is busy, or has another schema."""

    code = "store_unavailable"


class SummarizerFailed(OutsideWorldError):
    """A summarizer could not make a draft."""

    code = "summarizer_failed"


class FetchFailed(OutsideWorldError):
    """A page or a listing could not be fetched; ``status`` is the last answer's, if there was one.

    ``retry_after`` is how many seconds the server asked us to wait.
    """

    code = "fetch_failed"

    def __init__(
        self,
        message: str,
        *,
        permanent: bool,
        status: int | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message, permanent=permanent)
        self.status = status
        self.retry_after = retry_after


class Unreadable(OutsideWorldError):
    """What was fetched cannot be parsed; nothing of it is stored.

    Not ``permanent`` where the parser was ended: then the content may be right.
    """

    code = "unreadable"

    def __init__(self, message: str, *, permanent: bool = True) -> None:
        super().__init__(message, permanent=permanent)
