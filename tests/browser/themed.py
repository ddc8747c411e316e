"""Pages in the host themes of ``examples/themes``, with the demo newspaper's articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples.news.articles import Article, read_articles, to_publish
from examples.themes import Attributes, HostedArticle, Theme, render
from widget.bootstrap import now
from widget.parse.manuscripts import from_data
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from tests.browser.world import World

ARTICLES = {article.slug: article for article in read_articles()}


def put_themed(world: World, theme: Theme, slug: str = "", attributes: Attributes = ()) -> str:
    """Publish the article and put its page on the news site; return the page's address.

    ``slug`` is the theme's own when it is empty, and so are the attributes.
    """
    article = ARTICLES[slug or theme.slug]
    publish_article(world, article)
    url = world.news + article.path
    hosted = HostedArticle(article, url, world.widget, "daily", attributes)
    world.site.pages[article.path] = (render(theme, hosted), {})
    return url


def publish_article(world: World, article: Article) -> None:
    """Publish a demo article as one of the news site's."""
    manuscript = from_data(to_publish(article, world.news), "article")
    publish.publish(world.services.store, world.services.rules, "daily", manuscript, now())
