"""The condition language: grammar, syntax tree, types, and the words it reads as."""
