"""Tests of `therex.inference`."""
