"""What senders add to the URL of an article and what never chooses another one."""

from __future__ import annotations

import re
from typing import Final

TRACKING_PARAMETERS: Final = frozenset(
    # Google, Meta, Microsoft, X, TikTok, LinkedIn, Pinterest, Snap, Yandex, Yahoo
    {"_ga", "_gl", "dclid", "gbraid", "gclid", "gclsrc", "wbraid", "gad_source", "gad_campaignid"}
    | {"srsltid", "fbclid", "igsh", "igshid", "mibextid", "action_object_map", "action_type_map"}
    | {"action_ref_map", "msclkid", "ocid", "cvid", "twclid", "__twitter_impression", "ref_src"}
    | {"ref_url", "ttclid", "li_fat_id", "trk", "epik", "sccid", "yclid", "ymclid", "_openstat"}
    | {"guccounter", "soc_src", "soc_trk", "ncid"}
    # newsletters: Mailchimp, HubSpot, Marketo, Eloqua, Klaviyo, Adobe, dotdigital, Condé Nast
    | {"mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "_ke"}
    | {"hsctatracking", "ml_subscriber", "ml_subscriber_hash", "elq", "elqtrackid", "elqtrack"}
    | {"elqaid", "elqat", "elqcampaignid", "dm_i", "mbid", "bxid", "cndid", "hasha", "hashb"}
    | {"hashc", "spmailingid", "spuserid", "spjobid", "spreportid", "rb_clickid", "wickedid"}
    | {"s_kwcid", "campaign_id", "instance_id", "segment_id", "regi_id", "et_rid", "et_cid"}
    # publishers and their statistics: BBC, CBS, CNN, CNBC, Dow Jones, Forbes, NYT, Reuters, AT
    # Internet, comScore, Adobe, Outbrain, Taboola, SocialFlow, Jetpack, Alibaba, WeChat
    | {"cmpid", "cmp", "intcmp", "icid", "ito", "s_cid", "xtor", "xtref", "smid", "smtyp", "smvar"}
    | {"emc", "partner", "sref", "sh", "share", "mod", "reflink", "dicbo", "oborigurl", "taid"}
    | {"obinsource", "tblci", "ftag", "tpcc", "traffic_source", "__source", "sharesource"}
    | {"sr_share", "sharetoken", "share_token", "share_source", "share_medium", "share_plat"}
    | {"share_session_id", "share_tag", "unlocked_article_code", "leadsource", "feedname", "rpc"}
    | {"feedtype", "spm", "isappinstalled", "zarsrc", "yptr", "replytocom", "showcomment"}
    # views of the same article, and visits
    | {"amp", "noamp", "nonamp", "_amp", "usqp", "phpsessid", "jsessionid", "sessionid"}
    | {"cfid", "cftoken", "doing_wp_cron"}
)
"""Query parameters, in lower case, that never choose another article.

``id``, ``p``, ``article``, ``page``, ``story``, ``sid``, ``cid`` and the like are none: they do.
"""

TRACKING_PREFIXES: Final = (
    *("utm_", "at_", "ns_", "wt_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "bsft_", "cx_"),
    *("amp_", "itm_", "stm_", "oly_", "vero_", "guce_", "fb_", "__cf_chl_", "aspsessionid"),
)
"""How the names of further such parameters begin."""

_CHANNEL_PARAMETERS: Final = frozenset({"ref", "referrer", "source", "src", "from", "via"})
_CHANNELS: Final = frozenset(
    {"rss", "feed", "atom", "newsletter", "nl", "email", "mail", "e-mail", "twitter", "x", "tw"}
    | {"facebook", "fb", "instagram", "whatsapp", "telegram", "linkedin", "threads", "bluesky"}
    | {"mastodon", "reddit", "pinterest", "tiktok", "youtube", "wechat", "weibo", "timeline"}
    | {"singlemessage", "groupmessage", "google", "googlenews", "google-news", "bing", "yahoo"}
    | {"apple", "applenews", "flipboard", "social", "share", "homepage", "home", "hp", "app"}
    | {"push", "widget", "search", "producthunt"}
)
"""Words after ``ref=`` and the like that name where a reader came from, and no article."""

_VIEW_PARAMETERS: Final = frozenset({"outputtype", "output", "format", "view", "mode", "layout"})
_VIEWS: Final = frozenset({"amp", "amphtml", "print", "printable", "printer"})
_SWITCHES: Final = frozenset({"print", "printable", "printview", "printmode"})
_ON: Final = frozenset({"", "1", "true", "yes", "y", "on", "print"})

_SESSION: Final = re.compile(r"(?<=[^/.]);jsessionid=[^/;]*$", re.I)


def tracks(pair: str) -> bool:
    """Tell whether ``name=value`` of a query says how the reader came, or which view is wanted.

    The pair is in its one percent-encoding (see ``addresses``).
    """
    name, _, value = pair.lower().partition("=")
    if name in TRACKING_PARAMETERS or name.startswith(TRACKING_PREFIXES):
        return True
    if name in _CHANNEL_PARAMETERS:
        return value in _CHANNELS
    if name in _VIEW_PARAMETERS:
        return value in _VIEWS
    return name in _SWITCHES and value in _ON


def without_session(path: str) -> str:
    """Return a path without the visit that Java servers write at its end, ``;jsessionid=…``."""
    return _SESSION.sub("", path)
