"""Looking at the book as it was at the end of a day."""
