"""The ports name what their adapters offer: all of it, and nothing else."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.house.source import PACKAGE, modules, name_of, tree
from widget.domain import ports
from widget.fetch.publisher_site import HttpPublisherSite
from widget.store import SqlStore
from widget.store.transaction import SqlTransaction
from widget.store.view import SqlView
from widget.summarizers.extractive import ExtractiveSummarizer

if TYPE_CHECKING:
    from pathlib import Path

NOUNS = (
    "Sites",
    "Articles",
    "Outcomes",
    "Aliases",
    "Sources",
    "TrackedPages",
    "Subscriptions",
    "Deliveries",
    "Maintenance",
)
ADMINISTRATION = {"ping"}
"""What the operator asks of a store beside its port."""


def offered(one: type) -> set[str]:
    """Return the names that a class offers to others, inherited ones too."""
    return {name for name in dir(one) if not name.startswith("_")}


@cache
def names_in(path: Path) -> frozenset[str]:
    """Return all names that a module uses or imports."""
    nodes = list(ast.walk(tree(path)))
    found = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(found | {node.name for node in nodes if isinstance(node, ast.alias)})


@pytest.mark.parametrize(
    ("adapter", "port", "beside"),
    [
        (HttpPublisherSite, ports.PublisherSite, set()),
        (ExtractiveSummarizer, ports.Summarizer, set()),
        (SqlView, ports.View, set()),
        (SqlTransaction, ports.Transaction, set()),
        (SqlStore, ports.Store, ADMINISTRATION),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_an_adapter_offers_what_its_port_names(adapter: type, port: type, beside: set[str]) -> None:
    assert offered(adapter) - beside == offered(port)
    assert len(offered(port)) > 1


def test_the_view_and_the_transaction_are_made_of_nouns_and_nothing_else() -> None:
    halves = [(getattr(ports, noun), getattr(ports, f"Writable{noun}")) for noun in NOUNS]
    assert offered(ports.View) == set().union(*(offered(reads) for reads, _ in halves))
    assert offered(ports.Transaction) == set().union(*(offered(writes) for _, writes in halves))


def test_a_method_belongs_to_one_noun() -> None:
    methods = [name for noun in NOUNS for name in offered(getattr(ports, f"Writable{noun}"))]
    assert sorted(methods) == sorted(set(methods))


@pytest.mark.parametrize("adapter", ["HttpPublisherSite", "SqlStore", "ExtractiveSummarizer"])
def test_an_adapter_is_named_by_its_own_package_and_by_who_chooses_it(adapter: str) -> None:
    namers = {name_of(path) for path in modules(PACKAGE) if adapter in names_in(path)}
    own = ("widget/fetch/", "widget/store/", "widget/summarizers/", "widget/bootstrap/")
    assert {name for name in namers if not name.startswith(own)} == set()
    assert namers
