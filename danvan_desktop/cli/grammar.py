"""The verbs of the command line and their arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from danvan_desktop.cli import checking, looking, merging, moving, writing
from danvan_desktop.cli.speaking import Parser as _Parser
from danvan_desktop.domain.papers import SigningForm
from danvan_desktop.services.entries import FIELD_NAMES
from danvan_desktop.services.papers import PAPERS, Choice

_DOCUMENTS = (
    "tài liệu .docx, .doc, .xlsx, .xls, .pdf có chữ, .txt, .md, .htm, .mht "
    "(.rtf, .odt, .ods: khi máy có LibreOffice hoặc Word)"
)

_Run = Callable[[argparse.Namespace], int]


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments of one call, with `run` set to what does it. Exits with 2 on wrong usage."""
    return grammar().parse_args(arguments)


def grammar() -> _Parser:
    """The parser of the whole command line."""
    parser = _Parser(prog="danvan", description="Sổ Dân vận: sổ theo dõi chương trình công tác dân vận chính quyền.")
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="LỆNH", parser_class=_Parser, title="các lệnh", prog="danvan"
    )
    for add in (_add_making, _add_looking, _add_changing, _add_merging, _add_keeping):
        add(verbs)
    return parser


def _verb(verbs: argparse._SubParsersAction[_Parser], name: str, help_text: str, run: _Run) -> _Parser:
    parser = verbs.add_parser(name, help=help_text, description=help_text)
    parser.add_argument(
        "--today", type=_day, default=None, metavar="NGÀY", help="ngày được coi là hôm nay (2026-03-31)"
    )
    parser.add_argument("--person", default=None, metavar="TÊN", help="tên người thao tác, ghi vào lịch sử")
    parser.set_defaults(run=run)
    return parser


def _book(parser: _Parser) -> None:
    parser.add_argument("book", type=Path, metavar="SỔ", help="tệp sổ (.danvan)")


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")


def _add_making(verbs: argparse._SubParsersAction[_Parser]) -> None:
    new = _verb(verbs, "new", "Tạo sổ mới", moving.new)
    _book(new)
    new.add_argument("--year", type=_year, required=True, metavar="NĂM", help="năm dùng khi tài liệu không ghi năm")
    new.add_argument("--commune", default="", metavar="TÊN", help="xã, phường của sổ, ví dụ «xã Tân Phú»")
    demo = _verb(verbs, "demo", "Tạo sổ mẫu để xem thử hoặc đo tốc độ", moving.demo)
    _book(demo)
    demo.add_argument("--tasks", type=_count, default=25, metavar="SỐ", help="số nhiệm vụ (25)")
    demo.add_argument("--seed", type=int, default=1, metavar="SỐ", help="số khác cho sổ mẫu khác (1)")
    reading = _verb(verbs, "import", "Nhập danh mục từ tài liệu", moving.import_document)
    reading.add_argument("file", type=Path, metavar="TỆP", help=_DOCUMENTS)
    reading.add_argument("--book", type=Path, metavar="SỔ", help="sổ để nhập vào")
    reading.add_argument("--dry-run", action="store_true", help="chỉ đọc và in ra, không ghi")
    _json(reading)


def _add_looking(verbs: argparse._SubParsersAction[_Parser]) -> None:
    when = _verb(verbs, "when", "Hiểu một câu chỉ thời gian", looking.when)
    when.add_argument("text", metavar="CÂU", help="ví dụ «hết Quý III»")
    when.add_argument("--year", type=_year, required=True, metavar="NĂM", help="năm dùng khi câu không ghi năm")
    when.add_argument("--period", type=_period, metavar="TỪ..ĐẾN", help="kỳ của chương trình (2026-01-01..2026-12-31)")
    _json(when)
    _add_listing(verbs)
    form = _verb(verbs, "check-format", "Kiểm tra thể thức một văn bản Word", checking.check_format)
    form.add_argument("file", type=Path, metavar="TỆP", help="văn bản Word (.docx)")
    form.add_argument("--mend", action="store_true", help="sửa chỗ sửa được ngay vào bản sao «… (đã sửa).docx»")
    _json(form)
    history = _verb(verbs, "history", "Lịch sử thay đổi", looking.history)
    _book(history)
    history.add_argument("--task", metavar="NHIỆM VỤ", help="chỉ của nhiệm vụ này, ví dụ 3.5.a")
    _json(history)
    verify = _verb(verbs, "verify", "Kiểm tra sổ còn nguyên vẹn", looking.verify)
    _book(verify)
    _json(verify)


def _add_listing(verbs: argparse._SubParsersAction[_Parser]) -> None:
    told = "; ".join(f"{noun}: {words}" for noun, words in looking.NOUN_WORDS.items())
    listing = _verb(
        verbs, "list", "Liệt kê nhiệm vụ, cơ quan, kỳ thực hiện, chỗ hai bên cùng sửa", looking.list_records
    )
    listing.add_argument("noun", choices=list(looking.NOUNS), metavar="|".join(looking.NOUNS), help=told)
    _book(listing)
    listing.add_argument("--programme", metavar="CHƯƠNG TRÌNH", help="chỉ của chương trình có số hoặc tên này")
    listing.add_argument("--late", action="store_true", help="chỉ nhiệm vụ quá hạn")
    listing.add_argument(
        "--due-before", type=_day, metavar="NGÀY", help="chỉ nhiệm vụ chưa hoàn thành có hạn trước ngày này"
    )
    listing.add_argument("--agency", metavar="TÊN", help="chỉ nhiệm vụ có cơ quan này, vai trò nào cũng được")
    listing.add_argument(
        "--lacking",
        choices=list(looking.GAPS),
        metavar="|".join(looking.GAPS),
        help="; ".join(f"{gap}: {words}" for gap, words in looking.GAPS.items()),
    )
    listing.add_argument("--search", default="", metavar="CHỮ", help="chỉ nhiệm vụ có cụm từ này, không cần gõ dấu")
    _json(listing)


def _add_changing(verbs: argparse._SubParsersAction[_Parser]) -> None:
    setting = _verb(verbs, "set", "Sửa một nhiệm vụ", writing.set_task)
    _book(setting)
    setting.add_argument("--task", required=True, metavar="NHIỆM VỤ", help="số thứ tự như trong danh mục, ví dụ 3.5.a")
    setting.add_argument("entries", nargs="+", metavar="TRƯỜNG=GIÁ TRỊ", help=_entries_help())
    for name, help_text, run in (
        ("undo", "Hoàn tác thao tác mới nhất", writing.undo),
        ("redo", "Làm lại thao tác vừa hoàn tác", writing.redo),
    ):
        _book(_verb(verbs, name, help_text, run))


def _add_merging(verbs: argparse._SubParsersAction[_Parser]) -> None:
    joining = _verb(verbs, "merge", "Gộp sổ của máy khác vào sổ này", merging.merge)
    joining.add_argument("theirs", type=Path, nargs="+", metavar="SỔ KIA", help="sổ của máy khác (.danvan)")
    joining.add_argument("--into", type=Path, required=True, metavar="SỔ", help="sổ nhận nội dung gộp")
    joining.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ gộp gì, không ghi")
    joining.add_argument(
        "--password-file", type=Path, metavar="TỆP", help="tệp có mật khẩu của sổ kia ở dòng đầu; không có thì hỏi"
    )
    _json(joining)
    answering = _verb(verbs, "resolve", "Chọn giá trị cho chỗ hai bên cùng sửa", merging.resolve)
    _book(answering)
    answering.add_argument("conflict", metavar="MÃ", help="mã như «list conflicts --json» in ra")
    answering.add_argument(
        "--keep",
        required=True,
        metavar="mine|theirs|GIÁ TRỊ",
        help="mine: giữ giá trị của sổ này; theirs: lấy giá trị gộp vào; hoặc giá trị khác",
    )


def _add_keeping(verbs: argparse._SubParsersAction[_Parser]) -> None:
    _add_export(verbs)
    backup = _verb(verbs, "backup", "Sao lưu sổ", moving.backup)
    _book(backup)
    backup.add_argument("--to", type=Path, metavar="THƯ MỤC", help="nơi để bản sao lưu («Sao luu» cạnh sổ)")
    restore = _verb(verbs, "restore", "Khôi phục từ bản sao lưu", moving.restore)
    restore.add_argument("backup", type=Path, metavar="BẢN SAO LƯU", help="tệp sao lưu (.danvan)")
    restore.add_argument("--to", type=Path, required=True, metavar="SỔ", help="sổ nhận nội dung khôi phục")


def _add_export(verbs: argparse._SubParsersAction[_Parser]) -> None:
    export = _verb(verbs, "export", "Xuất văn bản", moving.export_paper)
    told = "; ".join(f"{kind.value}: {spec.name}" for kind, spec in PAPERS.items())
    export.add_argument("kind", choices=[kind.value for kind in PAPERS], metavar="|".join(PAPERS), help=told)
    _book(export)
    export.add_argument("--output", type=Path, required=True, metavar="TỆP", help="tệp ghi ra; tệp cùng loại bị thay")
    export.add_argument("--programme", metavar="CHƯƠNG TRÌNH", help="chương trình có số hoặc tên này")
    export.add_argument("--agency", metavar="TÊN", help="chỉ nhiệm vụ của cơ quan này")
    export.add_argument(
        "--period",
        metavar="KỲ",
        help=f"«6 tháng», «9 tháng», «năm», «quý II», «tháng 3», thêm /2026 nếu cần, hoặc 2026-01-01..2026-05-15 "
        f"({_kinds_with(Choice.PERIOD)})",
    )
    export.add_argument("--closing", type=_day, metavar="NGÀY", help="ngày chốt số liệu của báo cáo")
    export.add_argument("--round", type=int, choices=(1, 2), default=1, help="đôn đốc lần mấy (1)")
    export.add_argument("--earlier", default="", metavar="VĂN BẢN", help="công văn lần trước, để nhắc trong lần này")
    export.add_argument("--deadline", type=_day, metavar="NGÀY", help="hạn mới của công văn đôn đốc")
    export.add_argument(
        "--each", action="store_true", help=f"mỗi cơ quan một tệp, cạnh tệp ghi ra ({_kinds_with(Choice.EACH)})"
    )
    export.add_argument(
        "--signing",
        choices=[form.value for form in SigningForm],
        metavar="|".join(SigningForm),
        help="; ".join(f"{form.value}: {' / '.join(form.lines)}" for form in SigningForm),
    )


def _kinds_with(choice: Choice) -> str:
    return ", ".join(kind.value for kind, spec in PAPERS.items() if choice in spec.choices)


def _entries_help() -> str:
    return (
        "time=CÂU sửa thời gian; due=NGÀY reason=LÝ DO gia hạn; lead+=TÊN, lead-=TÊN giao, thôi giao (cũng "
        f"implementing, coord); doubt= khi đã xem chỗ cần xem lại; các trường: {', '.join(FIELD_NAMES)}"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"cần ngày dạng 2026-03-31, không phải «{text}»") from None


def _period(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        found = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        found = date.max, date.min
    if found[0] > found[1]:
        raise argparse.ArgumentTypeError(f"cần kỳ dạng 2026-01-01..2026-12-31, không phải «{text}»")
    return found


def _year(text: str) -> int:
    if re.fullmatch("(19|20|21)[0-9]{2}", text) is None:
        raise argparse.ArgumentTypeError(f"cần năm đủ bốn chữ số, ví dụ 2026, không phải «{text}»")
    return int(text)


def _count(text: str) -> int:
    if re.fullmatch("0*[1-9][0-9]{0,5}", text) is None:
        raise argparse.ArgumentTypeError(f"cần một số từ 1 đến 999999, không phải «{text}»")
    return int(text)


_DOING = ("new", "demo", "import", "set", "undo", "redo", "merge", "resolve", "export", "backup", "restore")
VERBS = frozenset((*_DOING, "when", "list", "check-format", "history", "verify"))
"""The first words by which a call is meant for the command line."""
