"""Papers out of the window: which one, for whom, of what time."""
