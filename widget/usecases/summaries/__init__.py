"""From an article to its outcome: a summary is made, or refused with a reason."""
