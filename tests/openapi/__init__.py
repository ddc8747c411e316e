"""The description of the routes, and what the server answers to requests made up from it."""
