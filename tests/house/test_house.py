"""The rules of the house that a program can see."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, calls, imports, modules, name_of, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 30
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "manager", "base", "misc", "common"}
OWN_CODE = [*modules(), *modules(ROOT / "tests"), *modules(ROOT / "bench")]
OWN_CODE += [*modules(ROOT / "training"), *modules(ROOT / "examples")]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return 0 if not body else (body[-1].end_lineno or 0) - body[0].lineno + 1


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def test_imports_go_down_only_and_every_wall_holds() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_a_file_is_one_idea() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in OWN_CODE}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_a_function_fits_on_a_screen() -> None:
    found = [(name_of(path), function) for path in OWN_CODE for function in functions(path)]
    lengths = {f"{name} {function.name}": body_lines(function) for name, function in found}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_a_module_says_what_it_is_the_home_of() -> None:
    assert [name_of(path) for path in modules() if not ast.get_docstring(tree(path))] == []


def test_a_public_function_says_what_comes_in_and_goes_out() -> None:
    outside = [(name_of(path), node) for path in modules() for node in tree(path).body]
    silent = [
        f"{name} {node.name}"
        for name, node in outside
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
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
    for_developers |= {"training", "numpy", "scipy", "lightgbm", "sklearn"}
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
