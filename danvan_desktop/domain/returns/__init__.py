"""Báo cáo của đơn vị: the forms that units fill in, what they say when they are back, what taking them in writes."""
