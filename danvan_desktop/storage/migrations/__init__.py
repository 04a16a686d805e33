"""From the log tables of an older program to those of this one (R14): steps, and the way a book takes them."""
