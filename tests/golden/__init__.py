"""Handouts kept as they were looked at."""
