"""Defines the junk rules: named patterns of lines that are not the article's prose."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from typing import Final

from widget.rules import read_more
from widget.rules.letters import DASH, UPPER
from widget.rules.word_lists import file_beside

LISTS: Final = (file_beside(__file__), read_more.LISTS)
_MONTH: Final = r"(?:{months})[^\W\d]*"
_NAME: Final = rf"(?>[{UPPER}][\w.'’-]++|de|van|von|der|al|bin)"
_ZONE: Final = r"(?:[ap]\.?m|gmt|bst|utc|ist|ce?s?t|[ecmp][sd]?t|uhr|h|on|at)"
_NETWORK: Final = r"(?:{networks})"
_AGENCY: Final = r"(?:{photo agencies})"

ANY_CASE: Final[dict[str, tuple[str, ...]]] = {
    "widget prompt": (
        r"(?:no time to read|get a summary|previous article|next article)\W*$",
        r"no time to read\?\s*get a summary",
    ),
    "newsletter": (
        r"(?:please )?(?:sign up|subscribe)\b",
        r"(?:join|get) (?:our|the) .{0,40}\bnewsletter",
        r".{0,80}\b(?:newsletter|inbox|mailing list)\b.{0,60}\b(?:sign up|subscribe|free)",
        r".{0,60}\b(?:straight|delivered) (?:in)?to your (?:inbox|phone)",
        r"want (?:more|the latest)\b.{0,80}(?:newsletter|inbox)",
        r"(?:{newsletters})\b",
    ),
    "read more": (
        r"(?:[>»→▶•*-] ?)?(?:{rest of the text}|{other articles}|{begins a heading})"
        r"\s*(?:[:|…»>→]|[-–] |$)",
        r"more (?:on|about|from) .{1,60}\bfrom our\b|(?:what to read|read) next\b",
        r"(?:scroll down|click (?:here|below)|continue reading|lesen sie auch|lire aussi)\b",
        r"for (?:more|further) (?:on|about|information|details|stories|coverage|news)\b",
        r"you (?:may|might) also\b|dig deeper\b|test yourself\b|back to top\b",
        r".{0,80}\b(?:on|see|turn to) page \w?\d+\W*$",
    ),
    "cookie notice": (
        r".{0,120}\b(?:we|(?:web)?site|you) (?:\w+ )?(?:uses?|accept|agree to our use of)"
        r" (?:\w+ ){0,2}cookies",
        r".{0,60}\bcookie (?:policy|settings|preferences|notice)",
        r".{0,60}\b(?:accept (?:all )?cookies|manage (?:your )?(?:cookies|consent))",
        r".{0,60}\bprivacy (?:policy|notice)\W*$",
    ),
    "image credit": (
        r"(?:photo(?:graph)?y?|picture|image|video|illustration|graphic|artwork|pic)s?(?: \w+)?"
        r" (?:by|via)\b.{0,60}$",
        r"(?:credits?|courtesy|(?:main|top|cover|header|featured) (?:image|photo))\s*(?:[:/]|of\b)",
        r"\(?(?:{photos}) ?[:/]",
        r"(?:photo|photograph|picture|image|illustration|graphic|foto|bild|crédit|video)s?"
        r"(?: (?:credit|courtesy|by|source))*\s*[:/©|]",
        r"(?:photo|image|picture|video) (?:credit|courtesy|by)\b",
        rf".{{0,120}}[/|(©] ?{_AGENCY}(?: images?)?\b.{{0,20}}$",
        rf"{_AGENCY}(?: images?)?\W*$",
        r".{0,80}\(?\bfile (?:photo|picture|image)\)?\W*$",
    ),
    "caption": (
        r"(?:pictured|above|below|left|right|top|from left|clockwise)\s*[:(]",
        r"(?:pictured|from left|clockwise)\b",
        r"caption\b",
    ),
    "reporting credit": (
        r"(?:with )?(?:additional |contributing )?(?:reporting|research|production|graphics?"
        r"|editing)"
        r" (?:was |were )?(?:contributed |provided )?(?:by|from)\b",
        r".{0,120}\bcontributed (?:reporting|research)\b",
        r"\W?(?:(?:additional )?reporting|editing|writing|compiled|translated|edited|written"
        r"|reported|produced|with (?:files|reporting|additional reporting)) (?:by|from)\b",
        r".{0,160}\b(?:contributed|assisted|wrote)\b.{0,20}\bthis (?:report|story|article)",
        r"distributed by\b",
    ),
    "time stamp": (
        rf"(?:{{published}})\s*(?:[:.|]|(?:at|on|le|am)\b.{{0,20}}\d|\d|{_MONTH}|$).{{0,60}}$",
        rf"\W{{0,2}}\d{{1,2}}[:.]\d{{2}}\b(?>\W|\d|{_ZONE}\b|{_MONTH}\b)*+$",
        rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH})(?:,? \d{{4}})?\W*$",
        r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*$",
        r"\d+ (?:minutes?|hours?|days?|min|mins|hrs?) (?:ago|read)\W*$",
    ),
    "breaking-news note": (
        r"\W?(?:breaking news|previous story|original story)(?: update)?[:,\]]",
        r"\W?this is a (?:developing|breaking)\b",
        r"that['’]s (?:all|it) (?:from|for)\b|we(?:['’]re| are) (?:wrapping|closing|pausing)\b",
    ),
    "social": (
        r"(?:share|tweet|print|save|email|e-mail|follow|like|pin)\W*$",
        r"(?:share|like|send|email) (?:this|on|via|with)\b.{0,60}$",
        rf"(?:follow|like|find|join) .{{1,40}} on {_NETWORK}\b",
        r"follow @",
        r".{0,60}\b(?:facebook|whatsapp|telegram) (?:page|group|channel)\W*$",
        rf"{_NETWORK}\W*$",
        r"link copied\b|nominations (?:are|is|have)\b.{0,10}\bopen",
    ),
    "copyright": (
        r"©|\(c\) ?\d|copyright\b.{0,60}\b(?:\d{4}|reserved)",
        r".{0,120}\ball rights reserved",
        r".{0,60}\bmay not be (?:published|reproduced|republished)",
    ),
    "advertisement": (
        r"skip (?:to|ad|advert\w*|past|in|newsletter)\b",
        r"(?:in (?:paid )?(?:association|partnership) with|paid partnership)\b",
        r"(?:{advertisements})\W*$",
        r"(?:sponsored|paid for|promoted|presented) (?:by|content)\b.{0,40}$",
        r"(?:article|story) continues (?:below|after)",
        r"(?:{sponsored})\b",
    ),
    "editorial note": (
        r"(?:full )?disclosures?\s*:|(?:{changes})\b.{0,12}\b(?:{changed})\b",
        r"[\[(][^\])]*[\])]\W*$",
        r".{0,80}\b(?:an earlier|a previous) (?:version|headline|caption|edition)\b.{0,40}"
        r"\bthis (?:article|story|piece|page|report)\b",
        r".{0,60}\b(?:follows|adheres to|complies with|is regulated by|is a member of)\b.{0,60}"
        r"\b(?:press council|code of practice|editors['’] code|ipso)\b",
        r"\W?(?:editor|publisher)['’]?s['’]? note\b|\W?note to (?:editors|readers)\b",
        r"(?:this (?:article|story|post|piece)|an earlier version)\b.{0,80}"
        r"\b(?:amended|updated|corrected|originally|first (?:appeared|published)|clarified)",
        r"(?:correction|clarification)s?\s*[:(]|disclaimer\b",
        r"the (?:opinions|views) expressed\b",
        r"in (?:\w+day|yesterday|last week|this morning)['’]s (?:paper|edition|issue|newspaper)\b",
        r"(?:we|the \w+) apologi[sz]es? (?:for|to)\b.{0,60}"
        r"\b(?:error|mistake|confusion|any|readers)\b",
        r"(?:this is a )?rush transcript\b|letters (?:should|must|may)\b",
        r"how (?:we|i) (?:did|reported|got|made|worked|compiled)\b",
        r".{0,40}\b(?:{made by machines})\b.{0,60}\b(?:{making})\b.{0,30}\b(?:{machines})\b",
    ),
    "label": (
        r"(?:(?:image|photo|picture|video|media|audio) (?:source|caption|credit|gallery|library)"
        r"|related(?: \w+){0,2}|{labels})\s?[:,.|]",
        r"(?:{labels with a period})\s?[,.]",
    ),
    "embedded post": (
        r".{0,200}\(@\w+\)",
        r"(?:a|an) (?:post|photo|video|tweet|reel) (?:shared|posted) by\b",
        r"(?:view|see) (?:this|more) (?:posts?|photos?|tweets?|on)\b",
        r".{1,120} \| [^|]{1,60}$",
        r".{0}[^\W\d_][\w &]{1,24}(?: [>»›] [\w &]{1,30}){1,6}$",
    ),
    "caption with credit": (
        r".{0,300}[.!?] (?:photo|photograph|image|picture)s?(?: \w+)? (?:courtesy|credit|by|via)\b"
        r".{0,60}$",
        r".{0,300}\([^()]{0,60}\b(?:photo|image|picture|courtesy|credit|getty|file|foto|handout"
        r"|screengrab|screenshot)\b[^()]{0,60}\)\W*$",
        r".{0,300},? \(?(?:left|right|cent(?:er|re)|second from (?:left|right)),?\)?,? .{0,120}"
        r"\b(?:left|right|cent(?:er|re))\b[,.)]",
        r".{0,200}\b(?:in|from) (?:this|an|a) (?:undated|file|archive|handout|recent)"
        r" (?:photo|picture|image)",
    ),
    "advertisement break": (r".{0,60}\b(?:{goes on})\b.{0,30}\b(?:{after what})\W*$",),
    "site trouble": (
        r"(?:something went wrong|an error occurred|oops|please wait|page not found|not found)\b",
        r".{0,80}\b(?:try again|reload|refresh the page)\b",
        r".{0,80}\b(?:browser|javascript|flash)\b.{0,40}\b(?:support|enabled?|installed|disabled?)",
        r"(?:this|the|sorry).{0,40}\b(?:video|content|item|clip)\b.{0,20}\b(?:not|no longer)"
        r" (?:be )?(?:available|shown|played|supported)",
    ),
    "small print": (
        r"results are updated\b|niets uit deze (?:uitgave|site)\b",
        r"(?:market |stock |price )?(?:data|quotes|quotations)\b.{0,30}"
        r"\b(?:delayed|(?:provided|supplied|powered) by)\b",
        r"terms (?:and|&) conditions\b.{0,40}\bapply\b",
        r"(?:some )?(?:restrictions|exclusions) apply\b",
        r".{0,120}\brecaptcha\b",
        r"(?:all )?(?:figures|prices|times|amounts|data|values)\b.{0,50}\b(?:adjusted|rounded"
        r"|correct|accurate|local|approximate|subject to change|at the time of)\b",
        r".{0,100}\b(?:{rights})\b.{0,100}$",
    ),
    "affiliate notice": (r".{0,120}\b(?:earn (?:a )?(?:\w+ )?commission|affiliate links?)\b",),
    "paywall": (
        r"(?:get|enjoy|buy) (?:\w+ )?access\b|(?:subscribers|members) (?:can|may|get|receive)\b",
        r"tickets (?:for|are|cost|can)\b.{0,100}\b(?:to members|subscribers|readers)\b",
        r".{0,120}\b(?:cancel (?:at )?any ?time|free trial|free articles?"
        r"|articles? (?:left|remaining)"
        r"|unlimited (?:digital )?access|(?:exclusive|available|only|reserved) (?:to|for) (?:our )?"
        r"(?:paying |premium )?(?:subscribers|members))\b",
        r"already a (?:subscriber|member)\b.{0,60}$",
        r"(?:log ?in|sign in|register)(?:\W*$| (?:now|here|or|your)\b.{0,40}$)",
        r".{0,60}\b(?:subscribe|register|sign in|log in) to (?:continue|read|keep)",
        r"to continue reading\b|this (?:article|content) is (?:only )?(?:for|available to)\b",
        r"cancel (?:whenever|at any|any ?time)\b|why am i seeing this\b|a small favou?r\b",
    ),
    "comments": (
        r"(?:comments?|commenting)\b (?:that|which|containing)\b",
        r"(?:comments?|commenting)\b.{0,40}\b(?:closed|disabled|moderated|turned off|open)\b",
        r"join the conversation|leave a (?:comment|reply)",
        r"(?:view|show|read|post|add) (?:\w+ )?comments?\W*$",
        r"\d* ?comments?(?: are closed)?\W*$",
        r"have your say|let us know\b|tell us what\b",
        r"(?:{please})\s",
    ),
    "contact": (
        r"do you have (?:a|any) (?:story|tip|question|information)\b",
        r"(?:have (?:you got )?a|got a) (?:story|tip)\b",
        r"e-?mail (?:us|your)\b|contact (?:us|the author)\b|call us\b",
        r".{0,120}\S@\w[\w-]*\.\w",
        r".{0,60}\b(?:https?://|www\.)\S+\W*$",
    ),
    "helpline": (
        r"(?:call|phone|ring|text|dial)\b.{0,40} \(?[+\d][\d() -]{4,}",
        r"for (?:confidential )?(?:support|help)\b.{0,160}\d{3}",
        r"if you(?:['’]ve| have| are| or)?\b.{0,60}\b(?:affected|support|suicid|help)",
        r".{0,60}\bhelpline\b.{0,60}\d{3}",
        r"in lieu of flowers\b|help is available\b|visitation (?:will|is)\b",
    ),
    "tags": (r"(?:{tags})\s*:",),
    "player": (
        r"(?:please )?(?:enable|turn on) javascript",
        r".{0,60}\bjavascript (?:is|to)\b",
        r"media playback|this video (?:can ?not|is)\b|(?:hide|show|toggle) caption",
        r"(?:{players})\W*$",
        r"\d+ of \d+\W*$",
    ),
}
EXACT_CASE: Final[dict[str, tuple[str, ...]]] = {
    "byline": (
        r"(?:{bylines}):?\.?"
        rf"(?:\s{_NAME}|\sand|\s?,|\s?\|){{0,12}}\W*$",
        rf"(?:by )?{_NAME}(?:,? (?:and )?{_NAME}){{0,5}},? "
        r"(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ss]taff|[Ww]riter)\W*$",
        rf"(?:and )?{_NAME}(?: {_NAME}){{1,3}}\.?$",
    ),
    "dateline alone": (rf"[{UPPER}][{UPPER} .'’-]++(?:, ?[\w.]+(?: [\w.]+)?)?\s?{DASH}?\W*+$",),
}
