"""The table of the catalogue: its columns, its cells and their editors, dragging rows."""
