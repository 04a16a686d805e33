"""Deriving the tables that are read from the log that is true: rows, their meaning, what is computed from them."""
