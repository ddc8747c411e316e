"""Reaching publishers' sites: their pages and listings are fetched, and read in a sandbox."""
