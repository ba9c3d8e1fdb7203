"""Firings become one plan: act, avoid, choose, dose, order, progress."""
