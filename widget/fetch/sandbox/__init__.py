"""Parses hostile input in a confined process that can be killed."""
