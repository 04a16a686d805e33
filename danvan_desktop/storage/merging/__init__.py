"""Taking the changes of a stranger's file into a book: the file as hostile, what of it is taken, what that does."""
