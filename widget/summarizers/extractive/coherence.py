"""The home of cues: what shows that a sentence cannot stand alone."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.cjk import UNSPACED, unspaced_length
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.openers import OTHER_OPENERS, UNSPACED_OPENERS
from widget.summarizers.extractive.patterns import Lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING: Final = r"[\s\"'“”„«»‘’‹›「『(\[–—-]*+"

_PRONOUNS: Final = "he|she|it|they|him|them|his|her|hers|its|their|theirs"
_POINTERS: Final = rf"{_PRONOUNS}|this|that|these|those|such|doing so|(?:he|she|they|it)['’]\w+"
_BEFORE_POINTERS: Final = (
    "in|on|at|by|for|with|after|before|since|until|from|to|as|of|despite|during|like|unlike|when"
    "|while|if|although|though|because|because of|once|where|whether|amid|among|according to"
    "|thanks to|instead of|apart from|besides|along with|as part of"
)
_ENGLISH: Final = (
    rf"{_PRONOUNS}|(?:{_BEFORE_POINTERS}) (?:all )?(?:of )?(?:{_POINTERS})"
    r"|he['’]\w+|she['’]\w+|it['’]\w+|they['’]\w+|this|that|that['’]s|these|those|such|but|and|or"
    "|nor|so|yet|then|thus|hence|therefore|however|moreover|furthermore|nevertheless|nonetheless"
    "|otherwise|instead|meanwhile|meantime|likewise|similarly|conversely|consequently|accordingly"
    "|besides|also|too|indeed|still|again|afterwards?|thereafter|elsewhere|later|earlier"
    "|additionally|alternatively|subsequently|ultimately|finally|namely|specifically|hopefully"
    "|here|there['’]s|others?|another|plus|asked|which|who|whose|whom"
    "|(?:yes|no|well|sure|ok|okay|now|asked)(?=,)"
    r"|both(?= (?:men|women|sides|teams|countries|companies|parties|are|were|have|had|said)\b)"
    r"|neither(?= (?:man|woman|side|team|country|company|party|is|was|has|had)\b)"
    "|the (?:latter|former|other|same)"
    r"|the (?:two|pair|duo|trio|three|couple)(?= (?:\w+ed|were|are|had|have|also|then|met)\b)"
    "|the (?:move|decision|incident|announcement|news|comments?|remarks?|statement|findings?"
    "|revelations?|development|resolution|ruling|verdict|result|latest|change|attack"
    "|footage)(?= (?:comes?|came|follows?|followed|was|were|is|are|has|have|will|would|also"
    r"|marks?|marked|sparked|prompted|means?|drew)\b)|as (?:a result|such)(?! of)"
    "|in (?:addition|contrast|fact|other words|turn|short|response|return|particular"
    "|either case|all)(?! to)|at (?:the same time|that|the time|one point|first|last)"
    "|on the (?:other hand|contrary|one hand)|for (?:example|instance|now|one thing)"
    "|by (?:contrast|comparison|then|now)|of course|even (?:so|then)|not (?:only|so)"
    "|what['’]?s more|more than that|worse still|after all|above all"
    "|(?:one|two|three|many|most|some|all|none|each|several|both|neither|half"
    "|part) of (?:them|these|those|this|that|his|her|its|their)"
    "|the (?:first|second|third|last) (?:one|was|is|of (?:these|those))"
    r"|(?:\w+ ){0,2}(?:minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier"
    "|afterwards?|after that|before that)"
)
_OPENERS: Final = {"en": _ENGLISH, **OTHER_OPENERS}
_SAME_OPENERS: Final = {"nb": "no", "nn": "no", "da": "no"}
OPENERS: Final = {
    **{each: Lazy(rf"{_OPENING}(?:{words})(?![\w-])") for each, words in _OPENERS.items()},
    **{each: Lazy(rf"{_OPENING}(?:{words})") for each, words in UNSPACED_OPENERS.items()},
}

_MARKS: Final = '“”„«»"「」『』'
_MARK: Final = Lazy(f"[{_MARKS}]")
_QUOTED: Final = Lazy(rf"[{_MARKS}][^{_MARKS}]*[{_MARKS}]")
_SINGLE_QUOTED: Final = Lazy(r"['‘](?<![^\s(].)[^'‘]{3,}?(?:['’](?!\w)|$)")
_MAY_QUOTE: Final = Lazy(f"[{_MARKS}‘']")
_OPENS_QUOTE: Final = Lazy(rf"[{_MARKS}‘'「『]")
_NAMELESS_SPEAKER: Final = Lazy(
    r"[\W_]*(?:(?:he|she|they|it|i|we)(?:['’]\w+)? \w+|\w+ (?:he|she|they|it|i|we)\b)"
)
_NAMELESS: Final = Lazy(
    r"\W*(?:[他她]|と(?:も|いう|、)?(?:彼|同[氏社]|話|語|述|言|説明|強調|指摘|訴|コメント))"
)
SHORTEST_SPEAKER: Final = 4
"""Characters around a quote in Chinese or Japanese that can name who speaks."""
_PICTURE: Final = (
    "(?:chart|graph|graphic|map|table|photo|photograph|picture|image|figure|infographic|video"
    "|list|gallery|slideshow|timeline)"
)
_UNSPACED_FIGURE: Final = (
    r"|[如见見][上下]?[图圖表]|(?<!以)[上下左右](?:[图圖](?![书書])|表(?![现現示达達明面态態决決]))"
    r"|^[图圖][为為中：:]|[图圖]片[显顯来來]|[资資]料[图圖]|如下(?![降跌])"
    r"|^写真[はの：=＝]|写真[上下左右]"
    r"|[上下左右]の(?:写真|[図表]|画像)|[図表] ?\d|(?:以下|次)の(?:[図表]|通り|とおり)"
)
_UNSPACED_FIGURE_WORDS: Final = """
    如图 如圖 如表 如上 如下 见图 見圖 见表 見表 见上 見上 见下 見下 上图 上圖 下图 下圖 左图 左圖
    右图 右圖 上表 下表 左表 右表 图为 圖為 图中 圖中 图 圖 图片 圖片 料图 料圖
    写真 画像 図 表 次 以下
"""
"""Pairs of characters; alone where no other of their script is beside them."""
FIGURE: Final = Lazy(
    rf"\((?:pictured|see (?:\w+ )?{_PICTURE}|above|below|left|right|centre|center|inset|main|file)"
    r"\b[^)]*\)"
    r"|\b(?:shown|seen|illustrated|listed) (?:above|below|here|left|right)\b"
    rf"|\b{_PICTURE} (?:above|below)\b"
    rf"|\b(?:above|below|following|accompanying) {_PICTURE}\b"
    r"|\bpictured\b|\bas follows\b|\bscroll down\b" + _UNSPACED_FIGURE
)
FIGURE_WORDS: Final = frozenset(
    [
        *("pictured", "above", "below", "left", "right", "here", "centre", "center", "inset"),
        *("main", "file", "see", "follows", "following", "accompanying", "scroll"),
        *_UNSPACED_FIGURE_WORDS.split(),
    ]
)
"""One of these is in every match of ``FIGURE``: looking for them first is ten times quicker."""
_ANCHORS: Final = (
    *("(", "pictured", "follows", "scroll", "shown", "seen", "illustrated", "listed", "chart"),
    *("graph", "map", "table", "photo", "picture", "image", "figure", "video", "list"),
    *("gallery", "slideshow", "timeline"),
    *("图", "圖", "図", "表", "写真", "画像", "如下", "の通り", "のとおり"),
)
"""And one of these."""
_FIRST_PERSON: Final = "i me my myself we our us you your"
_UNSPACED_FIRST_PERSON: Final = "我们 我們 咱们 咱們 你们 你們 我々"
_SHORTENED: Final = "i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll"
FIRST_PERSON: Final = frozenset(
    [
        *(*_FIRST_PERSON.split(), *_UNSPACED_FIRST_PERSON.split()),
        *(*_SHORTENED.split(), *_SHORTENED.replace("'", "’").split()),
    ]
)
"""One of these is in every personal sentence."""
_WORD: Final = Lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def has_dangling_opener(content: str, language: str) -> bool:
    """Tell whether the sentence opens with a word that points back ("He also…", "But…").

    ``language`` is a primary subtag.
    """
    openers = OPENERS.get(_SAME_OPENERS.get(language, language))
    return openers is not None and openers.match(lower(content)) is not None


def has_orphaned_quote(content: str) -> bool:
    """Tell whether the sentence is a quote that does not name its speaker, or half a quote."""
    if _is_unbalanced(content):
        return True
    if not _OPENS_QUOTE.match(content):
        return False
    rest = unquoted(content)
    if UNSPACED.search(rest):
        return unspaced_length(rest) < SHORTEST_SPEAKER or _NAMELESS.match(rest) is not None
    return len(rest.split()) < 2 or (
        _NAMELESS_SPEAKER.match(rest.lower()) is not None and not any(map(str.isupper, rest[1:]))
    )


def unquoted(content: str) -> str:
    """Return the sentence without what stands between quotation marks."""
    return _SINGLE_QUOTED.sub(" ", _QUOTED.sub(" ", content)).strip(" ,.;:!?-–—")


def refers_to_figure(content: str) -> bool:
    """Tell whether the sentence points at a picture, table or list, or announces a list."""
    lowered = lower(content)
    return lowered.endswith((":", "：")) or (
        [anchor for anchor in _ANCHORS if anchor in lowered] != []
        and FIGURE.search(lowered) is not None
    )


def is_personal(content: str, words: Sequence[str]) -> bool:
    """Tell whether the writer speaks as "I" or "we", or to the reader, outside quotes.

    ``words`` are those of the sentence as they stand.
    """
    if not _MAY_QUOTE.search(content):
        return [word for word in words if word.casefold() in FIRST_PERSON and word != "US"] != []
    words = _WORD.findall(unquoted(content).replace("US", "").casefold())
    return not FIRST_PERSON.isdisjoint(words)


def _is_unbalanced(content: str) -> bool:
    if content.isascii():
        return content.count('"') % 2 == 1
    return len(_MARK.findall(content)) % 2 == 1
