"""Reader of HTML: pages saved by Word and Excel, mail, tables of web programs, and such files named .doc or .xls."""

from danvan_desktop.reading.html.reader import read_html, read_mhtml
from danvan_desktop.reading.html.recognising import looks_like_html, looks_like_mhtml

__all__ = ["looks_like_html", "looks_like_mhtml", "read_html", "read_mhtml"]
