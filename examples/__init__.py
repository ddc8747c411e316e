"""Things to try and to copy from; nothing in the server depends on them."""
