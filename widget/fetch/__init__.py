"""Fetches the pages and listings of publishers' sites, and parses them in a sandbox."""
