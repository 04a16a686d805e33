"""Blocks as lines: cleaned, their printed numbers split off, sentences cut by page ends joined, labels found."""
