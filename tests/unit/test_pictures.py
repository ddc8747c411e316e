"""Neighbours have pictures where the site asks for them, and only from hosts that it names."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY
from tests.unit.publisher_site import World, at, later
from widget.domain.article import Neighbour, Neighbours
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import PICTURE_PIXELS, SITE_HOSTS
from widget.domain.panel import Ready
from widget.parse import manuscripts
from widget.rules.pictures import hosts_of, pictured

if TYPE_CHECKING:
    from widget.store import SqlStore

OWN = "https://news.example/ferry.jpg"
NAMED = "https://img.news.example/ferry.jpg"
FOREIGN = "https://tracker.example/pixel.gif"
ASKING = replace(SITE, neighbour_pictures=True, picture_hosts=("img.news.example",))


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world whose site asks for pictures."""
    here = World(memory_store)
    here.change_site(neighbour_pictures=True, picture_hosts=("img.news.example",))
    here.push("bridge", published_at=later(0))
    return here


def next_of(world: World) -> Neighbour | None:
    shown = world.panel("bridge")
    assert isinstance(shown, Ready)
    return shown.neighbours.next


@pytest.mark.parametrize("image", [OWN, NAMED])
def test_a_neighbour_by_publish_order_has_its_picture(world: World, image: str) -> None:
    world.push("ferry", image=image, published_at=later(1))
    assert next_of(world) == Neighbour("Pushed ferry", at("ferry"), image)


def test_a_declared_neighbour_has_its_picture_where_it_is_known(world: World) -> None:
    world.push("ferry", image=NAMED, published_at=later(-1))
    world.push("bridge", neighbours=Neighbours(next=Neighbour("Old", at("ferry"))))
    assert next_of(world) == Neighbour("Pushed ferry", at("ferry"), NAMED)


@pytest.mark.parametrize(
    "image",
    [
        FOREIGN,
        "https://img.news.example.evil.example/a.jpg",
        "https://img.news.example:8443/a.jpg",
        "http://img.news.example/a.jpg",
        "https://cdn.img.news.example/a.jpg",
    ],
)
def test_no_picture_comes_from_anywhere_else(world: World, image: str) -> None:
    world.push("ferry", image=image, published_at=later(1))
    assert next_of(world) == Neighbour("Pushed ferry", at("ferry"))


def test_a_site_that_does_not_ask_shows_none(world: World) -> None:
    world.push("ferry", image=OWN, published_at=later(1))
    world.change_site(neighbour_pictures=False)
    assert next_of(world) == Neighbour("Pushed ferry", at("ferry"))
    assert hosts_of(world.site) == ()


def test_a_page_by_http_may_show_a_picture_by_http() -> None:
    image = "http://news.example/a.jpg"
    shown = pictured(ASKING, Neighbour("A", "http://news.example/a", image))
    assert shown == Neighbour("A", "http://news.example/a", image)


@pytest.mark.parametrize("image", ["", "https://[v1.x]/a", "\ud800"])
def test_what_was_stored_and_is_no_address_is_not_shown(image: str) -> None:
    assert pictured(ASKING, Neighbour("A", PAGE, image)) == Neighbour("A", PAGE)


def test_a_new_picture_keeps_the_summary(world: World) -> None:
    asked = world.writer.asked
    world.push("bridge", image=OWN, published_at=later(0))
    assert world.writer.asked == asked


def stored(world: World) -> tuple[str, ...]:
    with world.store.view() as view:
        site = view.site(SITE.key)
    assert site
    return site.picture_hosts


def image_of(image: Any) -> str | None:
    article = {"url": PAGE, "title": "A", "text": STORY, "image": image}
    return manuscripts.from_json(json.dumps(article).encode()).image


@pytest.mark.parametrize(
    "image",
    [
        OWN,
        {"url": OWN},
        {"url": OWN, "width": 1200},
        {"url": OWN, "width": 1, "height": PICTURE_PIXELS},
        {"url": OWN, "width": None, "height": None},
    ],
)
def test_a_picture_may_be_its_address_or_come_with_its_size(image: Any) -> None:
    assert image_of(image) == OWN


@pytest.mark.parametrize(
    ("image", "field"),
    [
        (5, "image"),
        ([OWN], "image"),
        ({}, "image.url"),
        ({"url": None}, "image.url"),
        ({"url": 5}, "image.url"),
        ({"url": OWN, "alt": "A ferry"}, "image.alt"),
        ({"url": OWN, "width": 0}, "image.width"),
        ({"url": OWN, "width": "1200"}, "image.width"),
        ({"url": OWN, "height": True}, "image.height"),
        ({"url": OWN, "height": 1.5}, "image.height"),
    ],
)
def test_any_other_picture_is_refused_by_name(image: Any, field: str) -> None:
    with pytest.raises(InvalidField) as caught:
        image_of(image)
    assert caught.value.field == field


def test_a_picture_that_is_too_large_is_refused() -> None:
    with pytest.raises(LimitExceeded) as caught:
        image_of({"url": OWN, "width": PICTURE_PIXELS + 1})
    assert caught.value.field == "image.width"


def test_hosts_of_pictures_are_checked_and_can_be_taken_back(world: World) -> None:
    world.change_site(picture_hosts=("IMG.news.example", "img.news.example", "cdn.example:8443"))
    assert stored(world) == ("img.news.example", "cdn.example:8443")
    world.change_site(picture_hosts=("",))
    assert stored(world) == ()
    for wrong in ("https://img.example", "*.example", "a/b"):
        with pytest.raises(InvalidField):
            world.change_site(picture_hosts=(wrong,))
    with pytest.raises(LimitExceeded):
        world.change_site(picture_hosts=tuple(f"{n}.example" for n in range(SITE_HOSTS + 1)))
