"""Reading pages: from the HTML of a news page to its article."""
