"""Programs that change the scripts of pages: how each is seen, and how a script opts out of it.

Opt-outs are those that the vendor's documentation or the program's own code names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widget.domain.embed_page import ScriptTag


class Effect(StrEnum):
    """What a program does to scripts."""

    DELAYS = "delays scripts"
    BUNDLES = "bundles or moves scripts"
    CONSENT = "holds scripts back until readers consent"


@dataclass(frozen=True, slots=True)
class Optimiser:
    """One program."""

    name: str
    effect: Effect
    present: re.Pattern[str]
    """Found in some script of a page on which the program runs."""
    touched: re.Pattern[str] | None
    """Found in a script that it holds back; None where it leaves no mark on a single script."""
    opt_out: str
    """The attributes that keep a script as it is; "" where there are none."""
    cure: str
    """What to do, in its settings or with the attributes."""
    source: str
    """Where its documentation, or its code, says so; "" where we found neither."""


def _seen(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I | re.M)


OPTIMISERS: Final = (
    Optimiser(
        "Cloudflare Rocket Loader",
        Effect.DELAYS,
        _seen(r"^src=.*/rocket-loader(\.min)?\.js|^type=[0-9a-f]{8,}-(text/javascript|module)?$"),
        _seen(r"^type=[0-9a-f]{8,}-(text/javascript|module)?$"),
        'data-cfasync="false"',
        'Write data-cfasync="false" into the script, before src.',
        "https://developers.cloudflare.com/speed/optimization/content/rocket-loader/ignore-javascripts/",
    ),
    Optimiser(
        "WP Rocket",
        Effect.DELAYS,
        _seen(r"^type=rocketlazyloadscript$|^data-rocket-"),
        _seen(r"^type=rocketlazyloadscript$|^data-rocket-src="),
        "nowprocket",
        "Write nowprocket into the script (Delay JavaScript, exclusions by attribute).",
        "https://docs.wp-rocket.me/article/1655-troubleshoot-delay-javascript-execution-issues",
    ),
    Optimiser(
        "Autoptimize",
        Effect.BUNDLES,
        _seen(r"^(data-)?src=.*/cache/autoptimize/"),
        None,
        'data-noptimize="1"',
        'Write data-noptimize="1" into the script, or put <!--noptimize--> around it.',
        "https://github.com/futtta/autoptimize",
    ),
    Optimiser(
        "LiteSpeed Cache",
        Effect.DELAYS,
        _seen(r"^type=litespeed/javascript$|^src=.*/litespeed/js/"),
        _seen(r"^type=litespeed/javascript$"),
        'data-no-optimize="1" data-no-defer="1"',
        'Write data-no-optimize="1" data-no-defer="1" into the script.',
        "https://github.com/litespeedtech/lscache_wp",
    ),
    Optimiser(
        "NitroPack",
        Effect.DELAYS,
        _seen(r"^type=nitropack/|^(data-)?src=.*\.nitrocdn\.com/"),
        _seen(r"^type=nitropack/|^src=.*\.nitrocdn\.com/"),
        "",
        "Add the address of embed.js to Excluded Operations in NitroPack's settings.",
        "https://support.nitropack.io/en/articles/8390303-excluded-operations",
    ),
    Optimiser(
        "Perfmatters",
        Effect.DELAYS,
        _seen(r"^type=pmdelayedscript$|^data-pmdelayedscript=|^src=.*/cache/perfmatters/"),
        _seen(r"^type=pmdelayedscript$|^data-pmdelayedscript="),
        "",
        "Exclude embed.js from Delay JavaScript in the settings of Perfmatters.",
        "https://perfmatters.io/docs/delay-javascript/",
    ),
    Optimiser(
        "FlyingPress",
        Effect.DELAYS,
        _seen(r"^(data-)?src=.*/(cache|plugins)/flying-press/"),
        _seen(r"^src=.*/cache/flying-press/"),
        "",
        "Exclude embed.js from delayed scripts in the settings of FlyingPress.",
        "",
    ),
    Optimiser(
        "SiteGround Speed Optimizer",
        Effect.BUNDLES,
        _seen(r"^src=.*/siteground-optimizer-assets/"),
        None,
        "",
        "Exclude embed.js from minified, combined and deferred scripts in its settings.",
        "",
    ),
    Optimiser(
        "Cookiebot",
        Effect.CONSENT,
        _seen(r"^src=.*//consent\.cookiebot\.(com|eu)/|^id=cookiebot$|^data-cookieconsent="),
        _seen(r"^data-cookieconsent=(?!ignore$)"),
        'data-cookieconsent="ignore"',
        'Write data-cookieconsent="ignore" into the script, and no type="text/plain".',
        "https://support.cookiebot.com/hc/en-us/articles/4405978132242-Manual-Markup-Guide",
    ),
    Optimiser(
        "OneTrust",
        Effect.CONSENT,
        _seen(r"^src=.*/(otsdkstub|otautoblock)\.js|^class=.*\boptanon-category-"),
        _seen(r"^class=.*\boptanon-category-(?!c0001\b)"),
        "data-ot-ignore",
        "Write data-ot-ignore into the script, and no class optanon-category-….",
        "https://my.onetrust.com/articles/en_US/Knowledge/UUID-c5122557-2070-65cb-2612-f2752c0cc4aa",
    ),
    Optimiser(
        "Usercentrics",
        Effect.CONSENT,
        _seen(r"^src=.*\.usercentrics\.eu/|^data-usercentrics="),
        _seen(r"^data-usercentrics="),
        "",
        'Take data-usercentrics and type="text/plain" out of the script, and the widget server '
        "out of the services that Usercentrics blocks.",
        "https://support.usercentrics.com/hc/en-us/articles/17337159049244-Auto-blocking-in-detail",
    ),
    Optimiser(
        "Complianz",
        Effect.CONSENT,
        _seen(r"^src=.*/complianz-gdpr|^class=.*\bcmplz-(script|native|stats)\b|^data-cmplz-"),
        _seen(r"^class=.*\bcmplz-(script|stats)\b|^data-cmplz-src="),
        "",
        "Add embed.js to the whitelist of Complianz's script center.",
        "https://complianz.io/whitelisting-inline-script/",
    ),
    Optimiser(
        "iubenda",
        Effect.CONSENT,
        _seen(r"^src=.*[/.]iubenda\.com/|^class=.*\b_iub_cs_"),
        _seen(r"^class=.*\b_iub_cs_activate|^(data-)?suppressedsrc="),
        'class="_iub_cs_skip"',
        'Write class="_iub_cs_skip" into the script, and no _iub_cs_activate.',
        "https://github.com/iubenda/iubenda-cookie-class",
    ),
    Optimiser(
        "CookieYes",
        Effect.CONSENT,
        _seen(r"^src=.*[/.-]cookieyes\.com/|^data-cookieyes="),
        _seen(r"^data-cookieyes=(?!cookieyes-necessary$)"),
        'data-cookieyes="cookieyes-necessary"',
        'Write data-cookieyes="cookieyes-necessary" into the script, and no type="text/plain".',
        "https://www.cookieyes.com/documentation/implement-prior-consent-using-cookieyes/",
    ),
)
"""Every program that is recognised, in the order of the help page."""


def seen_on(scripts: Iterable[ScriptTag]) -> tuple[Optimiser, ...]:
    """Return the programs that left their marks on some of these scripts."""
    marks = [_marks(script) for script in scripts]
    return tuple(one for one in OPTIMISERS if any(one.present.search(each) for each in marks))


def holding(script: ScriptTag) -> Optimiser | None:
    """Return the program that holds this script back, if it left its mark on it."""
    marks = _marks(script)
    touching = (one for one in OPTIMISERS if one.touched and one.touched.search(marks))
    return next(touching, None)


def opts_out(script: ScriptTag, optimiser: Optimiser) -> bool:
    """Tell whether the script has the attributes that keep the program from changing it."""
    wanted = re.findall(r'([\w-]+)(?:="([^"]*)")?', optimiser.opt_out)
    return bool(wanted) and all(_has(script, name, value) for name, value in wanted)


def _has(script: ScriptTag, name: str, value: str) -> bool:
    found = script.get(name)
    return found is not None and (not value or value in found.split())


def _marks(script: ScriptTag) -> str:
    """Return the attributes of a script, one a line."""
    values = ((one.name, one.value[:_MARK_CHARACTERS].split()) for one in script.attributes)
    return "\n".join(f"{name}={' '.join(words)}" for name, words in values)


_MARK_CHARACTERS: Final = 500
"""Characters of a value in which marks are looked for."""
