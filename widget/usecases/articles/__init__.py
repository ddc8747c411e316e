"""One article: validates its manuscript, saves it, looks it up; counts the fetch quota."""
