"""The verbs of two books: merge, resolve."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from danvan_desktop import paths
from danvan_desktop.cli import output, setting_up
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.merging.views import MergedRecord, MergePreview
from danvan_desktop.services import merging, travel


def merge(call: argparse.Namespace) -> int:
    """danvan merge THEIRS --into BOOK [--dry-run] [--json]"""
    opening = setting_up.reading if call.dry_run else setting_up.writing
    room = merging.Room(passwords=_passwords(call))
    with opening(call, call.into) as book, merging.prepare(book, call.theirs, room=room) as prepared:
        preview = prepared.preview
        if not call.dry_run:
            preview = merging.merge(book, prepared, paths.backups_dir(call.into), setting_up.now(call)).preview
    if call.json:
        output.print_json(_merged_json(preview))
    for line in _told(preview, dry=call.dry_run):
        print(line, file=sys.stderr)
    return 0


def _passwords(call: argparse.Namespace) -> dict[Path, str]:
    """One password for all files that have one: the first line of a file, else asked for where somebody can answer."""
    closed = travel.with_password(call.theirs)
    if not closed:
        return {}
    if call.password_file is not None:
        try:
            written = call.password_file.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            raise KnownError(f"Không đọc được mật khẩu từ «{call.password_file.name}»; chưa gộp gì.") from error
        return dict.fromkeys(closed, written.partition("\n")[0].rstrip("\r"))
    if sys.stdin.isatty():
        return dict.fromkeys(closed, getpass.getpass("Mật khẩu của tệp: "))
    return {}


def resolve(call: argparse.Namespace) -> int:
    """danvan resolve BOOK CONFLICT --keep mine|theirs|VALUE"""
    with setting_up.writing(call, call.book) as book:
        if call.keep in (merging.Keep.MINE, merging.Keep.THEIRS):
            merging.answer_conflict(book, call.conflict, merging.Keep(call.keep))
        else:
            merging.answer_with(book, call.conflict, call.keep)
        left = len(merging.conflict_cards(book))
    print(f"Đã ghi giá trị được chọn; còn {left} chỗ hai bên cùng sửa.", file=sys.stderr)
    return 0


def _told(preview: MergePreview, *, dry: bool) -> list[str]:
    lines = []
    for source in preview.sources:
        if source.other_book:
            lines.append(f"«{source.name}» là sổ khác, không phải bản sao của sổ này.")
        if source.clock_ahead:
            lines.append(f"Đồng hồ của máy ghi «{source.name}» có thể sai.")
        if source.rejected:
            lines.append(f"«{source.name}» có {source.rejected} mục không gộp được, đã để riêng.")
    if preview.same:
        return [*lines, "Hai sổ giống nhau, không có gì để gộp."]
    if not preview.brings_news:
        return [*lines, "Sổ kia không có gì mới để gộp."]
    counts = ", ".join(
        f"{words} {len(held)}"
        for words, held in (("thêm", preview.added), ("sửa", preview.changed), ("xóa", preview.deleted))
    )
    done = "Nếu gộp sẽ" if dry else "Đã gộp:"
    lines.append(f"{done} {counts} mục; {len(preview.conflicts)} chỗ hai bên cùng sửa.")
    if preview.suspected:
        lines.append(f"Có {len(preview.suspected)} cặp nghi trùng.")
    return lines


def _merged_json(preview: MergePreview) -> dict[str, object]:
    """What a merge did or would do, as `merge --json` prints it."""
    lists: dict[str, list[dict[str, object]]] = {
        "added": [_record_json(held) for held in preview.added],
        "changed": [_record_json(held) for held in preview.changed],
        "deleted": [_record_json(held) for held in preview.deleted],
        "conflicts": [output.conflict_json(held) for held in preview.conflicts],
        "suspected_duplicates": [
            {
                "kind": held.kind,
                "keeps": {"record": held.keeps, "path": held.keeps_path, "text": held.keeps_text},
                "goes": {"record": held.goes, "path": held.goes_path, "text": held.goes_text},
            }
            for held in preview.suspected
        ],
        "rejected": [{"source": held.source, "id": held.id, "reason": held.reason} for held in preview.rejected],
    }
    counts = {name: len(held) for name, held in lists.items()}
    counts["rejected"] = sum(source.rejected for source in preview.sources)
    return {**lists, "counts": counts, "same": preview.same}


def _record_json(held: MergedRecord) -> dict[str, object]:
    fields = [{"field": one.field, "old": one.old, "new": one.new} for one in held.fields]
    return {"kind": held.kind, "record": held.record, "path": held.path, "title": held.title, "fields": fields}
