"""The home of prompts: words by which sites of many languages ask their readers for something.

Only forms that open or end no news sentence are here: Spanish "sigue" also means "goes on", so it
stands in a pair with what follows it.
"""

# ruff: noqa: RUF001 (the letters of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST: Final = """
    téléchargez suivez-nous retrouvez recevez découvrez cliquez connectez-vous abonnez-vous
    inscrivez-vous partagez écoutez rejoignez lisez désactivez acceptez
    síguenos síganos regístrate suscríbete suscríbase apúntate únete inscríbete
    seguici iscriviti abbonati accedi clicca condividi ricevi
    baixe siga receba clique assine inscreva-se ouça assista acompanhe cadastre-se participe
    volg ontvang klik abonneer luister bekijk lees reageer
    pobierz obserwuj dołącz kliknij udostępnij subskrybuj posłuchaj czytaj zaloguj skomentuj
    följ prenumerera lyssna klicka läs tipsa følg abonner klikk klik lytt læs tilmeld hent
    lataa klikkaa kuuntele kirjaudu ilmoittaudu liity lue
    скачайте подпишитесь подписывайтесь читайте следите смотрите слушайте нажмите войдите
    зарегистрируйтесь присоединяйтесь оставьте поделитесь
    завантажте завантажуйте підпишіться підписуйтесь підписуйтеся стежте дивіться слухайте
    натисніть увійдіть зареєструйтеся приєднуйтесь приєднуйтеся долучайтесь поділіться
    اشترك اشتركوا تابعونا تابعنا اقرأ اقرئي اضغط حمّل شاركنا شاركونا سجّل انضم انضموا
"""
FIRST: Final = frozenset(_FIRST.split())
"""Words that begin a prompt."""
FIRST_TWO: Final = frozenset(
    [
        *("lesen sie", "laden sie", "melden sie", "abonnieren sie", "folgen sie", "klicken sie"),
        *("registrieren sie", "diskutieren sie", "sichern sie", "testen sie", "schreiben sie"),
        *("hören sie", "sehen sie", "jetzt lesen", "jetzt anmelden", "jetzt testen", "folgt uns"),
        *("folge uns", "schalten sie", "aktivieren sie", "stimmen sie", "haz clic", "haga clic"),
        *("inicia sesión", "descarga la", "descarga nuestra", "descarga gratis", "sigue a"),
        *("recibe en", "recibe las", "recibe gratis", "scarica l'app", "scarica l’app"),
        *("scarica la", "scarica gratis", "segui il", "segui la", "leggi anche", "leggi tutto"),
        *("registrati per", "registrati gratis", "meld je", "schrijf je", "word lid", "log in"),
        *("word abonnee", "deel dit", "download de", "download onze", "blijf op", "zapisz się"),
        *("ladda ner", "logga in", "anmäl dig", "dela artikeln", "få våra", "få nyheter"),
        *("last ned", "logg inn", "meld deg", "tips oss", "les mer", "les også", "les hele"),
        *(
            "bli abonnent",
            "del artikkelen",
            "del saken",
            "log ind",
            "bliv abonnent",
            "del artiklen",
        ),
        *("leia mais", "leia também", "leia a", "leia as", "leia o", "leia os", "tip os"),
        *("tilaa uutiskirje", "seuraa meitä", "jaa artikkeli", "tutustu myös"),
        *("se videoen", "se bildene", "se video", "se bilder", "se billederne", "se klippet"),
        *("titta på", "katso video", "katso kuvat", "ver vídeo", "vea el", "mira el", "guarda il"),
        *("guarda la", "voir la", "regardez la", "bekijk de", "zobacz zdjęcia", "zobacz wideo"),
        *("اقرأ أيضا", "اقرأ أيضاً", "لمتابعة آخر", "حمل التطبيق", "شاهد أيضا"),
        *("यह भी", "ये भी", "इसे भी"),
    ]
)
"""Pairs of words that begin a prompt."""
_LAST: Final = """
    tıklayın tıklayınız indirin kaydolun okuyun izleyin dinleyin paylaşın katılın olun edin
    पढ़ें देखें सुनें जुड़ें करें
"""
LAST: Final = frozenset(_LAST.split())
"""Words that end one, in languages whose verb comes last."""
LONGEST: Final = 15
"""So many words may such a prompt have; longer sentences may report what somebody asked for."""


def is_prompt(words: Sequence[str]) -> bool:
    """Tell whether a sentence of these words in lower case asks its reader for something."""
    return bool(words) and (
        words[0] in FIRST
        or (len(words) <= LONGEST and words[-1] in LAST)
        or " ".join(words[:2]) in FIRST_TWO
    )
