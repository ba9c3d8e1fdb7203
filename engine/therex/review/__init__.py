"""A finished page is read again: how hard its words are, and what a checklist says of it."""
