"""What is built for PyPI, installed as people install it."""
