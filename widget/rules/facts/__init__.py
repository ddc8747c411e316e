"""Checks a written draft against its article's numbers, dates, quotes, names and negations.

``read`` takes an article apart once, ``check`` compares a draft with it. Passing proves nothing:
the words were checked against the article's numbers, quotes and names, and no more.
"""

from widget.rules.facts.check import check
from widget.rules.facts.reference import Reference, read
from widget.rules.facts.report import Finding, Report, Rule, Settings, Verdict

__all__ = ["Finding", "Reference", "Report", "Rule", "Settings", "Verdict", "check", "read"]
