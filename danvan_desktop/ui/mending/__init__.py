"""A damaged book: making it again from its log, and saving what is readable."""
