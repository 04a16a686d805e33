"""Reader of Word's .docx: an own walk over its XML, because python-docx drops insertions, numbers and text boxes."""

from danvan_desktop.reading.docx.reader import read_docx

__all__ = ["read_docx"]
