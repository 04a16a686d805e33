"""From the pages of a PDF to neutral blocks."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import GUESSED_COLUMNS, Document
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.pdf.body import body_of
from danvan_desktop.reading.pdf.furniture import cleared
from danvan_desktop.reading.pdf.opening import has_end, opened, pages_of
from danvan_desktop.reading.pdf.page.content import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.reading.pdf.page.content import Page
    from danvan_desktop.reading.pdf.page.lines import Line

MAX_LETTERS: Final = 1_500_000
"""In one document; the longest programme has 150,000."""
_SCANNED: Final = 40
"""Letters on a page under which a picture is what the page is about: a stamp, a page number, a signature."""
_UNMAPPED: Final = 0.05

_PICTURE_PAGES: Final = "{pages} chỉ có ảnh, không có chữ nên không đọc được; hãy so với bản gốc và nhập thêm bằng tay."
_DAMAGED_PAGES: Final = "{pages} bị hỏng nên không đọc được; hãy xin lại tệp gốc hoặc nhập thêm bằng tay."
_DRAWINGS: Final = "{pages} có quá nhiều nét vẽ nên bảng (nếu có) không được nhận ra; hãy so với bản gốc."
_RECOGNISED: Final = "Chữ của tệp do máy nhận dạng từ ảnh chụp nên có thể sai; hãy so từng nhiệm vụ với bản gốc."
_UNKNOWN_LETTERS: Final = (
    "Một số chữ trong tệp không kèm bảng mã nên đọc ra có thể sai hoặc thiếu; hãy xin tệp Word gốc, hoặc so với bản in."
)
_NO_FONT: Final = (
    "Tệp không kèm phông chữ nên những chữ đứng riêng một mình (như «ở», «ý») có thể bị sót; hãy so với bản gốc."
)
_LEGACY: Final = (
    "Văn bản dùng phông chữ cũ (TCVN3 hoặc VNI); chữ đọc ra có thể sai, hãy chuyển sang Unicode rồi nhập lại."
)
_NO_END: Final = "Tệp thiếu phần kết thúc (có thể chép chưa xong); hãy so số trang với bản gốc."
_HEAD: Final = "Dòng lặp lại ở lề mọi trang không được lấy vào nội dung: «{words}»."


def read_pdf(stream: IO[bytes]) -> Document:
    """The document in an opened file; raises FileFault."""
    whole = has_end(stream)
    with opened(stream) as document:
        pages, damaged = _pages(pages_of(document))
    if not pages:
        raise FileFault(Fault.DAMAGED)
    pictures = [page.number for page in pages if page.pictures and page.letters < _SCANNED]
    if len(pictures) == len(pages) or not any(page.letters for page in pages):
        raise FileFault(Fault.SCANNED)
    clean = cleared(pages)
    body = body_of(clean.pages)
    notices = [
        *_at(_DAMAGED_PAGES, damaged),
        *_at(_PICTURE_PAGES, pictures),
        *_at(_DRAWINGS, [page.number for page in pages if page.drawing]),
        *(() if whole else (_NO_END,)),
        *_of_styles([line for page in pages for line in page.lines]),
        *((GUESSED_COLUMNS,) if body.unsure else ()),
        *(_HEAD.format(words=words) for words in clean.heads),
    ]
    return Document(body.blocks, clean.footnotes, tuple(notices))


def _pages(opened_pages: Iterator[object]) -> tuple[list[Page], list[int]]:
    pages: list[Page] = []
    damaged: list[int] = []
    letters = 0
    for number, page in enumerate(opened_pages):
        if page is None:
            damaged.append(number)
            continue
        pages.append(read_page(page, number))
        letters += pages[-1].letters
        if letters > MAX_LETTERS:
            raise FileFault(Fault.TOO_COMPLEX)
    return pages, damaged


def _at(sentence: str, numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        yield sentence.format(pages=f"Trang {', '.join(str(number + 1) for number in numbers)}")


def _of_styles(lines: Sequence[Line]) -> Iterator[str]:
    styles = [line.style for line in lines]
    if any(style.legacy for style in styles):
        yield _LEGACY
    if any(style.unseen for style in styles):
        yield _RECOGNISED
    elif not all(style.carried for style in styles):
        yield _NO_FONT
    unmapped = sum(style.unmapped for style in styles) + sum("\ufffd" in line.text for line in lines)
    if unmapped > _UNMAPPED * len(styles):
        yield _UNKNOWN_LETTERS
