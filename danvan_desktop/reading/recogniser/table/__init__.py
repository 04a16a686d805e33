"""Catalogue tables: which column holds what, and what each row is."""
