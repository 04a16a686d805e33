"""Making, opening and closing books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from danvan_desktop.domain.agencies.names import split_commune
from danvan_desktop.services import books
from danvan_desktop.services.books import Author, Book, DamagedBook, NotABook
from danvan_desktop.services.opening import (
    NEWER,
    BookBusy,
    BookFacts,
    book_facts,
    clock_doubt,
    open_for_work,
    save_carefully,
)
from danvan_desktop.ui.catalogue.refused import go_on_typing
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.keeping import KeepingCommands
from danvan_desktop.ui.jobs import Job, Progress, Swap, SwapFrom
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.places.places import Places
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.widgets.notice import Offer
from danvan_desktop.ui.wording import day_text, hour_text

if TYPE_CHECKING:
    from danvan_desktop.services.travel import Place
    from danvan_desktop.ui.dialogs.new_book import NewBook
    from danvan_desktop.ui.surroundings import DisksOfPc

BOOK_KINDS = "Sổ dân vận (*.danvan)"
SAMPLE_NAME = "So mau.danvan"
_DECEMBER = 12
_CLOCK = (
    "Không mất gì, và thứ tự các thay đổi không tính theo đồng hồ; nhưng hạn, quá hạn tính theo ngày của máy, nên hãy "
    "chỉnh lại ngày giờ."
)
_COPY = "Nên chép sổ về máy, làm ở bản đó, xong thì «Gửi ra USB»."
_STICK = "stick"
_WHERE: Mapping[str, str] = MappingProxyType(
    {
        _STICK: f"Sổ đang mở nằm trên USB: ghi chậm hơn, và rút USB giữa chừng thì lần ghi ấy không xong. {_COPY}",
        "network": f"Sổ đang mở nằm trên máy khác trong mạng: mất mạng thì không ghi được, và hai người cùng mở có thể "
        f"không biết nhau. {_COPY}",
    }
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A book that was opened; `why` says why it can only be read. A backup that is shown in place of a book says of
    which (`instead_of`)."""

    facts: BookFacts
    why: str = ""
    instead_of: Path | None = None


Opened = tuple[Book | None, Opening | None]


class BookCommands:
    """The officer's books. Another book is opened before the one that is open is let go."""

    def __init__(self, desk: Desk, places: Places, keeping: KeepingCommands) -> None:
        self._desk = desk
        self._places = places
        self._keeping = keeping
        window = desk.window
        window.action(Command.NEW).triggered.connect(self.ask_new)
        window.action(Command.OPEN).triggered.connect(self.ask_open)
        window.action(Command.SAMPLE).triggered.connect(self.open_sample)
        window.action(Command.CLOSE).triggered.connect(self.close)
        window.recent_chosen.connect(self.open_path)
        desk.hub.listed.connect(self._look_after_book)
        desk.jobs.refused.connect(self._look_at_refused)
        self._unopened: Path | None = None
        self._look_for_recent()

    def ask_open(self) -> None:
        """Ask for a book and open it."""
        question = FileQuestion("Mở sổ", self._desk.start_folder(), BOOK_KINDS)
        self._desk.around.chooser.ask_open(self._desk.window, question, self.open_chosen)

    def open_chosen(self, path: Path) -> None:
        """Open a book that the officer has just pointed at; one that was sent under a password is copied to the PC."""
        self._ask_password(path, self.open_path)

    def open_copy(self, path: Path) -> None:
        """Open a copy on this PC of a book on a stick, which stays as it is."""
        self._ask_password(path, self._copy)

    def open_path(self, path: Path) -> None:
        """Open a book, for reading only when it cannot be written."""
        path = path.absolute()
        held = self._desk.book
        if held is not None and held.path == path and not held.read_only:
            self._desk.window.say("Sổ này đang mở.")
            return
        failed = partial(self._stay, path)
        self._swap(partial(_open, path, self._desk.around.author()), f"Đang mở {path.name}", failed=failed)

    def open_past(self, place: int, day: date) -> None:
        """Show the open book as it was at a place of its log, the end of a day; only to be looked at."""
        held = self._desk.book
        if held is not None:
            work = partial(_look_back, place=place, facts=replace(held, read_only=True, as_of=day))
            self._change(SwapFrom(work, partial(self._show, None), f"Đang dựng lại sổ như ngày {day_text(day)}"))

    def back_to_now(self) -> None:
        """Leave the past."""
        if self._desk.book is not None:
            self.open_path(self._desk.book.path)

    def ask_new(self) -> None:
        """Ask what book to make and make it."""
        from danvan_desktop.ui.dialogs.new_book import NewBook, proposed_file

        around = self._desk.around
        today = around.today()
        year = today.year + (today.month == _DECEMBER)
        self.new(NewBook(proposed_file(around.folders.documents, year), year, around.habits.commune))

    def new(self, proposal: NewBook, why: str = "", then: Callable[[], None] | None = None) -> None:
        """Ask what book to make, beginning with a proposal; make it, and go on with `then`."""
        from danvan_desktop.ui.dialogs.new_book import NewBookDialog
        from danvan_desktop.ui.dialogs.own_names import OwnNames

        habits = self._desk.around.habits
        own = OwnNames(habits.account_name(), habits.pc_name())
        proposal = replace(proposal, person=habits.person, device=habits.device)
        dialog = NewBookDialog(proposal, own, self._desk.around.chooser, self._desk.window)
        dialog.explain(why)
        dialog.ordered.connect(partial(self._make, then))
        dialog.open()

    def open_sample(self) -> None:
        """A sample book to try and throw away; the one made before, when it is still there."""
        path = self._desk.around.folders.documents / SAMPLE_NAME
        if path.exists():
            self.open_path(path)
            return
        around = self._desk.around
        work = partial(_make_sample, path, around.author(), around.folders.resources, around.today())
        self._swap(work, "Đang tạo sổ mẫu")

    def close(self) -> None:
        """Close the book; the window stays."""
        self._swap(lambda _: (None, None), "Đang đóng sổ")

    def _look_for_recent(self) -> None:
        """Say which of the recent books cannot be found now; a USB stick or a disk of the network may take its time."""
        recent = [Path(book) for book in self._desk.around.habits.recent]
        self._desk.jobs.run_aside(Job(partial(_those_away, recent), self._desk.window.start_page.say_away))

    def _make(self, then: Callable[[], None] | None, order: NewBook) -> None:
        around = self._desk.around
        habits = around.habits
        habits.person, habits.device, habits.commune = order.person, order.device, order.commune
        own_folder = order.path.parent == around.folders.documents
        work = partial(_make_book, order, around.author(), around.folders.resources, own_folder)
        self._swap(work, "Đang tạo sổ", then=then)

    def _swap(
        self,
        work: Callable[[Progress], Opened],
        title: str,
        then: Callable[[], None] | None = None,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Change the book, unless a cell stands open again with a text that the one held does not take."""
        self._change(Swap(work, partial(self._show, then), title, failed=failed))

    def _change(self, swap: Swap) -> None:
        self._desk.window.task_page.commit()
        self._desk.hub.leaving.emit()
        self._desk.situate(ready=False)
        self._desk.jobs.settle(partial(self._swap_what_is_saved, swap))

    def _swap_what_is_saved(self, swap: Swap) -> None:
        if go_on_typing(self._desk.window.task_page):
            self._desk.release()
            return
        self._desk.situate(writable=False)
        self._desk.run_long(swap)

    def _show(self, then: Callable[[], None] | None, opening: Opening | None) -> None:
        desk = self._desk
        facts = opening.facts if opening else None
        desk.book, desk.merged, desk.damaged = facts, (), None
        past = facts.as_of if facts else None
        desk.live_on(past)
        self._places.begin()
        desk.situate(book=facts is not None, merged=False, past=past is not None)
        desk.release()
        if facts is not None and past is None:
            opened = desk.around.now()
            what = f"{facts.title} · mở lúc {hour_text(opened)} ngày {day_text(opened)}"
            desk.around.habits.remember_book(facts.path, what)
            desk.remember_folder(facts.path)
        desk.window.set_recent(desk.around.habits.recent)
        desk.window.show_start()
        if opening is not None:
            self._show_book(opening)
        else:
            self._look_for_recent()
        self._keeping.save_habits()
        if then is not None:
            then()

    def _show_book(self, opening: Opening) -> None:
        facts = opening.facts
        again = ("Thử mở &lại", partial(self.open_path, opening.instead_of or facts.path))
        told = f"Chỉ đọc: {opening.why}. Xem, tìm và xuất được, không sửa được."
        if facts.as_of is not None:
            self._say_past(facts, facts.as_of)
        elif not facts.read_only and facts.package:
            self._say_package(facts)
        elif not facts.read_only:
            self._desk.window.show_book(self._name_of(facts))
        elif opening.why == NEWER:
            self._say_read_only(facts, f"{told} Muốn sửa hay gộp thì hãy cập nhật phần mềm.", again)
        elif opening.instead_of is not None:
            self._say_read_only(facts, f"{told} Khi nơi kia đóng sổ thì mở lại sổ.", again)
        else:
            copy = ("&Chép về máy rồi mở", partial(self._copy, facts.path))
            self._say_read_only(facts, f"{told} Muốn sửa thì chép sổ về máy và làm ở bản đó.", copy, again)
        self._places.load()

    def _name_of(self, facts: BookFacts) -> str:
        """The book's title, with its file's name where another recent book has the same one."""
        others = (what for path, what in self._desk.around.habits.recalled.items() if Path(path) != facts.path)
        alike = any(what.startswith(f"{facts.title} · ") for what in others)
        return f"{facts.title} («{facts.path.stem}»)" if alike else facts.title

    def _look_after_book(self) -> None:
        """Once its list is on the screen: whether it is sound, and a backup if it was changed since the last one."""
        facts = self._desk.book
        if facts is not None and not facts.read_only:
            self._look_at_health(facts)
            self._keeping.back_up_if_changed()
            around = self._desk.around
            work = partial(_look_around, disks=around.disks, now=around.now())
            self._desk.jobs.run(Job(work, partial(self._say_around, facts), "Đang kiểm tra sổ", urgent=False))

    def _look_at_health(self, facts: BookFacts) -> None:
        """A book that is damaged is not written to any more; a file of the same name elsewhere is no matter."""
        failed = partial(self._stop_writing, facts)
        self._desk.jobs.run(Job(_require_health, title="Đang kiểm tra sổ", failed=failed, urgent=False))

    def _say_around(self, facts: BookFacts, found: tuple[Place, date | None]) -> None:
        """Where the book lies is explained, and what the PC's clock says if that cannot be."""
        place, doubt = found
        said = [_WHERE.get(place.value, "")]
        today = self._desk.around.today()
        if doubt is not None:
            later = f", trong sổ đã có thay đổi máy này ghi ngày {day_text(doubt)}" if doubt > today else ""
            said.append(f"Ngày của máy có vẻ sai: máy đang là {day_text(today)}{later}. {_CLOCK}")
        offers = [("&Chép về máy rồi mở", partial(self._copy, facts.path))] if said[0] else []
        if any(said) and self._desk.book is facts:
            self._desk.window.notice.say(" ".join(filter(None, said)), offers)

    def _stop_writing(self, facts: BookFacts) -> None:
        """The book is damaged (the officer has been told): it is shown, and nothing is written to it any more."""
        if self._desk.book is facts:
            self._desk.book = replace(facts, read_only=True)
            self._desk.release()
            restore = self._desk.window.action(Command.RESTORE)
            self._say_read_only(
                facts,
                "Chỉ đọc: sổ có chỗ hỏng; tệp được giữ nguyên. Hãy khôi phục từ bản sao lưu gần nhất.",
                ("&Khôi phục…", restore.trigger),
            )

    def _say_past(self, facts: BookFacts, day: date) -> None:
        self._desk.window.show_book(f"{self._name_of(facts)} [như ngày {day_text(day)}]")
        self._desk.window.read_only_notice.say(
            f"Đang xem sổ như cuối ngày {day_text(day)}, chỉ đọc. Việc đến hạn, quá hạn và văn bản xuất ra tính theo "
            "ngày đó.",
            [("&Trở lại sổ hiện tại", self.back_to_now)],
            closable=False,
        )

    def _say_package(self, facts: BookFacts) -> None:
        """What came to an agency is no whole book, and goes back."""
        self._desk.window.show_book(f"{self._name_of(facts)} [gói của {facts.package.partition(' («')[0]}]")
        send = self._desk.window.action(Command.SEND)
        self._desk.window.read_only_notice.say(
            f"Đây là gói của {facts.package}, chỉ có nhiệm vụ của cơ quan này. Ghi kết quả, tiến độ rồi "
            "gửi lại nơi đã gửi gói.",
            [("&Gửi ra USB…", send.trigger)],
            closable=False,
        )

    def _say_read_only(self, book: BookFacts, why: str, *offers: Offer) -> None:
        self._desk.window.show_book(f"{self._name_of(book)} [Chỉ đọc]")
        self._desk.window.read_only_notice.say(why, offers, closable=False)

    def _ask_password(self, path: Path, go_on: Callable[[Path], None]) -> None:
        """Go on with a file that has none."""
        from danvan_desktop.ui.travel.passwords import Passwords

        def take(passwords: Mapping[Path, str]) -> None:
            if passwords:
                self._open_enciphered(path, passwords[path])
            else:
                go_on(path)

        Passwords(self._desk).ask([path], take)

    def _open_enciphered(self, path: Path, password: str) -> None:
        around = self._desk.around
        folder = around.folders.documents
        work = partial(_open_copy_of_enciphered, path, folder, password, around.author())
        said = f"Đã chép «{path.name}» về thư mục «{folder}» của máy và mở bản đó; tệp có mật khẩu còn nguyên."
        self._swap(work, f"Đang chép {path.name}", then=partial(self._desk.window.notice.say, said, kind="done"))

    def _copy(self, book: Path) -> None:
        """Copy a book into the folder of books, and open the copy."""
        around = self._desk.around
        folder = around.folders.documents
        work = partial(_open_copy, book, folder, around.author())
        said = f"Đã chép «{book.name}» về thư mục «{folder}» của máy và mở bản đó; tệp ở chỗ cũ còn nguyên."
        then = partial(self._desk.window.notice.say, said, kind="done")
        self._swap(work, f"Đang chép {book.name}", then, failed=partial(self._stay, book))

    def _stay(self, path: Path) -> None:
        """The book could not be opened: what was shown stays, and a file that is gone is not offered again."""
        self._unopened = path
        if self._desk.book is None:
            self._desk.window.show_start()
        if not path.exists():
            self._desk.around.habits.forget_book(path)
            self._desk.window.set_recent(self._desk.around.habits.recent)
        self._desk.hub.unopened.emit(path)

    def _look_at_refused(self, error: Exception) -> None:
        """Why a book was not opened, or not read, is said already; here is what can be done about it."""
        path, self._unopened = self._unopened, None
        held = self._desk.book
        if path is not None:
            torn = isinstance(error, NotABook) and path.suffix == ".danvan"
            if torn or isinstance(error, DamagedBook):
                self._desk.tell_damaged(path)
            elif isinstance(error, BookBusy):
                self._look_for_backup(path)
        elif held is not None and isinstance(error, DamagedBook) and error.name == held.path.name:
            if held.read_only:
                self._desk.tell_damaged(held.path)
            else:
                self._look_at_health(held)

    def _look_for_backup(self, path: Path) -> None:
        """A book that somebody else has open can be seen as it was at its last backup."""
        work = partial(_newest_backup, folder=self._desk.around.folders.backups(path), path=path)
        self._desk.jobs.run_aside(Job(work, partial(self._say_backup, path), "Đang tìm bản sao lưu"))

    def _say_backup(self, path: Path, found: tuple[Path, datetime] | None) -> None:
        if found is None:
            return
        backup, made = found
        when = f"{hour_text(made)} ngày {day_text(made.date())}"
        why = f"đây là bản sao lưu lúc {when} của sổ «{path.stem}» đang được mở ở nơi khác"
        work = partial(_open_backup, backup, path, why, self._desk.around.author())
        look = partial(self._swap, work, f"Đang mở {backup.name}")
        self._desk.window.notice.say(
            f"Sổ «{path.stem}» đang được mở ở nơi khác. Trong lúc chờ, xem được bản sao lưu lúc {when} (chỉ đọc).",
            [("&Xem bản sao lưu", look)],
        )


def _open(path: Path, author: Author, _progress: Progress) -> Opened:
    """The book, open for writing if it can be; the reason why not is told when it cannot be read either."""
    book, why = open_for_work(path, author)
    return _with_facts(book, why)


def _look_back(book: Book, _progress: Progress, place: int, facts: BookFacts) -> Opened:
    from danvan_desktop.services import safety

    return safety.look_back(book, place), Opening(facts)


def _open_copy(path: Path, folder: Path, author: Author, _progress: Progress) -> Opened:
    copy = books.copy_book(path, folder)
    try:
        return _with_facts(books.open_book(copy, author))
    except BaseException:
        books.discard_copy(copy)
        raise


def _open_copy_of_enciphered(path: Path, folder: Path, password: str, author: Author, _progress: Progress) -> Opened:
    from danvan_desktop.services.travel import copy_opened

    return _with_facts(books.open_book(copy_opened(path, folder, password), author))


def _with_facts(book: Book, why: str = "") -> Opened:
    try:
        return book, Opening(book_facts(book), why)
    except BaseException:
        book.close()
        raise


def _those_away(recent: Sequence[Path], _progress: Progress) -> frozenset[Path]:
    return frozenset(path for path in recent if not path.exists())


def _newest_backup(_progress: Progress, folder: Path, path: Path) -> tuple[Path, datetime] | None:
    from danvan_desktop.services.backups import list_backups

    held = list_backups(folder, path)
    return (held[0].path, held[0].made) if held else None


def _open_backup(backup: Path, path: Path, why: str, author: Author, _progress: Progress) -> Opened:
    book = books.open_book(backup, author, read_only=True)
    opened, opening = _with_facts(book, why)
    return opened, replace(opening, instead_of=path) if opening else None


def _look_around(
    book: Book, _progress: Progress, disks: Callable[[], DisksOfPc], now: datetime
) -> tuple[Place, date | None]:
    place = disks().place_of(book.path)
    if place == _STICK:
        save_carefully(book)
    return place, clock_doubt(book, now)


def _require_health(book: Book, _progress: Progress) -> None:
    books.require_healthy(book)


def _make_book(order: NewBook, author: Author, resources: Path, own_folder: bool, _progress: Progress) -> Opened:
    if own_folder:
        order.path.parent.mkdir(parents=True, exist_ok=True)
    shipped = books.read_shipped(resources, split_commune(order.commune)[0])
    book = books.new_book(order.path, author, order.year, shipped, order.commune)
    if order.signer is not None:
        from danvan_desktop.services.letterhead import begin_letterhead

        begin_letterhead(book, order.signer)
    return _with_facts(book)


def _make_sample(path: Path, author: Author, resources: Path, today: date, _progress: Progress) -> Opened:
    from danvan_desktop.services import demo

    path.parent.mkdir(parents=True, exist_ok=True)
    shipped = books.read_shipped(resources)
    order = demo.DemoOrder(demo.sample_file(resources), today)
    return _with_facts(demo.make_demo(path, author, shipped, order))
