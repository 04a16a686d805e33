"""In cho từng cơ quan: the sheets of several agencies in one go."""
