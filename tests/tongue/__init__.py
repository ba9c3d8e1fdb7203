"""Tests of the languages of the patient's pages."""
