"""A rulebook put to the test: lints, its cases, and what the cases leave untested."""
