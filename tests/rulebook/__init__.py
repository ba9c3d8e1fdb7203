"""Tests of `therex.rulebook`."""
