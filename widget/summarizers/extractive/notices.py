"""The home of notices: what a site says beside its articles, in the words of many languages.

Who may read on, who wrote this, whose opinion it is: each is known by two words that come together
in such a notice and seldom in one sentence of news.
"""

# ruff: noqa: RUF001 (the letters of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.coherence import unquoted
from widget.summarizers.extractive.patterns import Lazy
from widget.summarizers.extractive.site_voice import READER
from widget.summarizers.extractive.words import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

LONGEST: Final = 30
"""So many words a notice may have; longer sentences may report of one."""
QUESTION_WORDS: Final = 12

_SUBSCRIBERS: Final = """
    subscriber subscribers abonnent abonnenten abonnentinnen abonné abonnés abonnée abonnées
    suscriptor suscriptora suscriptores abbonato abbonata abbonati assinante assinantes abonnee
    abonnees abonent abonenci abonentów subskrybentów prenumeratorów prenumerator prenumerant
    prenumeranter abonnenter abonnenterne abonnentene abonnentar tilaaja tilaajat tilaajille
    abone aboneler abonelere abonelerimize подписчик подписчики подписчиков подписчикам передплатник
    передплатники передплатників передплатникам підписників підписникам المشتركين للمشتركين مشترك
    ग्राहकों सदस्यों सब्सक्राइबर
"""
_PAGE: Final = """
    article articles story stories content suite page report artikel artikels beitrag inhalt inhalte
    text texte artículo artículos contenido contenidos noticia noticias articolo articoli
    contenuto contenuti artigo artigos conteúdo conteúdos reportagem matéria inhoud verhaal artykuł
    artykuły treść treści tekst artikeln artikeln saken sak artikkel artikkelen artiklen artikkeli
    artikkelin juttu jutun sisältö sisällön haber haberin içerik içeriğe içerikler материал
    материалы статья статью статьи опечатку матеріал матеріали стаття статтю
    المقال المحتوى الخبر लेख खबर
    सामग्री
"""
_AUTHORS: Final = """
    autor autorin autoren verfasser verfasserin auteur auteure autrice autora autore autrice
    skribenten skribent skribentens artikelförfattaren artikelförfattarens forfatteren forfatterens
    kronikøren skribenten kirjoittaja kirjoittajan yazar yazarın yazarımız автор автора авторка
    авторки كاتبها كاتبه الكاتب كاتب लेखक
    autorki autorem columnist author columnist's author's writer's
    contributor autores autori auteurs authors авторов
    авторів yazarların
"""
_TRADES: Final = """
    journalist journalistin journalisten redakteur redakteurin kolumnist kolumnistin reporter
    reporterin korrespondent korrespondentin professor professorin freie freier journaliste
    chroniqueur chroniqueuse professeur professeure periodista columnista profesor profesora
    giornalista editorialista docente jornalista colunista columniste columnist redacteur
    verslaggever hoogleraar dziennikarz dziennikarka publicysta publicystka felietonista krönikör
    kolumnist frilans frilansjournalist forskare kommentator toimittaja kolumnisti gazeteci
    журналист журналистка обозреватель корреспондент журналістка журналіст оглядач صحفي صحافي
    पत्रकार स्तंभकार
"""
_OPINIONS: Final = """
    opinion opinions view views meinung meinungen ansichten avis propos opinión opiniones opinione
    opinioni opinião opiniões mening meningen opinie poglądy opinia åsikter åsikterna meninger
    meninger holdninger synspunkter mielipide mielipiteet näkemykset görüş görüşler görüşleri
    мнение мнения взгляды точка думка погляди آراء الآراء رأي وجهة विचार राय
"""
_UPDATED: Final = """
    aktualisiert korrigiert ergänzt überarbeitet opdateret oppdatert uppdaterad uppdaterats
    korrigerad korrigeret bijgewerkt aangepast gecorrigeerd actualizado actualizada corregido
    atualizada atualizado corrigido corrigida aggiornato aggiornata zaktualizowany zaktualizowano
    poprawiono päivitetty korjattu güncellendi güncellenmiştir düzeltildi обновлён обновлена
    обновлено исправлена исправлено уточнена оновлено виправлено доповнено تحديث अपडेट
"""
SUBSCRIBERS: Final = frozenset(_SUBSCRIBERS.split())
PAGE: Final = frozenset(_PAGE.split())
AUTHORS: Final = frozenset(_AUTHORS.split())
TRADES: Final = frozenset(_TRADES.split())
OPINIONS: Final = frozenset(_OPINIONS.split())
THIS: Final = frozenset(
    [
        *("dieser", "diese", "dieses", "diesen", "diesem", "ce", "cet", "cette", "este", "esta"),
        *("questo", "questa", "dit", "deze", "ten", "ta", "to", "tego", "temu", "denne", "dette"),
        *("här", "tämä", "tämän", "bu", "эта", "этот", "этой", "это", "данный", "данная", "ця"),
        *("цей", "це", "цій", "هذا", "هذه", "यह", "इस"),
    ]
)
ITSELF: Final = Lazy(
    r"diese[rsnm] (?:artikel|beitrag)|cet article|este art[íi](?:culo|go)|questo articolo"
    r"|dit artikel|te(?:n|go|mu) artykuł|den här artikeln|denne artik|tämän? artikkeli"
    r"|этой статье|эта статья|цій статті|ця стаття|bu (?:haberin|makale)|هذا المقال|इस लेख"
)
"""How an article speaks of itself, anywhere in a sentence."""
CODES: Final = (
    *("presserat", "pressekodex", "vær varsom", "pressenævnet", "spelregler för press"),
    *("raad voor de journalistiek", "déontologie journalistique", "julkisen sanan neuvosto"),
    *("basın konseyi", "rada etyki mediów"),
)
"""By whose rules a newspaper works."""
UPDATED: Final = frozenset(_UPDATED.split())
PORTRAIT: Final = Lazy(
    r"\W*(?:unsere?|der|die|notre|el|la|nuestr[oa]|il|o|a|de|onze|vår|vores)? ?l?['’]?(?:gast)?"
    r"(?:autor|autorin|verfasser|verfasserin|auteure?|autrice|autora|autore|skribenten"
    r"|artikelförfattaren|forfatteren|kronikøren|kirjoittaja|yazar|автор|авторка|الكاتب|लेखक)\b"
)
"""How a sentence in lower case begins that introduces its author; English is below."""
IS: Final = Lazy(rf"(?:{PORTRAIT.pattern}) (?:jest|ist|est|es|è|é|is|är|er|on|является|є|है)\b")
EMPLOYED: Final = Lazy(
    r"\W*(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+,? ){1,4}(?:joined|has worked|writes|edits|hosts|covers"
    r"|reports)\b.{0,100}\b(?:reporter|correspondent|newsroom|journalist|journalism|column|bylines?"
    r"|covering|reporting on|writing about|editor)\b"
)
AUTHOR: Final = Lazy(
    r"\W*(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:is|was) (?:an? |the )?"
    r"(?:[\w'’,-]+ ){0,5}?(?:author|reporter|correspondent|journalist|columnist|editor"
    r"|contributor|staff writer|writer|freelancer?|commentator|research fellow|professor|fellow)\b"
    r"(?=.{0,80}\b(?:who covers|of [\"“]|based in|at |for |with |writes|and (?:an? )?\w+ at))"
    r"|The author (?:is|was) (?:an? |the )|[A-ZÀ-Þ].{2,60}, (?:an? |the ).{2,60}, writes\b"
    r"|(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:covers|has covered|writes (?:about|for)"
    r"|has written for)\b.{0,80}\b(?:for the|since \d{4}|at the)\b"
)
"""What an English author is, or has written."""
TRADE_WORDS: Final = frozenset(
    [
        *("author", "reporter", "correspondent", "journalist", "columnist", "editor", "writer"),
        *("contributor", "freelance", "freelancer", "commentator", "fellow", "professor"),
        *("covers", "covered", "writes", "written", "newsroom", "journalism", "column", "byline"),
        *("bylines", "covering", "reporting", "writing"),
    ]
)
"""A word of each sentence that ``EMPLOYED`` or ``AUTHOR`` can match."""
AT_EASE: Final = Lazy(
    r"when (?:she|he|they)(?: is|['’]s| are|['’]re)?(?: not|n['’]t)\b.{0,120}\b(?:can be found"
    r"|enjoys?|likes?|loves?|you['’]ll find|(?:is|are) (?:usually|probably|likely|often))\b"
)
"""How portraits end."""
TELLTALES: Final = SUBSCRIBERS | AUTHORS | PAGE | TRADE_WORDS | {"when"}
"""One of these is in every notice that takes more than one look."""

HOST: Final = Lazy(r"(?<![\w@.-])[a-z0-9-]{2,}\.(?:[a-z0-9-]{2,}\.[a-z]{2,}\W*$|[a-z]{2,}/)")
"""A page's address without its scheme: three labels at the end, or two and a path."""


def notice_rule(folded: str, lowered: str, words: Sequence[str]) -> str | None:
    """Return the name of the rule by which a folded sentence is a notice of its site, or None.

    ``lowered`` is the sentence in lower case, ``words`` are its words in lower case.
    """
    if lowered.find(".", 0, -1) >= 0 and HOST.search(folded):
        return "contact"
    if lowered.endswith("?") and len(words) <= QUESTION_WORDS and _asks(lowered):
        return "asks the reader"
    if [code for code in CODES if code in lowered]:
        return "editorial note"
    if TELLTALES.isdisjoint(words):
        return None
    if _portrays(folded, lowered, words):
        return "author's portrait"
    return _known_by_two_words(lowered, words) if len(words) <= LONGEST else None


def _portrays(folded: str, lowered: str, words: Sequence[str]) -> bool:
    """Tell whether an English sentence tells of the life of its author."""
    if AT_EASE.match(lowered):
        return True
    named = not TRADE_WORDS.isdisjoint(words)
    return named and (EMPLOYED.match(folded) or AUTHOR.match(folded)) is not None


def _known_by_two_words(lowered: str, words: Sequence[str]) -> str | None:
    if words[0] in THIS and not PAGE.isdisjoint(words[1:2]):
        return "speaks of the article itself"
    if not THIS.isdisjoint(words) and ITSELF.search(unquoted(lowered)):
        return "speaks of the article itself"
    if _both(words, UPDATED, PAGE):
        return "editorial note"
    if _both(words, SUBSCRIBERS, PAGE) and _both(tokens(unquoted(lowered)), SUBSCRIBERS, PAGE):
        return "paywall"
    if _both(words, AUTHORS, OPINIONS):
        return "whose opinion it is"
    introduction = IS if TRADES.isdisjoint(words) else PORTRAIT
    return "author's portrait" if introduction.match(lowered) else None


def _asks(lowered: str) -> bool:
    """Tell whether a question is about this page or for its reader, outside quotes."""
    asked = tokens(unquoted(lowered))
    return not PAGE.isdisjoint(asked) or not READER.isdisjoint(asked)


def _both(words: Collection[str], some: frozenset[str], others: frozenset[str]) -> bool:
    return not some.isdisjoint(words) and not others.isdisjoint(words)
