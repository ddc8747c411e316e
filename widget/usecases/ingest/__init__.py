"""Articles arrive by themselves: sources are polled, pages are fetched and merged."""
