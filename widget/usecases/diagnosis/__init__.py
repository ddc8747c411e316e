"""Why readers of a page get no summary: what ``widget doctor`` finds."""
