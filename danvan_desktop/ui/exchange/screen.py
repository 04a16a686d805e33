"""The place «Trao đổi dữ liệu»: what two books disagree on, and what may be there twice."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from danvan_desktop.services import merging, returns
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.merging import Keep, PastMerge, Suspicion
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.exchange.page import ExchangePage, ExchangeView
from danvan_desktop.ui.exchange.telling import answered
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.places.place import Guide
from danvan_desktop.ui.wording import day_text, hour_text, number_text

_SAVING = "Đang lưu"


class ExchangeScreen:
    """A `Screen` (ui.places.place)."""

    def __init__(self, desk: Desk, guide: Guide) -> None:
        self._desk = desk
        self._guide = guide
        self._wanted = ""
        self.page = ExchangePage(desk.window.commands, desk.window)
        card = self.page.card
        card.kept.connect(self._keep)
        card.picked.connect(lambda place: self._answer(partial(_pick, place=place)))
        card.typed.connect(lambda text: self._answer(partial(_type, text=text)))
        self.page.pair.joined.connect(self._join)
        self.page.pair.told_apart.connect(self._tell_apart)

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self.page

    def load(self) -> None:
        """Read anew what waits for an answer."""
        self.page.set_editable(self._desk.window.situation.writable)
        self.page.say_state(self._state(), "\n".join(str(file.path) for file in self._desk.merged))
        work = partial(_read, apart=self._desk.around.habits.apart.split())
        self._desk.jobs.run(Job(work, self._show, "Đang đọc các chỗ cần chọn"))

    def forget(self) -> None:
        """Another book, or none, is open."""
        self._wanted = ""
        self.page.show_view(ExchangeView())

    def open_conflict(self, record: str) -> None:
        """Show what is disputed in a record."""
        self._wanted = record
        self.page.show_conflicts()
        self.load()

    def _show(self, view: ExchangeView) -> None:
        wanted, self._wanted = self._wanted, ""
        self.page.show_view(view, wanted)

    def _state(self) -> str:
        files = self._desk.merged
        if not files:
            return ""
        names = ", ".join(f"«{file.path.name}»" for file in files)
        if all(file.given_back for file in files):
            return f"Đã ghi lại {names}. Nếu còn sửa trong sổ này thì ghi lại lần nữa để hai sổ giống nhau."
        return f"Vừa gộp {names}. Chọn xong các chỗ khác nhau thì bấm «Ghi lại vào USB» để máy kia cũng có như vậy."

    def _keep(self, keep: Keep, alike: bool) -> None:
        act = merging.answer_alike if alike else merging.answer_conflict
        self._answer(partial(_keep, act=act, keep=keep), alike=alike)

    def _answer(self, work: Callable[..., Changes], *, alike: bool = False) -> None:
        card = self.page.card.card
        if card is not None:
            self._run(partial(work, conflict=card.id), answered(card, alike=alike), self.page.conflicts)

    def _join(self) -> None:
        twins = self.page.twins()
        if twins is not None:
            self._run(partial(_join, suspicion=twins.suspicion), "Đã nhập hai mục thành một", self.page.pairs)

    def _tell_apart(self) -> None:
        """Kept on this PC alone: it is a question that is not asked again, nothing in the book."""
        twins = self.page.twins()
        if twins is not None:
            habits = self._desk.around.habits
            before, habits.apart = habits.apart, f"{habits.apart} {twins.key}".strip()
            self.page.pairs.setFocus()
            self.load()
            self._desk.window.notice.say(
                "Đã để riêng hai mục; máy này không hỏi lại về cặp đó.",
                [("Hoàn tác", partial(self._ask_again, before))],
                kind="done",
            )

    def _ask_again(self, apart: str) -> None:
        self._desk.around.habits.apart = apart
        self._desk.window.notice.hide()
        self.load()

    def _run(self, work: Callable[[Book, Progress], Changes], said: str, then: QWidget) -> None:
        then.setFocus()
        self._desk.jobs.run(Job(work, partial(self._take_written, said), _SAVING, failed=self.load))

    def _take_written(self, said: str, changes: Changes) -> None:
        self._desk.written(changes)
        if changes:
            self._desk.tell_done(f"{said}.")
        else:
            self.load()


def _read(book: Book, _progress: Progress, apart: Collection[str]) -> ExchangeView:
    return ExchangeView(
        merging.conflict_cards(book),
        merging.list_twins(book, apart),
        tuple(map(_past_line, merging.list_merges(book))),
        returns.list_returns(book),
    )


def _past_line(merge: PastMerge) -> tuple[str, str, str]:
    moment = datetime.fromisoformat(merge.merged_at).astimezone()
    return f"{hour_text(moment)} {day_text(moment.date())}", merge.source, number_text(merge.changes)


def _keep(
    book: Book, _progress: Progress, act: Callable[[Book, str, Keep], Changes], keep: Keep, conflict: str
) -> Changes:
    return act(book, conflict, keep)


def _pick(book: Book, _progress: Progress, place: int, conflict: str) -> Changes:
    return merging.answer_side(book, conflict, place)


def _type(book: Book, _progress: Progress, text: str, conflict: str) -> Changes:
    return merging.answer_with(book, conflict, text)


def _join(book: Book, _progress: Progress, suspicion: Suspicion) -> Changes:
    return merging.join_suspected(book, suspicion)
