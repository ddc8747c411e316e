"""The shape of the code: small functions, few modules side by side, no circles, types."""

from __future__ import annotations

import re
import tomllib
from graphlib import CycleError, TopologicalSorter
from statistics import median, quantiles

import pytest

from tests.house.source import OWN_CODE, PACKAGE, ROOT, module_of, modules, name_of, source

MEDIAN_FUNCTION = 6
NINE_OF_TEN_FUNCTIONS = 15
LONGEST_FUNCTION = 30
LONGEST_FILE = 300
MODULES_OF_THE_PACKAGE = 6
LINES_OF_CONTRACTS = 40
SENTENCE = re.compile(r"[^.?!]+(?:\.\w[^.?!]*)*[.]")


def test_a_file_is_one_idea() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in OWN_CODE}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_a_function_fits_on_a_screen() -> None:
    lengths = {
        f"{name_of(path)} {function.name}": function.lines
        for path in OWN_CODE
        for function in source(path).functions
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_most_functions_of_the_package_are_small() -> None:
    lengths = [function.lines for path in modules() for function in source(path).functions]
    assert len(lengths) > 1_000
    assert median(lengths) <= MEDIAN_FUNCTION
    assert quantiles(lengths, n=10)[-1] <= NINE_OF_TEN_FUNCTIONS


def test_few_modules_lie_beside_the_folders_of_the_package() -> None:
    beside = [path.name for path in PACKAGE.glob("*.py") if path.name != "__init__.py"]
    assert len(beside) <= MODULES_OF_THE_PACKAGE, beside


def test_a_folder_says_in_one_sentence_what_it_is_the_home_of() -> None:
    folders = {path.parent for path in modules()}
    told = {name_of(one): source(one / "__init__.py").docstring or "" for one in folders}
    first = {name: text.partition("\n\n")[0] for name, text in told.items()}
    assert {name: text for name, text in first.items() if not SENTENCE.fullmatch(text)} == {}


def test_every_function_has_types() -> None:
    untyped = {
        f"{name_of(path)} {function.name}": function.untyped
        for path in OWN_CODE
        for function in source(path).functions
        if function.untyped
    }
    assert untyped == {}


def test_mypy_is_strict_about_every_folder() -> None:
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert mypy["strict"] is True
    assert {path.relative_to(ROOT).parts[0] for path in OWN_CODE} <= set(mypy["files"])
    relaxed = [set(override) - {"module"} for override in mypy["overrides"]]
    assert set().union(*relaxed) == {"ignore_missing_imports"}


def test_the_contracts_of_imports_are_short() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    _, *contracts = text.partition("[tool.importlinter]")[2].split(
        "[[tool.importlinter.contracts]]"
    )
    lines = [line for contract in contracts for line in contract.splitlines() if line.strip()]
    assert 0 < len(contracts) + len(lines) <= LINES_OF_CONTRACTS


def test_no_modules_import_one_another_in_a_circle() -> None:
    names = {module_of(path) for path in OWN_CODE}
    graph = {module_of(path): reached(source(path).imports, names) for path in OWN_CODE}
    assert circle(graph) == []


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}}, ["a", "b"]),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}}, ["b", "c"]),
    ],
)
def test_a_circle_is_found(graph: dict[str, set[str]], found: list[str]) -> None:
    assert sorted(set(circle(graph))) == found


def reached(imported: frozenset[str], names: set[str]) -> set[str]:
    """Return the modules that these imports lead to: of a package and its module, the module."""
    own = imported & names
    return {name for name in own if not any(other.startswith(f"{name}.") for other in own)}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of one circle, if there is any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
