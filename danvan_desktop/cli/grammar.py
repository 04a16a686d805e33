"""The verbs of the command line and their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from danvan_desktop.cli import looking, moving, writing
from danvan_desktop.cli.speaking import Parser as _Parser
from danvan_desktop.services.exporting import PaperKind

_Run = Callable[[argparse.Namespace], int]


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments of one call, with `run` set to what does it. Exits with 2 on wrong usage."""
    return _grammar().parse_args(arguments)


def _grammar() -> _Parser:
    parser = _Parser(prog="danvan", description="Sổ Dân vận: sổ theo dõi chương trình công tác dân vận chính quyền.")
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="LỆNH", parser_class=_Parser, title="các lệnh", prog="danvan"
    )
    for add in (_add_making, _add_looking, _add_changing, _add_keeping):
        add(verbs)
    return parser


def _verb(verbs: argparse._SubParsersAction[_Parser], name: str, help_text: str, run: _Run) -> _Parser:
    parser = verbs.add_parser(name, help=help_text, description=help_text)
    parser.add_argument("--today", type=_day, default=None, metavar="NGÀY", help="ngày hôm nay (2026-03-31)")
    parser.add_argument("--person", default=None, metavar="TÊN", help="người thao tác")
    parser.set_defaults(run=run)
    return parser


def _book(parser: _Parser) -> None:
    parser.add_argument("book", type=Path, metavar="SỔ")


def _json(parser: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")


def _add_making(verbs: argparse._SubParsersAction[_Parser]) -> None:
    new = _verb(verbs, "new", "Tạo sổ mới", moving.new)
    _book(new)
    new.add_argument("--year", type=int, required=True, metavar="NĂM", help="năm dùng khi tài liệu không ghi năm")
    new.add_argument("--commune", default="", metavar="TÊN", help="ví dụ: «xã Tân Phú»")
    demo = _verb(verbs, "demo", "Tạo sổ mẫu để xem thử hoặc đo tốc độ", moving.demo)
    _book(demo)
    demo.add_argument("--tasks", type=int, default=25, metavar="SỐ")
    demo.add_argument("--seed", type=int, default=1, metavar="SỐ")
    reading = _verb(verbs, "import", "Nhập danh mục từ tài liệu", moving.import_document)
    reading.add_argument("file", type=Path, metavar="TỆP")
    reading.add_argument("--book", type=Path, metavar="SỔ")
    reading.add_argument("--dry-run", action="store_true", help="chỉ đọc và in ra, không ghi")
    _json(reading)


def _add_looking(verbs: argparse._SubParsersAction[_Parser]) -> None:
    when = _verb(verbs, "when", "Hiểu một câu chỉ thời gian", looking.when)
    when.add_argument("text", metavar="CÂU")
    when.add_argument("--year", type=int, required=True, metavar="NĂM")
    when.add_argument("--period", type=_period, metavar="TỪ..ĐẾN", help="2026-01-01..2026-12-31")
    _json(when)
    listing = _verb(verbs, "list", "Liệt kê", looking.list_records)
    listing.add_argument("noun", choices=list(looking.NOUNS), metavar="|".join(looking.NOUNS))
    _book(listing)
    listing.add_argument("--programme", metavar="CHƯƠNG TRÌNH")
    listing.add_argument("--late", action="store_true", help="chỉ nhiệm vụ quá hạn")
    listing.add_argument("--due-before", type=_day, metavar="NGÀY")
    listing.add_argument("--agency", metavar="TÊN")
    listing.add_argument("--search", default="", metavar="CHỮ")
    _json(listing)
    history = _verb(verbs, "history", "Lịch sử thay đổi", looking.history)
    _book(history)
    history.add_argument("--task", metavar="NHIỆM VỤ")
    _json(history)
    verify = _verb(verbs, "verify", "Kiểm tra sổ còn nguyên vẹn", looking.verify)
    _book(verify)
    _json(verify)


def _add_changing(verbs: argparse._SubParsersAction[_Parser]) -> None:
    setting = _verb(verbs, "set", "Sửa một nhiệm vụ", writing.set_task)
    _book(setting)
    setting.add_argument("--task", required=True, metavar="NHIỆM VỤ", help="số thứ tự như trong danh mục, ví dụ 3.5.a")
    setting.add_argument("entries", nargs="+", metavar="TRƯỜNG=GIÁ TRỊ")
    for name, help_text, run in (
        ("undo", "Hoàn tác thao tác mới nhất", writing.undo),
        ("redo", "Làm lại thao tác vừa hoàn tác", writing.redo),
    ):
        _book(_verb(verbs, name, help_text, run))


def _add_keeping(verbs: argparse._SubParsersAction[_Parser]) -> None:
    export = _verb(verbs, "export", "Xuất văn bản", moving.export_paper)
    export.add_argument("kind", choices=[kind.value for kind in PaperKind], metavar="|".join(PaperKind))
    _book(export)
    export.add_argument("--output", type=Path, required=True, metavar="TỆP")
    export.add_argument("--programme", metavar="CHƯƠNG TRÌNH")
    export.add_argument("--agency", metavar="TÊN")
    backup = _verb(verbs, "backup", "Sao lưu sổ", moving.backup)
    _book(backup)
    backup.add_argument("--to", type=Path, metavar="THƯ MỤC")
    restore = _verb(verbs, "restore", "Khôi phục từ bản sao lưu", moving.restore)
    restore.add_argument("backup", type=Path, metavar="BẢN SAO LƯU")
    restore.add_argument("--to", type=Path, required=True, metavar="SỔ")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _period(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last)


VERBS = frozenset(
    ("new", "demo", "import", "when", "list", "history", "verify", "set", "undo", "redo", "export", "backup", "restore")
)
"""The first words by which a call is meant for the command line."""
