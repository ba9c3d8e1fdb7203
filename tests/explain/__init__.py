"""Explanations, on a small rulebook and patients written for them."""
