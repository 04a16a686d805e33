"""Vietnamese of before Unicode (TCVN3, VNI): letters that only a font made Vietnamese, turned into real ones."""

from danvan_desktop.reading.legacy.charsets import Charset, charset_of_font, converted, run_text
from danvan_desktop.reading.legacy.documents import document_converted
from danvan_desktop.reading.legacy.guessing import conversion_notice, guess, lines_converted
from danvan_desktop.reading.legacy.syllables import Likeness, likeness

__all__ = [
    "Charset",
    "Likeness",
    "charset_of_font",
    "conversion_notice",
    "converted",
    "document_converted",
    "guess",
    "likeness",
    "lines_converted",
    "run_text",
]
