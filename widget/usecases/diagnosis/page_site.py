"""Checks the site: whether there is one for the page, and whether the page's host is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.domain.diagnosis import CheckName
from widget.rules import urls
from widget.usecases.diagnosis.examination import fine, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.diagnosis import Check
    from widget.domain.site import Site
    from widget.usecases.diagnosis.examination import Examination


def checks(exam: Examination) -> Iterator[Check]:
    """Yield what is found of the page's site."""
    host = urls.host(exam.page.url)
    if exam.site is None:
        yield no_site(exam.page.url, host)
    elif host not in exam.site.page_hosts:
        yield foreign(CheckName.SITE, exam.site, host)
    else:
        yield fine(CheckName.SITE, f"{host} is a page host of the site {exam.site.key}.")


def no_site(where: str, host: str) -> Check:
    """Return the check for a host that no site has."""
    return wrong(
        CheckName.SITE,
        "foreign-page",
        f"No site of this server has the page host {host} ({where}).",
        f'widget sites add KEY --name "NAME" --page-host {host}   or, for a site that is there: '
        f"widget sites change KEY --page-host … --page-host {host}",
    )


def foreign(check: CheckName, site: Site, host: str) -> Check:
    """Return the check for a host that is not one of the site's."""
    hosts = " ".join(f"--page-host {each}" for each in (*site.page_hosts, host))
    return wrong(
        check,
        "foreign-page",
        f"{host} is not a page host of the site {site.key} ({', '.join(site.page_hosts)}).",
        f"widget sites change {site.key} {hosts}",
    )
