"""Reader of plain text: .txt, .md and what the officer pastes."""

from danvan_desktop.reading.text.decoding import Decoded, decode
from danvan_desktop.reading.text.reader import read_text

__all__ = ["Decoded", "decode", "read_text"]
