"""The rules of the house that a program can see."""

from __future__ import annotations

import re

import pytest

from tests.house.source import OWN_CODE, PACKAGE, ROOT, calls, imports, modules, name_of, source

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "manager", "base", "misc", "common"}


def test_a_module_says_what_it_is_the_home_of() -> None:
    assert [name_of(path) for path in modules() if not source(path).docstring] == []


def test_a_public_function_says_what_comes_in_and_goes_out() -> None:
    silent = [
        f"{name_of(path)} {function.name}"
        for path in modules()
        for function in source(path).public
        if not function.docstring
    ]
    assert silent == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in OWN_CODE if path.stem in EMPTY_WORDS] == []


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("bleach", {"widget/rules/sanitize.py"}),
        ("nh3", {"widget/rules/sanitize.py"}),
        ("htmx_flask", {"widget/web/htmx.py"}),
    ],
)
def test_a_library_with_sharp_edges_has_one_importer(package: str, home: set[str]) -> None:
    assert {name_of(path) for path in modules() if package in imports(path)} == home


def test_only_sanitize_makes_clean_html() -> None:
    makers = {name_of(path) for path in modules() if "CleanHtml" in calls(path)}
    assert makers == {"widget/rules/sanitize.py"}


def test_nobody_declares_text_to_be_markup() -> None:
    trusting = {name_of(path) for path in modules() if calls(path) & {"Markup", "mark_safe"}}
    assert trusting == set()


def test_the_server_imports_nothing_that_only_developers_have() -> None:
    for_developers = {"pytest", "playwright", "hypothesis", "tests", "bench", "examples"}
    for_developers |= {
        "training",
        "translating",
        "describing",
        "apispec",
        "babel",
        "numpy",
        "scipy",
        "lightgbm",
        "sklearn",
    }
    for_developers |= {"sumy", "newspaper", "summa", "lexrank"}
    assert [name_of(path) for path in modules() if imports(path) & for_developers] == []


def test_nothing_is_unpickled() -> None:
    unpicklers = {"pickle", "cPickle", "marshal", "shelve", "dill"}
    assert [name_of(path) for path in modules() if imports(path) & unpicklers] == []


def test_words_rules_and_use_cases_read_no_clock() -> None:
    below = [path for floor in ("domain", "rules", "usecases") for path in modules(PACKAGE / floor)]
    assert len(below) > 20
    assert [name_of(path) for path in below if calls(path) & {"now", "utcnow", "today"}] == []


def test_every_dependency_is_locked_with_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=[A-Za-z])", lock.read_text(encoding="utf-8"))
        pinned = [entry for entry in entries if "==" in entry.split("\n")[0]]
        assert pinned, lock.name
        assert all("--hash=sha256:" in entry for entry in pinned), lock.name
