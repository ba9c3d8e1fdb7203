"""The check of a rulebook: what its cases cover, and which mistakes they notice."""
