"""The home of the adapters that write drafts: one package or module for each Summarizer."""
