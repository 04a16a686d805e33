"""What the book remembers of earlier reviews."""
