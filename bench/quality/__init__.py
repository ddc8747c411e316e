"""Measurements of how good summaries are."""
