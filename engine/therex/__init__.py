"""therex: rule-based clinical decision support for therapeutic exercise."""

__version__ = "0.1.0"
