"""Reads articles from publishers' sites: polls sources, fetches pages, merges what was read."""
