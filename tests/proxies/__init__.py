"""Tests of the files for proxies, each with the real program."""
