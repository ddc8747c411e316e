"""Words of many languages stand in text files that native speakers can mend, not in code."""

from __future__ import annotations

import ast
import importlib
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from tests.house.source import PACKAGE, modules, name_of, tree
from widget.rules.patterns import Lazy, Words
from widget.rules.word_lists import by_language, is_tag, names, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST = 15
"""Words that one pattern or one collection in code may list."""

WORD = re.compile(r"[^\W\d_]{3,}|[^\x00-\u024f\W\d_]")

ALLOWED = {
    ("widget/domain/ports/__init__.py", "AddressedArticles"): "names that the package exports",
    ("widget/store/migrations/versions/r0010_vouched.py", "UPDATE"): "statements of SQL",
    ("widget/store/postgresql/members.py", "SELECT"): "statements of SQL",
    ("widget/store/postgresql/members.py", "INSERT"): "statements of SQL",
    ("widget/rules/language_codes.py", "alb=sq"): "codes of ISO 639, no words",
    ("widget/fetch/sandbox/confinement.py", "socket."): "events of the interpreter",
    ("widget/parse/markup.py", "address"): "elements of HTML",
    ("widget/parse/markup.py", "basefont"): "elements of HTML",
    ("widget/parse/manuscripts.py", "published_at"): "fields of JSON",
    ("widget/parse/pages/lines.py", "blockquote"): "elements of HTML",
    ("widget/rules/sanitize.py", "frameset"): "elements of HTML",
    ("widget/parse/pages/dates.py", "sailthru.date"): "names of meta elements",
    ("widget/parse/pages/link_evidence.py", "navigator"): "how names of classes are put together",
    ("widget/rules/tracking_parameters.py", "fbclid"): "parameters of addresses",
    ("widget/rules/tracking_parameters.py", "mastodon"): "values of such parameters",
    ("widget/summarizers/extractive/junk.py", "newsletter"): "names of our own rules",
    (
        "widget/summarizers/extractive/coherence.py",
        "写真",
    ): "grammar: which sign stands beside which",
    ("widget/summarizers/extractive/coherence.py", "scroll down"): "grammar around lists of words",
    ("widget/summarizers/extractive/notices.py", "based in"): "grammar around a list of words",
    ("widget/summarizers/extractive/openers.py", "couple"): "grammar around lists of words",
    ("widget/summarizers/extractive/sentences.py", "はいえ"): "grammar: what must not follow",
    ("widget/summarizers/extractive/site_voice.py", "longer"): "grammar around lists of words",
}
"""What may stay: a file, a word of the literal, and the reason."""

LISTS = sorted(
    path
    for path in PACKAGE.rglob("*.txt")
    if path.parent.name != "stop_words" and path.name not in {"months.txt", "link_words.txt"}
)
"""The files with word lists; the others have columns, or one word a line and no language."""

LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "no", "da", "fi", "pl", "cs", "hu", "ro"),
    *("tr", "ru", "uk", "ar", "hi", "id", "vi", "ja", "ko", "zh", "mul"),
    *("bg", "el", "et", "fa", "he", "lt", "lv", "sk"),
)


def written(node: ast.AST) -> str | None:
    """Return the text of a literal, of an f-string without what is filled in, or of a sum."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(filter(None, map(written, node.values)))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [text for each in (node.left, node.right) if (text := written(each)) is not None]
        return "".join(parts) if parts else None
    return None


def elements(node: ast.AST) -> Iterator[str]:
    """Yield the texts in a tuple, a list or a set, in sums of them, and in what is unpacked."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        for element in node.elts:
            yield from elements(element)
    elif isinstance(node, ast.Starred):
        yield from elements(node.value)
    elif isinstance(node, ast.BinOp) and written(node) is None:
        yield from elements(node.left)
        yield from elements(node.right)
    elif text := written(node):
        yield text


def is_message(text: str) -> bool:
    """Tell whether a text is written for people, and no list: it has the marks of sentences."""
    return re.search(r"[.?:…](?:\s|$)", text) is not None


def words_of(node: ast.AST) -> list[str]:
    """Return the words that a literal lists: alternatives, what spaces part, or elements."""
    text = written(node)
    if text is None:
        listed = list(elements(node))
    elif "|" in text:
        listed = text.split("|")
    else:
        listed = [] if is_message(text) else text.split()
    return [word for word in listed if WORD.search(word)]


def outermost(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the literals below a node that are in no other one, docstrings and calls aside."""
    for child in ast.iter_child_nodes(node):
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        literal = isinstance(child, ast.Tuple | ast.List | ast.Set | ast.BinOp)
        if literal or written(child) is not None:
            yield child
        elif not docstring:
            yield from outermost(child)


def long_lists(path: Path) -> list[tuple[str, list[str]]]:
    """Return the lists of words in a module that are too long, by the module's name."""
    found = [words_of(node) for node in outermost(tree(path))]
    return [(name_of(path), words) for words in found if len(words) > MOST]


def reason_for(name: str, words: list[str]) -> str | None:
    return next(
        (
            reason
            for (where, word), reason in ALLOWED.items()
            if where == name and any(word in each for each in words)
        ),
        None,
    )


def test_no_list_of_words_stands_in_code() -> None:
    found = [each for path in modules() for each in long_lists(path)]
    unexplained = [(name, words[:5]) for name, words in found if not reason_for(name, words)]
    assert unexplained == []


def test_every_exception_is_still_needed() -> None:
    found = [each for path in modules() for each in long_lists(path)]
    needless = [
        (where, word)
        for where, word in ALLOWED
        if not any(name == where and any(word in w for w in words) for name, words in found)
    ]
    assert needless == []


@pytest.mark.parametrize(
    "code",
    [
        'X = re.compile(r"(?:' + "|".join(f"{c}word" for c in "abcdefghijklmnop") + r')\b")',
        "X = (" + ", ".join(f"'{c}word'" for c in "abcdefghijklmnop") + ")",
        "X = frozenset({" + ", ".join(f"'{c}word'" for c in "abcdefgh") + "} | {"
        + ", ".join(f"'{c}word'" for c in "ijklmnop") + "})",
        "X = '''" + " ".join(f"{c}word" for c in "abcdefghijklmnop") + "'''.split()",
        'X = rf"{Y}' + "|".join("市議会予算港学校閉鎖知事選挙結果") + '"',
    ],
)  # fmt: skip
def test_a_list_in_code_is_seen_whatever_its_form(code: str) -> None:
    assert [len(words_of(node)) for node in outermost(ast.parse(code))] == [MOST + 1]


# --- the files -----------------------------------------------------------------------------------


def test_there_are_word_lists() -> None:
    assert len(LISTS) > 10


@pytest.mark.parametrize("path", LISTS, ids=name_of)
def test_every_phrase_of_a_list_belongs_to_a_language_and_stands_there_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text == unicodedata.normalize("NFC", text)
    for name in names(str(path)):
        for tag, listed in by_language(str(path), name).items():
            assert tag in LANGUAGES, (name, tag)
            assert sorted(listed) == sorted(set(listed)), (name, tag)


@pytest.mark.parametrize("path", LISTS, ids=name_of)
def test_no_line_of_a_list_is_lost(path: Path) -> None:
    language = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        tag, colon, _ = line.partition(":")
        if line.startswith("["):
            assert line.endswith("]"), line
            language = ""
        elif colon and is_tag(tag):
            language = tag
        elif line and not line.startswith("#"):
            assert language, line


@pytest.mark.parametrize("path", LISTS, ids=name_of)
def test_every_list_is_named_in_code(path: Path) -> None:
    code = "".join(module.read_text(encoding="utf-8") for module in modules())
    named = [name for name in names(str(path)) if name and not name.startswith("gate of ")]
    assert [name for name in named if f'"{name}"' not in code and f"{{{name}}}" not in code] == []


def test_every_pattern_and_every_set_finds_its_lists() -> None:
    folder = PACKAGE / "summarizers" / "extractive"
    loaded = [importlib.import_module(f"widget.summarizers.extractive.{m.stem}") for m in
              modules(folder) if m.stem != "__init__"]  # fmt: skip
    values = [value for module in loaded for value in vars(module).values()]
    sets = [value for value in values if isinstance(value, Words)]
    patterns = [value for value in values if isinstance(value, Lazy)]
    assert (len(sets) > 20, len(patterns) > 30) == (True, True)
    assert [
        words.listed for words in sets if words.isdisjoint(phrases(words.lists, words.listed[0]))
    ] == []
    assert [pattern.pattern for pattern in patterns if pattern.search("\x00") is not None] == []
