"""The peers: the libraries that self-hosters use otherwise, each as a function of a text.

They are no dependency of the server: ``./dev peers`` has an environment of their own.
"""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from bench.quality.examples import first_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BETWEEN: Final = " \x1f "
"""Between sentences; white space would be folded, and line feeds make paragraphs."""
NLTK_STEMMED: Final = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ru": "russian", "sv": "swedish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Peer:
    """A package's summarizer: gives positions of sentences, the most telling first."""

    name: str
    package: str
    rank: Callable[[Sequence[str], str, str], list[int]]
    """Of sentences, the title and a primary language subtag."""


def split(text: str, language: str) -> list[str]:
    """Return the sentences that all peers choose from: see ``first_sentences``."""
    return [passage.quote for passage in first_sentences(text, language)]


def installed() -> list[tuple[Peer, str]]:
    """Return the peers that can be imported with their versions; say on stderr which cannot."""
    found = []
    for peer in PEERS:
        try:
            found.append((peer, version(peer.package)))
        except PackageNotFoundError:
            print(f"{peer.name}: {peer.package} is not installed, left out", file=sys.stderr)
    return found


class _Sentences:
    """Cuts a text where its sentences were joined (sumy's tokenizer)."""

    def __init__(self, language: str) -> None:
        self.words = importlib.import_module("bench.quality.overlap").WORD
        self.language = language

    def to_sentences(self, text: str) -> list[str]:
        return [each.strip() for each in text.split(BETWEEN)]

    def to_words(self, text: str) -> list[str]:
        found: list[str] = self.words.findall(text.lower())
        return found


def _sumy(kind: str) -> Callable[[Sequence[str], str, str], list[int]]:
    def rank(sentences: Sequence[str], _title: str, language: str) -> list[int]:
        module = importlib.import_module(f"sumy.summarizers.{kind}")
        parser = importlib.import_module("sumy.parsers.plaintext").PlaintextParser
        stemmers = importlib.import_module("sumy.nlp.stemmers")
        stemmer: Any = stemmers.null_stemmer
        if name := NLTK_STEMMED.get(language):
            stemmer = stemmers.Stemmer(name)
        summarizer = getattr(module, SUMY_CLASSES[kind])(stemmer)
        summarizer.stop_words = _stop_words(language)
        flat = [" ".join(each.split()) for each in sentences]
        document = parser.from_string(BETWEEN.join(flat), _Sentences(language)).document
        ratings: dict[int, float] = {}

        def note(sentences: Sequence[Any], _count: object, rating: Any) -> tuple[()]:
            for position, sentence in enumerate(sentences):
                ratings[position] = rating(sentence) if callable(rating) else rating[sentence]
            return ()

        summarizer._get_best_sentences = note
        summarizer(document, len(flat))
        return sorted(ratings, key=lambda position: -ratings[position])

    return rank


SUMY_CLASSES: Final = {
    "lex_rank": "LexRankSummarizer",
    "text_rank": "TextRankSummarizer",
    "lsa": "LsaSummarizer",
}


def _stop_words(language: str) -> frozenset[str]:
    words = importlib.import_module("widget.summarizers.extractive.words")
    found: frozenset[str] = words.stop_words(language)
    return found


def _newspaper(sentences: Sequence[str], title: str, language: str) -> list[int]:
    nlp = importlib.import_module("newspaper.nlp")
    stop_words = importlib.import_module("newspaper.text").StopWords(language)
    flat = [" ".join(each.split()) for each in sentences]
    count = importlib.import_module("newspaper.settings").SUMMARIZE_KEYWORD_COUNT
    keys = nlp.keywords("\n".join(flat), stop_words, count)
    words = list(stop_words.tokenizer(title)) if title else []
    return [position for position, _, _ in nlp.scored_sentences(flat, words, keys, stop_words)]


def _summa(sentences: Sequence[str], _title: str, language: str) -> list[int]:
    summarizer = importlib.import_module("summa.summarizer")
    flat = [" ".join(each.split()) for each in sentences]
    rated = summarizer.summarize(
        "\n".join(flat), ratio=1.0, language=NLTK_STEMMED.get(language, "english"),
        split=True, scores=True,
    )  # fmt: skip
    ranked = sorted(rated, key=lambda each: -each[1])
    return [flat.index(text) for text, _ in ranked if text in flat]


def _lexrank(sentences: Sequence[str], _title: str, language: str) -> list[int]:
    module = importlib.import_module("lexrank")
    stop_words = set(_stop_words(language))
    ranker = module.LexRank([[each] for each in sentences], stopwords=stop_words)
    rated = ranker.rank_sentences(list(sentences), threshold=None, fast_power_method=True)
    return sorted(range(len(sentences)), key=lambda position: -rated[position])


PEERS: Final = (
    Peer("sumy LexRank", "sumy", _sumy("lex_rank")),
    Peer("sumy TextRank", "sumy", _sumy("text_rank")),
    Peer("sumy LSA", "sumy", _sumy("lsa")),
    Peer("newspaper4k", "newspaper4k", _newspaper),
    Peer("summa", "summa", _summa),
    Peer("lexrank", "lexrank", _lexrank),
)
