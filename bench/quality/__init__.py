"""The home of measurements of how good summaries are."""
