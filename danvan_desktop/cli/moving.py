"""The verbs that make files: new, demo, import, export, backup, restore."""

from __future__ import annotations

import argparse
import sys

from danvan_desktop import paths
from danvan_desktop.cli import output, setting_up
from danvan_desktop.domain.agencies.names import split_commune
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.papers import SigningForm
from danvan_desktop.services import backups, importing, papers, tasks
from danvan_desktop.services import demo as demos
from danvan_desktop.services.books import new_book
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.services.opening import book_facts


def new(call: argparse.Namespace) -> int:
    """danvan new BOOK --year Y [--commune NAME]"""
    setting_up.require_book_name(call.book)
    shipped = setting_up.shipped(split_commune(call.commune)[0])
    new_book(call.book, setting_up.author(call), call.year, shipped, call.commune).close()
    print(f"Đã tạo sổ «{call.book.name}» cho năm {call.year}.", file=sys.stderr)
    return 0


def demo(call: argparse.Namespace) -> int:
    """danvan demo BOOK [--tasks N] [--seed S]"""
    setting_up.require_book_name(call.book)
    sample = demos.sample_file(paths.resources_dir())
    order = demos.DemoOrder(sample, setting_up.today(call), call.tasks, call.seed)
    demos.make_demo(call.book, setting_up.author(call), setting_up.shipped(), order).close()
    print(f"Đã tạo sổ mẫu «{call.book.name}» với {call.tasks} nhiệm vụ.", file=sys.stderr)
    return 0


def import_document(call: argparse.Namespace) -> int:
    """danvan import FILE [--book BOOK] [--dry-run] [--json]

    What the officer decided over earlier documents of the same shape is done again, as the review in the window
    proposes it: the command is the review agreed to unseen, and the same document gives the same tasks either way. It
    says so on stderr; one undo takes back the whole import, and the window shows the choices and forgets single ones.
    `--dry-run` tells what is read and knows no book, so no choices either.
    """
    if call.dry_run:
        return _read_only(call)
    if call.book is None:
        raise KnownError("Chưa nói nhập vào sổ nào: hãy thêm --book SỔ, hoặc --dry-run để chỉ đọc thử.")
    with setting_up.writing(call, call.book) as book:
        directory = setting_up.shipped(read_letterhead(book).commune_type).directory
        year = book_facts(book).year
        source = importing.read_source(call.file, directory, year)
        backups.backup(book, paths.backups_dir(call.book), setting_up.now(call))
        fact = importing.ImportFact(call.file.name, book.author.person, setting_up.today(call))
        review, recalled = importing.recalled_review(book, source, year)
        done = importing.import_draft(book, source.draft, fact, review)
    if call.json:
        output.print_json(output.imported_json(done))
    print(importing.told(done.count, call.file.name, updated=done.updated), file=sys.stderr)
    if recalled:
        print(f"Đã làm theo {recalled} lựa chọn của những lần xem lại trước.", file=sys.stderr)
    return 0


def _read_only(call: argparse.Namespace) -> int:
    """Read the document with the shipped directory, and print what was found."""
    draft = importing.read_document(call.file, setting_up.shipped().directory, setting_up.today(call).year)
    if call.json:
        output.print_json(importing.draft_object(draft))
    print(f"Nhận ra {len(draft.tasks)} nhiệm vụ trong «{call.file.name}»; chưa ghi gì.", file=sys.stderr)
    return 0


def export_paper(call: argparse.Namespace) -> int:
    """danvan export KIND BOOK --output FILE [--programme P] [--agency NAME] [--period P] …"""
    kind, today = papers.PaperKind(call.kind), setting_up.today(call)
    choices = papers.PaperChoices(
        period=papers.read_choice(kind, call.period, today) if call.period else None,
        closing=call.closing,
        deadline=call.deadline,
        letter_round=call.round,
        earlier=call.earlier,
        each=call.each,
        signing=SigningForm(call.signing) if call.signing else None,
    )
    with setting_up.reading(call, call.book) as book:
        order = papers.ExportOrder(
            kind=kind,
            target=call.output,
            today=today,
            wording=papers.WordingPlaces(paths.resources_dir() / "wording", paths.wording_dir()),
            programme=tasks.find_programme(book, call.programme).id if call.programme else None,
            agency=tasks.find_agency(book, call.agency).id if call.agency else None,
            choices=choices,
        )
        done = papers.export(book, order)
    for note in done.notes:
        print(note, file=sys.stderr)
    for written in done.files:
        print(f"Đã xuất «{written.name}».", file=sys.stderr)
    return 0


def backup(call: argparse.Namespace) -> int:
    """danvan backup BOOK [--to FOLDER]"""
    fresh = call.to is not None and backups.require_place(call.to)
    with setting_up.reading(call, call.book) as book:
        written = backups.backup(book, call.to or paths.backups_dir(call.book), setting_up.now(call))
    print(written)
    if fresh:
        print(f"Đã tạo thư mục «{call.to}».", file=sys.stderr)
    print("Đã sao lưu và kiểm tra xong.", file=sys.stderr)
    return 0


def restore(call: argparse.Namespace) -> int:
    """danvan restore BACKUP --to BOOK"""
    setting_up.require_book_name(call.to)
    folder = paths.backups_dir(call.to)
    done = backups.restore(call.backup, call.to, setting_up.author(call), setting_up.now(call), folder)
    if done.kept is not None:
        print(f"Sổ hỏng được giữ lại dưới tên «{done.kept.name}».", file=sys.stderr)
    if done.changes is not None:
        print("Các bản sổ ở máy khác sẽ theo nội dung khôi phục này ở lần gộp sau.", file=sys.stderr)
    print(f"Đã khôi phục «{call.to.name}».", file=sys.stderr)
    return 0
