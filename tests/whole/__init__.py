"""Tests of the whole: from a patient file to a decision."""
