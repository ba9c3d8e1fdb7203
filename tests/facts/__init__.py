"""Tests of `therex.facts`."""
