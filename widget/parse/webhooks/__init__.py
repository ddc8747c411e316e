"""Verifies and parses the messages that a CMS or a hub sends."""
