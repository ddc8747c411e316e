"""The home of abbreviations: after which words with a period a sentence goes on.

sentencex has few abbreviations for some languages, and none for Norwegian, Swedish, Turkish and
Ukrainian. English needs none of ours.
"""

# ruff: noqa: RUF001, RUF003 (the letters of many languages)

from __future__ import annotations

import re
from functools import cache
from typing import Final

from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.patterns import Lazy

SEGMENTED_AS: Final = {"da": "fi", "nb": "fi", "nn": "fi", "no": "fi", "sv": "fi", "uk": "ru"}
"""Languages that the rules of another serve best.

sentencex cuts what it does not know like English, where "det." is a detective; and its Danish
takes 8 ms for 2,000 characters, two hundred times what the others take.
"""
TAIL_CHARACTERS: Final = 24
"""So many characters hold any abbreviation, and the word before a number."""

_NORDIC: Final = """
    kl ca bl.a f.eks pga ifm iht jf jfr inkl ekskl mht hhv evt dvs d.v.s t.o.m f.o.m fr.o.m dr
    prof st skt sct hr frk adm sjefred fhv kapt maks tilsv vs
"""
_NEVER_LAST: Final = {
    "no": _NORDIC,
    "da": _NORDIC,
    "sv": "kl ca bl.a t.ex d.v.s dvs fr.o.m t.o.m p.g.a pga m.a.o resp inkl exkl f.d s.k "
    "dr prof st jfr jmf enl ev",
    "de": "dr prof st ca bzw bspw sog insb ggf inkl exkl evtl vgl gegr hl hrsg dipl.-ing",
    "nl": "dhr mevr mr mw drs ing ir o.a m.n d.w.z ca st ds prof dr bijv t.o.v i.p.v i.v.m resp "
    "incl excl burg jhr",
    "fr": "dr st ste mgr me mm mme mlle env cf av bd",
    "it": "on avv sig sig.ra dott dott.ssa prof prof.ssa ing arch gen col mons sen s.ten cap rag "
    "geom",
    "es": "sr sra srta dr dra d dª gral cnel cap lic arq ing mons sto sta av avda núm prof fr",
    "pt": "sr sra dr dra prof profa eng arq gen cel cap sgt av pe sto sta",
    "pl": "m.in ok godz ur zm im ul al tzw tzn np tj prof dr hab inż mgr św gen płk ppłk mjr kpt "
    "por sierż asp podinsp ks bp abp kard min ub wg red ang śp",
    "ru": "ок прибл ул им просп см ср св т.е т.н напр проф акад доц ген полк англ т.к",
    "uk": "прибл вул ім просп див напр проф акад доц ген англ т.зв св о",
    "tr": "dr doç prof av op uzm yrd öğr gör arş ord sn hz alb yb bnb yzb ütğm tğm org korg tümg "
    "tuğg gen mah cad sok apt no tel örn bkz müh ecz dt plt st ltd şti a.ş t.c m.ö i.ö m.s vb vs "
    "mlyr",
    "fi": "esim n klo mm ns ko prof toht tri",
}
"""In Turkish the verb stands last, so that hardly any abbreviation does."""
_BEFORE_NUMBERS: Final = {
    "no": "kr nr kap art pkt f s",
    "da": "kr nr kap art pkt f s",
    "sv": "kr nr kap art f s",
    "de": "nr art abs kap s",
    "nl": "nr art blz",
    "fr": "n p art vol chap",
    "it": "n art pag cap",
    "es": "art pág n",
    "pt": "n art pág cap",
    "pl": "nr art ust pkt str poz",
    "ru": "стр гл п ст",
    "uk": "стор гл п ст",
    "tr": "md s",
    "fi": "nro s",
}
_ORDINALS: Final = {
    # Der 2. Weltkrieg
    "de": Lazy(
        r"(?:^|\s)(?:der|die|das|dem|den|des|im|am|zum|zur|vom|beim|ein|eine[nmrs]?) \d{1,2}\.$"
    ),
    # 2. Abdülhamid, II. Dünya Savaşı
    "tr": Lazy(r"(?:^|\s)(?:\d{1,2}|[ivx]+)\.$"),
    "no": Lazy(r"^\d{1,3}\.$"),
    "da": Lazy(r"^\d{1,3}\.$"),
    "fi": Lazy(r"^\d{1,3}\.$"),
    "pl": Lazy(r"^\d{1,3}\.$"),
}
"""Ordinals."""
_SAME: Final = {"nb": "no", "nn": "no"}
_BEGINS: Final = r"(?:^|[\s(\"'’“„«»‘])"


def goes_on(sentence: str, piece: str, language: str) -> bool:
    """Tell whether ``sentence`` ends with an abbreviation or an ordinal that ``piece`` goes on.

    ``language`` is a primary subtag.
    """
    known = _SAME.get(language, language)
    if known not in _NEVER_LAST:
        return False
    tail = lower(sentence[-TAIL_CHARACTERS:].strip())
    if _ending(_NEVER_LAST[known]).search(tail):
        return True
    if piece[:1].isdigit():
        return _ending(_BEFORE_NUMBERS[known]).search(tail) is not None
    return known in _ORDINALS and _ORDINALS[known].search(tail) is not None


@cache
def _ending(words: str) -> re.Pattern[str]:
    """Return what matches a text that ends with one of these words and a period."""
    escaped = map(re.escape, words.split())
    return re.compile(rf"{_BEGINS}(?:{'|'.join(escaped)})\.$")
