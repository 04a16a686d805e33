"""The reading of time expressions, from words to `Timing`: begin with `parser`."""
