"""Reader of Word 97-2003 .doc: an own walk over its binary structures, because no library for them is left."""

from danvan_desktop.reading.doc.reader import read_doc

__all__ = ["read_doc"]
