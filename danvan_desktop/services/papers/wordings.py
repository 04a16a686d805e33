"""The words of papers: the shipped texts, and copies of them that the officer may change."""

from __future__ import annotations

import shutil
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.official import Wording
from danvan_desktop.services.papers.orders import PaperKind, WordingPlaces

_READ_ME = "DOC TRUOC KHI SUA.txt"
_FILES = {
    PaperKind.DECISION: "quyet-dinh.txt",
    PaperKind.PLAN: "ke-hoach.txt",
    PaperKind.PROGRAMME: "chuong-trinh.txt",
    PaperKind.DEPLOYMENT: "cong-van-trien-khai.txt",
    PaperKind.URGING: "cong-van-don-doc.txt",
    PaperKind.ASSIGNMENT: "phieu-giao-nhiem-vu.txt",
    PaperKind.REPORT: "bao-cao.txt",
    PaperKind.TIMETABLE: "lich-cong-tac.txt",
    PaperKind.INSPECTION: "ke-hoach-kiem-tra.txt",
    PaperKind.SCORES: "bang-cham-diem.txt",
    PaperKind.FOLLOW_UP: "so-theo-doi-giai-quyet.txt",
}


class NoWording(KnownError):
    """A paper whose words cannot be read or changed."""


def has_wording(kind: PaperKind) -> bool:
    """Whether the words of a kind of paper can be changed."""
    return kind in _FILES


def has_own_wording(kind: PaperKind, places: WordingPlaces) -> bool:
    """Whether the officer has words of his own for a kind."""
    return (places.own / _FILES[kind]).is_file()


def read_wording(kind: PaperKind, places: WordingPlaces) -> Wording:
    """The words of one kind. A text of the officer's own that cannot be read counts as a broken one."""
    name = _FILES[kind]
    own = places.own / name
    try:
        shipped = (places.shipped / name).read_text(encoding="utf-8")
    except OSError as error:
        raise NoWording(f"Thiếu mẫu câu chữ «{name}» của chương trình. Hãy cài lại chương trình.") from error
    return Wording(name, shipped, _read_own(own) if own.is_file() else None)


def _read_own(path: Path) -> str:
    """A text as Notepad may have saved it; nothing where it cannot be read."""
    try:
        held = path.read_bytes()
    except OSError:
        return ""
    encoding = "utf-16" if held[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return held.decode(encoding, errors="replace").replace("\r\n", "\n")


def own_wording(kind: PaperKind, places: WordingPlaces) -> Path:
    """The officer's own text of a kind, copied from the shipped one if it is not there yet. Raises NoWording."""
    name = _FILES[kind]
    target = places.own / name
    try:
        places.own.mkdir(parents=True, exist_ok=True)
        for file in (name, _READ_ME):
            if not (places.own / file).exists():
                shutil.copyfile(places.shipped / file, places.own / file)
    except OSError as error:
        raise NoWording(f"Không chép được mẫu câu chữ vào «{places.own}»; chưa có gì thay đổi.") from error
    return target


def drop_own_wording(kind: PaperKind, places: WordingPlaces) -> bool:
    """Go back to the shipped words; the officer's text stays beside under another name. Whether there was one."""
    own = places.own / _FILES[kind]
    if not own.is_file():
        return False
    names = (own.with_name(f"{own.stem} (cũ {count}){own.suffix}") for count in range(1, 1000))
    try:
        own.rename(next(place for place in names if not place.exists()))
    except OSError as error:
        raise NoWording(f"Không đổi tên được «{own.name}»; mẫu câu chữ riêng còn nguyên.") from error
    return True
