"""Which old charset a text without fonts is in, by how Vietnamese it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.legacy.charsets import Charset, converted, is_unicode
from danvan_desktop.reading.legacy.syllables import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST_WORDS: Final = 3
_LIKE_VIETNAMESE: Final = 0.8
_CLEARLY_BETTER: Final = 0.2
_NOTICE: Final = (
    "Văn bản có chữ theo bảng mã cũ ({names}); chương trình đã chuyển sang Unicode, hãy xem lại chữ trước khi nhập."
)


def guess(text: str) -> Charset | None:
    """The charset of a text that was read as Latin letters; None when it is Vietnamese or foreign as it stands.

    Lines that are Unicode already are not asked.
    """
    asked = "\n".join(line for line in text.split("\n") if not is_unicode(line))
    own = likeness(asked)
    if own.words < _FEWEST_WORDS:
        return None
    best = max(Charset, key=lambda charset: likeness(converted(asked, charset)).share)
    share = likeness(converted(asked, best)).share
    return best if share >= _LIKE_VIETNAMESE and share >= own.share + _CLEARLY_BETTER else None


def lines_converted(text: str, charset: Charset) -> str:
    """The text with every line converted that is not Unicode already."""
    return "\n".join(line if is_unicode(line) else converted(line, charset) for line in text.split("\n"))


def conversion_notice(charsets: Iterable[Charset]) -> str:
    """The sentence that says what was converted."""
    return _NOTICE.format(names=", ".join(sorted(charsets)))
