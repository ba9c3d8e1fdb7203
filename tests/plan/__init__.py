"""Tests of the plan: from firings to what is printed."""
