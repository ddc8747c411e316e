"""The home of address: lines in which the site speaks to its reader, and not of the news.

News seldom says "you", "our" or "please" outside quotes. A sentence that does, and also names a
thing that a site has (a newsletter, an account, an app), is the site's own voice. So is one that
speaks of the article itself.
"""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

import re
from typing import Final

from widget.summarizers.extractive.cues import unquoted
from widget.summarizers.extractive.patterns import Lazy

WORD: Final = Lazy(r"[^\W\d_]+")
SHORT_CHARACTERS: Final = 160
_READER: Final = """
    you your yours we us our please thank thanks
    sie ihr ihre ihrem ihren ihrer uns unser unsere unserem unseren bitte du dein deine dir dich
    vous votre vos nous notre nos usted ustedes nuestro nuestra nuestros nuestras tus
    voi vostra vostro nostra nostro você vocês nosso nossa nossos nossas
    uw jij jouw onze deg din ditt dine dig dina vår vårt våre våra vores
    twój twoje nasz nasza nasze naszego naszej siz sizin bizim bize
    вы вас вам ваш ваша ваше ваши нас нам наш наша наше наши наших ви наші нашу
    sinä sinun meidän
"""
READER: Final = frozenset(_READER.split())
_SERVICE: Final = """
    newsletter newsletters inbox email emails mail subscribe subscribed subscribing subscriber
    subscribers subscription subscriptions unsubscribe unlimited sign signing signed login log
    account register registered registration password cookies cookie browser device javascript ad
    ads adverts advertising advertisement advertisements adblocker blocker partners privacy
    consent terms guidelines moderation moderators comment comments website site webpage page
    homepage app apps notifications notification alerts download podcast podcasts article articles
    story stories journalism reporting donation donate contribution contribute membership members
    commission affiliate links link retailer retailers deals quiz poll giveaway competition prize
    contest newsdesk newsroom editor editors feedback whatsapp facebook twitter instagram telegram
    tiktok youtube linkedin pinterest reddit video videos gallery photos audio content channel
    customer helpline hotline hashtag print edition hiring vacancies
    abonnement abonnements abonnieren abonnenten abo anmelden melden artikel artikels inhalt
    inhalte konto datenschutz einwilligen einwilligung verwendung webseite seite werbung
    article articles site navigation publicité compte abonné abonnés abonnez inscrivez
    contenu boletín correo cuenta contenido página artículo noticia suscripción suscríbete
    articolo sito iscriviti abbonati pagina contenuto assine boletim artigo página conteúdo
    nieuwsbrief nieuwsbrieven artikel account website nyhetsbrev nyhetsbrevet nyhetsbreve
    nyhedsbrev innboksen inkorg informasjonskapsler annonse annonser nettsiden nettsted nettstedet
    saken artikkel artikkelen artikeln webbplats webbplatsen abonnemang abonner prenumerera
    strona stronie artykuł konto subskrypcja subskrybuj reklama bülten bültenimize abone haber
    sitemiz sitemizde çerez çerezler подписка подпишитесь подписывайтесь рассылка рассылку сайт
    сайте сайта канал телеграм статья материал uutiskirje uutiskirjeen tilaa tilaaja evästeitä
"""
SERVICE: Final = frozenset(_SERVICE.split())
_IMPERATIVES: Final = (
    "click|tap|swipe|scroll|sign up|sign in|log in|subscribe|register|download|install|enter|take"
    "|vote|join|e-?mail|send|share|follow|like|turn on|switch on|enable|disable|view|watch|listen"
    "|read|shop|buy|browse|get|see|check out|find|discover|explore|support|help|tell|contact|visit"
    "|call|text|write to|submit|comment|bookmark|upgrade|unlock|try|stay|keep up|catch up|learn"
    "|thank you for|thanks for|enjoy(?:ing|ed)? (?:this|our)|looking for|sorry,|oops"
)
ORDER: Final = Lazy(
    rf"[^\w\"'“”„«»‘’]*(?:please |to [\w ]{{2,40}}, (?:please )?)?(?:{_IMPERATIVES})\b",
    re.IGNORECASE,
)
ORDERED: Final = frozenset(["you", "your", "us", "our", "here", "below", "above", "now", "free"])
INVITATIONS: Final = (
    *(" bülten", " çerez", " abone ol", " kaydol", " uygulamamız", " nyhetsbrev", " nyhedsbrev"),
    *(" nieuwsbrief", " newsletter", " boletín", " rundbrief", " рассылк", " розсилк", " подпи"),
    *(" підпи", " uutiskirje", " iscriviti", " abonnez-vous", " inscrivez-vous", " suscríb"),
    *(" subskryb", " prenumerera", " melden sie sich", " meld deg på", " tilmeld dig"),
    *(" zapisz się", " assine"),
)
"""What few words of other languages need to say that somebody shall sign up."""
_ITSELF: Final = (
    "article|story|report|piece|column|commentary|op-ed|interview|page|material|content|video"
    "|live ?blog|blog|post|transcript|translation|podcast|episode|review|feature|press release"
)
THINGS: Final = frozenset(
    [*(thing.removeprefix("live ?") for thing in _ITSELF.split("|")), "ed", "release"]
    + [f"{thing}s" for thing in _ITSELF.split("|")]
    + ["stories", "liveblog"]
)
"""A word of each line that ``ITSELF`` can match."""
ITSELF: Final = Lazy(
    rf"\W*(?:(?:a|an|the) (?:longer |shorter |previous |earlier |original |full |different )?"
    rf"(?:version|edition|headline|caption|photo|transcript|translation)s? (?:of|in|on|accompanying"
    rf"|for|to) (?:this|the) (?:{_ITSELF})"
    rf"|(?:this|these|the following|the above) (?:\w+ )?(?:{_ITSELF})s?"
    r"(?: (?:is|are|was|were|has|have|had|may|can|will|does|contains?|appears?|appeared|includes?"
    r"|discusses|originally|first|uses|covers|comes from|cannot)(?: now| also)?)\b)",
    re.IGNORECASE,
)
ABOUT_ITSELF: Final = Lazy(
    r"\b(?:written|produced|published|republished|reprinted|first appeared|appear|adapted"
    r"|translated|edited|updated|corrected|amended|clarified|closed|archived|available|sponsored"
    r"|partnership|permission|licen[cs]ed?|upsetting|distressing|graphic|spoilers?|print"
    r"|members|subscribers|reproduced|broadcast|copyright|errors?|commission|affiliate|played"
    r"|shown|viewed|views|automatically|generated|ended|developing|originally)\b",
    re.IGNORECASE,
)
AUTHORS: Final = frozenset(
    [
        *("author", "reporter", "correspondent", "journalist", "columnist", "editor", "writer"),
        *("contributor", "freelance", "freelancer", "commentator", "fellow", "professor"),
    ]
)
AUTHOR: Final = Lazy(
    r"\W*(?:(?!The |A |An )[A-ZÀ-Þ][\w.'’-]+ ){1,4}(?:is|was) (?:an? |the )"
    r"(?:[\w'’,-]+ ){0,5}?(?:author|reporter|correspondent|journalist|columnist|editor"
    r"|contributor|staff writer|writer|freelancer?|commentator|research fellow|professor|fellow)\b"
    r"(?=.{0,80}\b(?:who covers|of [\"“]|based in|at |for |with |writes|and (?:an? )?\w+ at))"
)


def address_rule(folded: str, lowered: str) -> str | None:
    """Return the name of the rule by which a folded sentence is the site's own voice, or None.

    ``lowered`` is the sentence in lower case.
    """
    if len(folded) < SHORT_CHARACTERS and _invites(lowered) and _invites(unquoted(lowered)):
        return "invitation to sign up"
    words = set(WORD.findall(lowered))
    if not words.isdisjoint(SERVICE) and not words.isdisjoint(READER) and _addresses(folded):
        return "speaks to the reader"
    if not words.isdisjoint(ORDERED) and ORDER.match(folded):
        return "asks the reader"
    if not words.isdisjoint(THINGS) and ITSELF.match(folded) and ABOUT_ITSELF.search(folded):
        return "speaks of the article itself"
    return "author's portrait" if words & AUTHORS and AUTHOR.match(folded) else None


def _invites(lowered: str) -> bool:
    spaced = f" {lowered}"
    return [word for word in INVITATIONS if word in spaced] != []


def _addresses(folded: str) -> bool:
    """Tell whether the reader and the service are named outside quotes."""
    words = set(WORD.findall(unquoted(folded).casefold()))
    return bool(words & READER and words & SERVICE)
