"""One page of a PDF: its words, strokes, lines, and the cells of its tables."""
