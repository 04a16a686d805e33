"""Excel workbooks: to work with on the screen, and to print on A4 as they are."""
