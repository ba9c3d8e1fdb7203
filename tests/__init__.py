"""Tests of therex; the folders mirror those of the engine."""
