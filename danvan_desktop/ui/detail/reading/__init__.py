"""A task read and made ready to show, on the thread that owns the book."""
