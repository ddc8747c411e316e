"""The operator adds and changes sites, keys and sources."""
