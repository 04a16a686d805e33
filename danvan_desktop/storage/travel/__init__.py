"""A book on its way to another PC: a verified snapshot, a part of it, a password, a stick."""
