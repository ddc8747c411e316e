"""The home of the default summarizer: it picks sentences of the article and invents nothing.

An article goes through cleaning → sentences → features → score → selection, each a module of
pure functions. ``explaining`` tells what became of each sentence; nothing else needs it.
"""

from __future__ import annotations

from widget.summarizers.extractive.summarizer import ExtractiveSummarizer

__all__ = ["ExtractiveSummarizer"]
