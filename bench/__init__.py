"""Measurements: one module for every claim, run by ``./dev bench NAME``."""
