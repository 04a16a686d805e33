"""What can be had from a book that is damaged: its log read row by row, whatever became of the file around it."""
