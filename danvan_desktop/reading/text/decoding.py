"""From bytes to text: which encoding they are in, told by their marks, else by how Vietnamese they become."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from typing import Final

from danvan_desktop.reading.legacy import Charset, conversion_notice, converted, guess, likeness, lines_converted

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 4096
_MANY_ZEROS: Final = 0.15
"""Of every second byte: blanks, digits and plain letters make half of them in Vietnamese UTF-16, in other text none."""
_FEWER: Final = 3
"""Times fewer zeros stand in the other bytes: there they come from combining marks alone."""
_GARBLED: Final = 0.1
"""The share of replaced characters up to which a broken UTF-8 file is still one."""
_DOUBTFUL: Final = 0.6
_MISREAD: Final = (
    "Văn bản bị lưu sai bảng mã (chữ như «Cá»™ng hÃ²a»); chương trình đã khôi phục, hãy xem lại chữ trước khi nhập."
)
_BROKEN: Final = "Có {count} chữ trong tệp bị hỏng, được thay bằng dấu «�»; hãy đối chiếu với văn bản gốc."
_UNKNOWN: Final = (
    "Không chắc bảng mã của tệp nên chữ đọc ra có thể sai; hãy lưu tệp dưới dạng UTF-8 hoặc .docx rồi nhập lại."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in composed Unicode (NFC), and sentences on how it was read."""

    text: str
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file, whatever it was saved in."""
    text = unicode_text(data)
    return _without_a_mark(data) if text is None else _told(text)


def unicode_text(data: bytes) -> str | None:
    """The text of bytes that are Unicode, by their mark or because nothing else looks so; None for others."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = sixteen_bits(data)
    if wide is not None:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def repaired(text: str) -> Decoded:
    """Text that was decoded already: in NFC, letters of old charsets and of a wrong decoding put right."""
    text = unicodedata.normalize("NFC", text)
    charset = guess(text)
    if charset is not None:
        return Decoded(lines_converted(text, charset), (conversion_notice([charset]),))
    misread = _as_meant(text)
    return Decoded(text) if misread is None else Decoded(misread, (_MISREAD,))


def sixteen_bits(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is often zero, the others hardly ever."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = (sample[start::2].count(0) / half for start in (0, 1))
    if odd > _MANY_ZEROS and even * _FEWER < odd:
        return "utf-16-le"
    return "utf-16-be" if even > _MANY_ZEROS and odd * _FEWER < even else None


def latin(data: bytes) -> str:
    """Bytes as Western Windows shows them; the five that it leaves out as control characters, which nothing loses."""
    return "".join(_WESTERN[byte] for byte in data)


def windows_text(data: bytes) -> str:
    """Bytes that are not Unicode as Vietnamese Windows reads them, or as Western Windows when that makes no sense."""
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    return text if likeness(text).share >= _DOUBTFUL else latin(data)


def _western() -> tuple[str, ...]:
    return tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


_WESTERN: Final = _western()


def _told(text: str) -> Decoded:
    decoded = repaired(text)
    broken = decoded.text.count("\ufffd")
    return Decoded(decoded.text, (*decoded.notices, _BROKEN.format(count=broken))) if broken else decoded


def _without_a_mark(data: bytes) -> Decoded:
    """Bytes that are not UTF-8: the reading that looks most Vietnamese, and a notice where none does."""
    broken = data.decode("utf-8", "replace")
    if broken.count("\ufffd") <= _GARBLED * sum(not char.isascii() for char in broken):
        return _told(broken)
    western = latin(data)
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    readings = [Decoded(windows), Decoded(western)]
    readings += [Decoded(converted(western, charset), (conversion_notice([charset]),)) for charset in Charset]
    best = max(readings, key=lambda reading: likeness(reading.text).share)
    if likeness(best.text).share < _DOUBTFUL:
        return Decoded(best.text, (*best.notices, _UNKNOWN))
    return best


def _as_meant(text: str) -> str | None:
    """UTF-8 that somebody's program read as Western and saved so: «Cá»™ng hÃ²a»; None for all other text."""
    if "Ã" not in text and "á»" not in text:
        return None
    try:
        meant = bytes(_BYTE[char] for char in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return unicodedata.normalize("NFC", meant) if likeness(meant).share > likeness(text).share else None


_BYTE: Final = {chr(byte): byte for byte in range(256)} | {char: byte for byte, char in enumerate(_WESTERN)}
