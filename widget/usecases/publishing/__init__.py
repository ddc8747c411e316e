"""A publisher pushes, changes and withdraws articles, or its CMS does by webhook."""
