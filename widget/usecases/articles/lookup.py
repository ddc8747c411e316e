"""Looks up the site of a key, its own pages, and the article of an address.

Everybody asks here: readers' panels, presses, neighbours, publishers and what is ingested. Two
answers are told apart. What an address **leads to** is certain: the article at it, or the one whose
alias it is, by either scheme. What it **means** is also asked by its other spellings, but only if
it leads to nothing: it is the one article that they lead to, and none where they lead to two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.errors import ForeignUrl, UnknownSite
from widget.rules import urls
from widget.rules.spellings import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widget.domain.article import Lead
    from widget.domain.ports import AddressedArticles, Aliases, Sites
    from widget.domain.site import Site
    from widget.domain.summary import Reading

    Leads = dict[str, list[Lead]]
    """Where each address that was asked for leads to, what counts more first."""

_MOST_ADDRESSES: Final = 8
"""Addresses that are followed from one to the next; more is a circle."""


def known_site(view: Sites, key: str) -> Site:
    """Return the site with this key. Raises UnknownSite and StoreUnavailable."""
    site = view.site(key)
    if site is None:
        raise UnknownSite(key)
    return site


def reading_at(view: AddressedArticles, site_key: str, url: str) -> Reading | None:
    """Return the article that this canonical URL leads to, withdrawn or not.

    That is the one at it; else the one whose alias it is, or whose address or alias has the
    other scheme. An article that was ingested and is withdrawn by now gives way to any other
    that its address leads to. One query for an article at its own address. Raises StoreUnavailable.
    """
    reading = view.reading(site_key, url)
    if reading is not None and not gives_way(reading):
        return reading
    lead = leads_of(view, site_key, (url,)).get(url)
    return None if lead is None else view.reading(site_key, lead.url)


def reading_meant(view: AddressedArticles, site: Site, url: str) -> Reading | None:
    """Return the article that this canonical URL leads to, or that it means; see the module.

    Raises StoreUnavailable.
    """
    reading = reading_at(view, site.key, url)
    if reading is not None:
        return reading
    lead = _meant(view, site, (url,)).get(url)
    return None if lead is None else view.reading(site.key, lead.url)


def leads_meant(view: Aliases, site: Site, addresses: Iterable[str]) -> dict[str, Lead]:
    """Return what each of these canonical URLs leads to or means; none for the unknown.

    One query for addresses of articles, another one for those that lead to nothing.
    Raises StoreUnavailable.
    """
    asked = tuple(dict.fromkeys(addresses))
    found = leads_of(view, site.key, asked)
    return found | _meant(view, site, tuple(one for one in asked if one not in found))


def leads_of(view: Aliases, site_key: str, addresses: tuple[str, ...]) -> dict[str, Lead]:
    """Return what each of these canonical URLs leads to for certain; none for the unknown.

    One query, and further ones for what gives way. Raises StoreUnavailable.
    """
    known: Leads = {}
    wanted = {one for each in addresses for one in _schemes(each)}
    while wanted:
        known |= _grouped(view, site_key, tuple(sorted(wanted)))
        wanted = {
            one
            for each in addresses
            for met in _trail(each, known)
            if met not in known
            for one in _schemes(met)
            if one not in known
        }
    ends = {each: _end(_trail(each, known), known) for each in addresses}
    return {each: lead for each, lead in ends.items() if lead is not None}


def require_own(site: Site, canonical: str) -> None:
    """Return when this canonical URL is a page of the site; raise ForeignUrl otherwise."""
    host = urls.host_of_key(canonical)
    if host not in site.page_hosts:
        raise ForeignUrl(host, site.key)


def _grouped(view: Aliases, site_key: str, addresses: tuple[str, ...]) -> Leads:
    found: Leads = {address: [] for address in addresses}
    for lead in view.leads(site_key, addresses):
        found[lead.address].append(lead)
    return found


def _trail(address: str, known: Leads) -> list[str]:
    """Return the addresses from this one on, up to one that is settled or not asked for yet."""
    waiting, trail = [address], list[str]()
    while waiting and len(trail) < _MOST_ADDRESSES:
        here = waiting.pop(0)
        trail.append(here)
        leads = known.get(here)
        if leads is None or (leads and not leads[0].gives_way):
            break
        nexts = (*(lead.url for lead in leads), urls.twin(here))
        waiting += [one for one in nexts if one and one not in (*trail, *waiting)]
    return trail


def _end(trail: list[str], known: Leads) -> Lead | None:
    """Return the lead at the end of the trail; where all give way, the first one."""
    met = [lead for address in trail for lead in known.get(address, ())]
    return next((lead for lead in met if not lead.gives_way), met[0] if met else None)


def _meant(view: Aliases, site: Site, unknown: tuple[str, ...]) -> dict[str, Lead]:
    spelled = {each: spellings(each, site.page_hosts) for each in unknown}
    asked = tuple({one for several in spelled.values() for one in several})
    known = _grouped(view, site.key, asked) if asked else {}
    found = {each: _only(spelled[each], known) for each in unknown}
    return {each: lead for each, lead in found.items() if lead is not None}


def _only(spelled: tuple[str, ...], known: Leads) -> Lead | None:
    """Return the one article that these addresses lead to; what gives way does not count."""
    met = [known[address][0] for address in spelled if known[address]]
    standing = [lead for lead in met if not lead.gives_way] or met
    return standing[0] if len({lead.url for lead in standing}) == 1 else None


def _schemes(url: str) -> tuple[str, ...]:
    twin = urls.twin(url)
    return (url, twin) if twin else (url,)


def gives_way(reading: Reading) -> bool:
    """Return whether it was ingested and is withdrawn, so that any other article comes before."""
    return reading.headline.ingested and reading.headline.withdrawn_at is not None
