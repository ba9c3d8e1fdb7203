"""Tests of the finished pages: what a browser, a PDF checker and a printer make of them."""
