"""Reader of PDF: words and ruling lines put together again as paragraphs and tables."""

from danvan_desktop.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
