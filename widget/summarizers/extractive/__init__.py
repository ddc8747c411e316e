"""The home of the default summarizer: it picks sentences of the article and invents nothing.

An article goes through cleaning → sentences → features → score → selection, each a module of
pure functions.
"""

from __future__ import annotations

from widget.summarizers.extractive.explaining import Explained, Strength, explain
from widget.summarizers.extractive.summarizer import ExtractiveSummarizer

__all__ = ["Explained", "ExtractiveSummarizer", "Strength", "explain"]
