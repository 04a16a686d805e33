"""Kiểm tra thể thức văn bản: what in a Word file goes against Nghị định 30, and mending it into a copy."""
