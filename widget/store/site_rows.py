"""Turns rows of sites into the type of the domain, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from widget.domain.site import Eligibility, Site
from widget.domain.summary import Form, Reason

if TYPE_CHECKING:
    from widget.store.rows import AnyRow, Values


def site_values(site: Site) -> Values:
    """Return the columns of a site, without the time it was added."""
    return {
        "key": site.key,
        "name": site.name,
        "origins": _json(site.origins),
        "page_hosts": _json(site.page_hosts),
        "language": site.language,
        "points": site.points,
        "words": site.words,
        "form": site.form.value,
        "on_demand": int(site.on_demand),
        "same_section": int(site.same_section),
        "neighbour_pictures": int(site.neighbour_pictures),
        "picture_hosts": _json(site.picture_hosts),
        "neighbour_hosts": _json(site.neighbour_hosts),
        "eligibility": _eligibility_json(site.eligibility),
        "texts": _json(dict(site.texts)),
    }


def site_of(row: AnyRow) -> Site:
    """Return the site in a row of ``sites``."""
    return Site(
        key=row.key,
        name=row.name,
        origins=tuple(json.loads(row.origins)),
        page_hosts=tuple(json.loads(row.page_hosts)),
        language=row.language,
        points=row.points,
        words=row.words,
        form=Form(row.form),
        on_demand=bool(row.on_demand),
        same_section=bool(row.same_section),
        neighbour_pictures=bool(row.neighbour_pictures),
        picture_hosts=tuple(json.loads(row.picture_hosts)),
        neighbour_hosts=tuple(json.loads(row.neighbour_hosts)),
        eligibility=_eligibility(json.loads(row.eligibility)),
        texts=json.loads(row.texts),
    )


def _eligibility_json(eligibility: Eligibility) -> str:
    values = {
        "allowed": sorted(reason.value for reason in eligibility.allowed),
        "sections": eligibility.excluded_sections,
        "paths": eligibility.excluded_paths,
    }
    return _json({name: value for name, value in values.items() if value})


def _eligibility(values: dict[str, list[str]]) -> Eligibility:
    return Eligibility(
        allowed=frozenset(Reason(value) for value in values.get("allowed", ())),
        excluded_sections=tuple(values.get("sections", ())),
        excluded_paths=tuple(values.get("paths", ())),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
