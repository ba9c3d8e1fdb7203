"""Tests of `therex.audit`."""
