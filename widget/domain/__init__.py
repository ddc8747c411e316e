"""The terms as frozen, typed data, the ports and the errors; the standard library only."""
