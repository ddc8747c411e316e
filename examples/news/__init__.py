"""The Harbour Post: an invented newspaper that embeds the widget from another origin."""
