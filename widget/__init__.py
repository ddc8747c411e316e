"""The summary widget server: summaries of news articles as embeddable HTML fragments."""
