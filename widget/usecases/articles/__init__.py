"""One article: its manuscript is validated, saved and looked up; presses cost a quota."""
