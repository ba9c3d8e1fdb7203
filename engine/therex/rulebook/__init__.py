"""YAML files become one checked rulebook with a content digest."""
