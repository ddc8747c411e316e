"""The project's own files, as the house tests read them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "widget"


@dataclass(frozen=True, slots=True)
class Function:
    """One function of a file, nested ones too."""

    name: str
    lines: int
    """Lines of its body without the docstring."""
    docstring: str | None
    untyped: tuple[str, ...]
    """Arguments without a type; "return" when the result has none."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What the house tests ask of a file; its syntax tree is not kept."""

    docstring: str | None
    imports: frozenset[str]
    """Modules and the names taken from them, dotted; only absolute imports are found."""
    calls: frozenset[str]
    functions: tuple[Function, ...]
    public: tuple[Function, ...]
    """Functions at the top level whose name has no underscore before it."""


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Return every Python file below the folder."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


OWN_FOLDERS = ("widget", "tests", "bench", "training", "translating", "describing", "examples")
OWN_CODE = [path for folder in OWN_FOLDERS for path in modules(ROOT / folder)]


def name_of(path: Path) -> str:
    """Return the path as the project names it."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """Return the dotted name by which the file is imported."""
    return name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tree(path: Path) -> ast.Module:
    """Return the syntax tree of the file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def source(path: Path) -> SourceFile:
    """Return what is asked of the file; each is parsed once per process, and its tree let go."""
    parsed = tree(path)
    nodes = list(ast.walk(parsed))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    outside = [node for node in parsed.body if isinstance(node, ast.FunctionDef)]
    return SourceFile(
        ast.get_docstring(parsed),
        _imports(nodes),
        _calls(nodes),
        tuple(map(_function, functions)),
        tuple(_function(node) for node in outside if not node.name.startswith("_")),
    )


def imports(path: Path) -> set[str]:
    """Return the top-level names of all that the file imports."""
    return {name.split(".")[0] for name in source(path).imports}


def calls(path: Path) -> frozenset[str]:
    """Return the plain names of all functions and classes that the file calls."""
    return source(path).calls


def _imports(nodes: Iterable[ast.AST]) -> frozenset[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _calls(nodes: Iterable[ast.AST]) -> frozenset[str]:
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    names = {func.id for func in called if isinstance(func, ast.Name)}
    return frozenset(names | {func.attr for func in called if isinstance(func, ast.Attribute)})


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    docstring = ast.get_docstring(node)
    body = node.body[1:] if docstring else node.body
    lines = 0 if not body else (body[-1].end_lineno or 0) - body[0].lineno + 1
    return Function(node.name, lines, docstring, _untyped(node))


def _untyped(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[str, ...]:
    given = node.args
    taken = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    taken += [one for one in (given.vararg, given.kwarg) if one]
    untyped = [one.arg for one in taken if not one.annotation and one.arg not in {"self", "cls"}]
    return (*untyped, *([] if node.returns else ["return"]))
