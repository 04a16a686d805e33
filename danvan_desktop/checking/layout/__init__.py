"""A .docx as a layout: sheets, paragraphs and runs with every property resolved through styles and defaults."""

from danvan_desktop.checking.layout.model import Cell, Layout, Paragraph, Row, Run, Section, Table
from danvan_desktop.checking.layout.reader import ReadFile, read_layout

__all__ = ["Cell", "Layout", "Paragraph", "ReadFile", "Row", "Run", "Section", "Table", "read_layout"]
