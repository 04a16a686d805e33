"""The days of an office: which are worked, which are off, and the lunar day of any date."""
