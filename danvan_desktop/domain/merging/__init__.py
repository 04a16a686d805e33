"""Putting two books together, as plain data: what a merge would do, its conflicts, what was suspected."""
