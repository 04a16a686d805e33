"""The catalogue of tasks as the officer works in it: its lines, its orders, its counts, places and cells."""
