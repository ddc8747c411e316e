"""Adapters that write drafts: one package or module for each Summarizer."""
