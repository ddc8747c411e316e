"""The home of address: lines in which the site speaks to its reader, and not of the news.

News seldom says "you", "our" or "please" outside quotes. A sentence that does, and also names a
thing that a site has (a newsletter, an account, an app), is the site's own voice. So is one that
speaks of the article itself.
"""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.calls_to_action import is_prompt
from widget.summarizers.extractive.coherence import unquoted
from widget.summarizers.extractive.patterns import Lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD: Final = Lazy(r"[^\W\d_\u0900-\u097f]+|[\u0900-\u0963\u0970-\u097f]+")
"""A word; in Devanagari the vowel signs are no letters to ``re``."""
SHORT_CHARACTERS: Final = 120
_READER: Final = """
    you your yours we us our please thank thanks
    sie ihr ihre ihrem ihren ihrer uns unser unsere unserem unseren bitte du dein deine dir dich
    vous votre vos nous notre nos usted ustedes nuestro nuestra nuestros nuestras tus
    voi vostra vostro nostra nostro você vocês nosso nossa nossos nossas
    uw jij jouw onze deg din ditt dine dig dina vår vårt våre våra vores
    twój twoje nasz nasza nasze naszego naszej siz sizin bizim bize
    вы вас вам ваш ваша ваше ваши нас нам наш наша наше наши наших ви наші нашу
    sinä sinun meidän voit du oss je ons te ti tuo tua nostri você seu sua twoja twojej
    bizi sizi sizlere sizler हमारे हमारी आपके आपकी आपको आप हम लोग لكم معنا لدينا موقعنا نحن
    нашого нашому нашій нашем нашего нашей наших
    we wir nosotros nós noi wij ми мы biz eres quieres puedes tienes vuoi puoi jesteś masz chcesz
    możesz olet haluatko oletko
"""
READER: Final = frozenset(_READER.split())
_SERVICE: Final = """
    newsletter newsletters inbox email emails e-mail e-mails mail sign-up log-in
    subscribe subscribed subscribing subscriber
    subscribers subscription subscriptions unsubscribe unlimited sign signing signed login log
    account register registered registration password cookies cookie browser device javascript ad
    ads adverts advertising advertisement advertisements adblocker blocker partners privacy
    consent terms guidelines moderation moderators comment comments website site webpage page
    homepage app apps notifications notification alerts download podcast podcasts article articles
    story stories journalism reporting donation donate contribution contribute membership members
    commission affiliate links link retailer retailers deals quiz poll giveaway competition prize
    contest newsdesk newsroom editor editors feedback whatsapp facebook twitter instagram telegram
    tiktok youtube linkedin pinterest reddit video videos gallery photos audio content channel
    customer helpline hotline hashtag print edition hiring vacancies survey voucher vouchers
    chatbot
    abonnement abonnements abonnieren abonnenten abo anmelden melden artikel artikels inhalt
    inhalte konto datenschutz einwilligen einwilligung verwendung webseite seite werbung
    article articles site navigation publicité compte abonné abonnés abonnez inscrivez
    contenu boletín correo cuenta contenido página artículo noticia suscripción suscríbete
    articolo sito iscriviti abbonati pagina contenuto assine boletim artigo página conteúdo
    nieuwsbrief nieuwsbrieven artikel account website nyhetsbrev nyhetsbrevet nyhetsbreve
    nyhedsbrev innboksen inkorg informasjonskapsler annonse annonser nettsiden nettsted nettstedet
    saken artikkel artikkelen artikeln webbplats webbplatsen abonnemang abonner prenumerera
    strona stronie artykuł konto subskrypcja subskrybuj reklama bülten bültenimize abone haber
    updates coverage readers viewers listeners
    spotify itunes episode episodes bulletin briefing roundup trial unlock
    kommentare kommentar app app-nutzer push-nachrichten registrieren herunterladen leser
    leserinnen redaktion kanal browser werbeblocker application commentaires commentaire alertes
    notifications lecteurs rédaction navigateur réservé aplicación comentarios mensajes suscriptores
    lectores boletines redacción scarica commenti abbonati lettori redazione canale newsletter
    aplicativo comentários assinantes leitores canal grátis reacties abonnees lezers redactie
    kanaal aplikację aplikacja komentarze komentarz prenumerata czytelników redakcja kanał appen
    kommentera kommentarer prenumeranter läsare redaktionen abonnement abonnent abonnenter lesere
    redaksjonen tips sovellus sovelluksen kommentit tilaajille lukijat toimitus uygulama
    uygulamamızı uygulamamız yorum yorumlarınızı abonelik takip kanalımıza kanalımızı приложение
    комментарии комментариях подписчики читатели редакция канале застосунок додаток коментарі
    kommentarfelt kommentarfeltet kommentarsfältet leser lesern leserschaft lecteur lectrices
    читателей читачів абоненты suscriptor suscriptora абонент okurlarımız okurlar القراء पाठकों
    редакцію редакцию
    коментарях читачі редакція каналі підписка ऐप न्यूज़लेटर चैनल वेबसाइट खबरें نشرتنا قناتنا
    تطبيقنا النشرة التطبيق التعليقات
    sitemiz sitemizde çerez çerezler подписка подпишитесь подписывайтесь рассылка рассылку сайт
    сайте сайта канал телеграм статья материал uutiskirje uutiskirjeen tilaa tilaaja evästeitä
"""
SERVICE: Final = frozenset(_SERVICE.split())
_IMPERATIVES: Final = (
    "click|tap|swipe|scroll|sign up|sign in|log in|subscribe|register|download|install|enter|take"
    "|vote|join|e-?mail|send|share|follow|like (?:us|this|our|what)|turn on"
    "|switch on|enable|disable|view|watch|listen"
    "|read|shop|buy|browse|get|see|check out|find|discover|explore|support|help|tell|contact|visit"
    "|call|text|write to|hear|tune in|catch|search|click|choose|select|allow|accept|open|refresh"
    "|reload|update|check|give|gift|buy|save|go to|head to|keep|make|use|add|set|skip|print|copy"
    "|submit|comment|bookmark|upgrade|unlock|try|stay|keep up|catch up|learn"
    "|thank you for|thanks for|enjoy(?:ing|ed)? (?:this|our)|looking for|sorry,|oops"
)
ORDER: Final = Lazy(
    rf"[^\w\"'“”„«»‘’]*(?:please |to [\w ]{{2,40}}, (?:please )?)?(?:{_IMPERATIVES})\b"
    r"(?!['’]|-| (?:of|for|in|from|by|on|was|were|is|are|has|have|had|will|would|could|prices?"
    r"|sales?|and|or|officers?|workers?|members?|data|figures?) (?!(?:this|our|your|us|here)\b))",
)
OURS: Final = Lazy(
    r"\bour (?:\w+ )?(?:reporters?|correspondents?|journalists?|newsrooms?|coverage|readers"
    r"|viewers|listeners|columnists?|editors?|live (?:blog|coverage|page|updates)|website|story)\b"
)
"""What only a newsroom calls its own."""
QUESTION: Final = Lazy(
    r"(?:what|do|does|have|has|are|should|would|will|can|could|how|who|which|where|is|did|want"
    r"|need|got|looking|interested|ready|missed|love|enjoy\w*|like|know|think|tired)\b[^?]{0,120}\?"
)
"""How a question begins, in lower case; one that says "you" is for the reader."""
ASKED: Final = frozenset(["you", "your", "you've", "you’ve", "you're", "you’re"])
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
    "article|story|report|piece|column|commentary|op-ed|interview|page|material|content|video|audio"
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
)
ABOUT_ITSELF: Final = Lazy(
    r"\b(?:written|produced|published|republished|reprinted|first appeared|appear|adapted"
    r"|translated|edited|updated|corrected|amended|clarified|closed|archived|available|sponsored"
    r"|partnership|permission|licen[cs]ed?|upsetting|distressing|graphic|spoilers?|print"
    r"|members|subscribers|reproduced|broadcast|copyright|errors?|commission|affiliate|played"
    r"|shown|viewed|views|automatically|generated|ended|developing|originally|supported|funded"
    r"|made possible)\b",
)
TELLTALES: Final = SERVICE | ORDERED | ASKED | THINGS
"""One of these is in every sentence that a rule but the first can match."""


def address_rule(lowered: str, words: Sequence[str]) -> str | None:
    """Return the name of the rule by which a folded sentence is the site's own voice, or None.

    ``lowered`` is the sentence in lower case, ``words`` are its words.
    """
    if invites(lowered):
        return "invitation to sign up"
    if is_prompt(words) and lowered[0].isalpha():
        return "asks the reader"
    return None if TELLTALES.isdisjoint(words) else _told_rule(lowered, words)


def _told_rule(lowered: str, words: Sequence[str]) -> str | None:
    if "our" in words and OURS.search(unquoted(lowered)):
        return "speaks to the reader"
    if not SERVICE.isdisjoint(words) and _addresses(lowered):
        return "speaks to the reader"
    if _asks(lowered, words):
        return "asks the reader"
    if not THINGS.isdisjoint(words) and ITSELF.match(lowered) and ABOUT_ITSELF.search(lowered):
        return "speaks of the article itself"
    return None


def _asks(lowered: str, words: Sequence[str]) -> bool:
    """Tell whether the reader is told to do something, or asked a question."""
    if not ASKED.isdisjoint(words) and QUESTION.match(lowered):
        return True
    if ORDERED.isdisjoint(words) and SERVICE.isdisjoint(words):
        return False
    return ORDER.match(lowered) is not None


def invites(lowered: str) -> bool:
    """Tell whether a line in lower case invites to sign up, outside quotes."""
    return (
        len(lowered) < SHORT_CHARACTERS
        and _invites(f" {lowered}")
        and _invites(f" {unquoted(lowered)}")
    )


def _invites(spaced: str) -> bool:
    return [word for word in INVITATIONS if word in spaced] != []


def _words(lowered: str) -> set[str]:
    return set(WORD.findall(lowered))


def _addresses(lowered: str) -> bool:
    """Tell whether the reader and the service are named outside quotes."""
    words = _words(lowered)
    if words.isdisjoint(SERVICE) or words.isdisjoint(READER):
        return False
    outside = _words(unquoted(lowered))
    return bool(outside & READER and outside & SERVICE)
