"""Tests of `therex.language`."""
