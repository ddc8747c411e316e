"""The summary widget server: summaries of news articles as embeddable HTML fragments."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("summary-widget")
except PackageNotFoundError:  # a source tree that nobody installed
    __version__ = "0+source"
