"""Reading listings: feeds, sitemaps and WordPress, from bytes to entries."""
