"""Tests of `therex.cli`."""
