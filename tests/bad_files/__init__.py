"""Broken files, and what a person reads about each: NAME.yaml with NAME.expected."""
