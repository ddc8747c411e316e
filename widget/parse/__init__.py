"""Manuscripts from JSON, HTML and plain text."""
