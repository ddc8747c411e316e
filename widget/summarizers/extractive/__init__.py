"""The default summarizer: selects sentences of the article and writes none itself.

The steps are cleaning → sentences → features → score → selection, each a module of pure
functions. ``explaining`` reports the result for each sentence, for people only.
"""

from __future__ import annotations

from widget.summarizers.extractive.summarizer import ExtractiveSummarizer

__all__ = ["ExtractiveSummarizer"]
