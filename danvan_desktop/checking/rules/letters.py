"""N4, N5, N42: faces, colour, code and language of the letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.rules.hits import Hit, indices

if TYPE_CHECKING:
    from danvan_desktop.checking.anatomy import Paper
    from danvan_desktop.checking.layout import Paragraph, Run

_FACE: Final = "Times New Roman"
_BLACK: Final = frozenset(("AUTO", "000000"))
_OLD: Final = (".vn", "vni-")
_MUCH: Final = 0.1


def faces(paper: Paper) -> Iterator[Hit]:
    """N4."""
    old = _having(paper, lambda run: any(name.casefold().startswith(_OLD) for name in run.fonts) and not _plain(run))
    if old:
        yield Hit("Chữ dùng phông TCVN3 hoặc VNI; chuyển mã sang Unicode, phông Times New Roman.", old)
    seen = {one.index for one in old}
    other = tuple(one for one in _having(paper, lambda run: run.fonts != {_FACE}) if one.index not in seen)
    if other:
        names = sorted({name for one in other for run in one.inked for name in run.fonts} - {_FACE, "theme"})
        said = ", ".join(names[:3]) or "phông của giao diện (theme)"
        mend = Mend(MendKind.FONT, indices(other))
        severity = Severity.WRONG if names and _matters(paper, other) else Severity.DOUBTFUL
        yield Hit(f"Có chữ dùng phông {said}; đổi sang Times New Roman.", other, (mend,), severity)
    coloured = _having(paper, lambda run: run.colour not in _BLACK or run.shaded)
    if coloured:
        mend = Mend(MendKind.BLACK, indices(coloured))
        yield Hit("Có chữ màu khác đen hoặc có nền; đặt lại màu đen, bỏ nền.", coloured, (mend,))


def code(paper: Paper) -> Iterator[Hit]:
    """N5."""
    off = _having(paper, lambda run: not unicodedata.is_normalized("NFC", run.text))
    if off:
        mend = Mend(MendKind.NFC, indices(off))
        yield Hit("Có chữ Unicode tổ hợp (dấu rời); chuyển sang Unicode dựng sẵn.", off, (mend,))


def language(paper: Paper) -> Iterator[Hit]:
    """N42."""
    foreign = _having(paper, lambda run: run.language.casefold() not in ("vi-vn", "vi") and not _plain(run))
    if foreign:
        mend = Mend(MendKind.LANGUAGE)
        yield Hit(
            "Ngôn ngữ soát lỗi không phải tiếng Việt nên Word gạch đỏ; đặt ngôn ngữ tiếng Việt cho toàn văn bản.",
            foreign,
            (mend,),
            Severity.DOUBTFUL,
        )
    if paper.layout.doubled_shapes:
        yield Hit(
            "Các hình vẽ trùng số hiệu nên có máy vẽ sai; đánh lại số hiệu hình.",
            (),
            (Mend(MendKind.SHAPES),),
            Severity.DOUBTFUL,
        )


def _having(paper: Paper, fits: Callable[[Run], bool]) -> tuple[Paragraph, ...]:
    return tuple(one for one in paper.layout.paragraphs() if any(fits(run) for run in one.inked))


def _plain(run: Run) -> bool:
    """No letter in it: digits, dots, underscores look and read alike in every face and language."""
    return not any(char.isalpha() for char in run.text)


def _matters(paper: Paper, paragraphs: tuple[Paragraph, ...]) -> bool:
    """Whether somebody chose the other face, or much is set in it: a few letters of a style may be an oversight."""
    other = [run for one in paragraphs for run in one.inked if run.fonts != {_FACE} and not _plain(run)]
    whole = sum(len(run.text) for one in paper.layout.paragraphs() for run in one.inked)
    return any(not run.inherited for run in other) or sum(len(run.text) for run in other) > whole * _MUCH
