"""Measures what the checks of written drafts catch."""
