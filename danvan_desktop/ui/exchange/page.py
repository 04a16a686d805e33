"""The place «Trao đổi dữ liệu» as a widget: orders, what waits for an answer, what was merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from danvan_desktop.domain.labels import KIND_LABELS
from danvan_desktop.domain.merging.views import ConflictCard
from danvan_desktop.services.merging import Twins
from danvan_desktop.ui.exchange.card import CardView
from danvan_desktop.ui.exchange.orders import OrdersBar
from danvan_desktop.ui.exchange.telling import line_of
from danvan_desktop.ui.exchange.twins_view import TwinsView
from danvan_desktop.ui.exchange.two_lines import TwoLinesList
from danvan_desktop.ui.frame.actions import Actions
from danvan_desktop.ui.safety.lines import Line, LinesModel, LinesView
from danvan_desktop.ui.wording import number_text

_NO_CONFLICTS = (
    "Không có chỗ nào hai bên cùng sửa.\n\n"
    "Để gộp sổ của máy khác vào sổ này: cắm USB, bấm «Nhận từ USB…» ở trên rồi chọn một hoặc nhiều tệp (sổ ở thư mục "
    "khác: «Nhập dữ liệu từ sổ khác…», hoặc kéo tệp thả vào cửa sổ). Chương trình cho xem trước rồi mới gộp.\n\n"
    "Để đưa sổ này sang máy khác: «Gửi ra USB…». Để một cơ quan tự ghi kết quả phần việc của mình: «Gói cho một cơ "
    "quan…», khi nhận lại thì gộp như sổ khác."
)
_LIST_LETTERS = 30
_NO_TWINS = "Không có cặp nhiệm vụ hay cơ quan nào nghi trùng."
_NO_MERGES = "Chưa gộp sổ nào vào sổ này."


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """Everything that the place shows: conflicts, suspected pairs, and (when, file, changes) of past merges."""

    cards: Sequence[ConflictCard] = ()
    twins: Sequence[Twins] = ()
    merges: Sequence[tuple[str, str, str]] = ()


class ExchangePage(QWidget):
    """`chosen` tells of another conflict or pair."""

    chosen = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Trao đổi dữ liệu")
        self._view = ExchangeView()
        self._editable = True
        self.orders = OrdersBar(actions, self)
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setProperty("role", "caption")
        self.tabs = QTabWidget(self)
        self.conflicts = TwoLinesList("Các chỗ hai bên cùng sửa", self)
        self.card = CardView(self)
        self.pairs = TwoLinesList("Các cặp nghi trùng", self)
        self.pair = TwinsView(self)
        self._past = LinesModel(("Lúc", "Tệp đã gộp", "Số thay đổi"), self)
        self.past = LinesView(self._past, (18, 40, 18), self)
        self.past.setAccessibleName("Các lần gộp, mới nhất ở trên")
        self._stacks: list[QStackedWidget] = []
        self._lay_out()
        self.conflicts.moved.connect(self._show_card)
        self.conflicts.entered.connect(self.card.begin)
        self.pairs.moved.connect(self._show_pair)
        self.pairs.entered.connect(self.pair.begin)
        self.card.put_off.connect(self._next_conflict)
        self.show_view(ExchangeView())

    def show_view(self, view: ExchangeView, wanted: str = "") -> None:
        """Show what stands in the book; the conflict in hand stays, or the one after it takes its place. `wanted` is
        the record of the one to show."""
        place, pair = self.conflicts.place(), self.pairs.place()
        held = self.card.card.id if self.card.card else ""
        place = next((number for number, card in enumerate(view.cards) if card.id == held), place)
        place = next((number for number, card in enumerate(view.cards) if wanted in (card.record, card.about)), place)
        self._view = view
        self.conflicts.show_lines([line_of(card) for card in view.cards], place)
        self.pairs.show_lines([_pair_line(twins) for twins in view.twins], pair)
        self._past.show_rows([Line(cells) for cells in view.merges])
        titles = (
            ("Hai bên cùng sửa", len(view.cards)),
            ("Nghi trùng", len(view.twins)),
            ("Các lần gộp", len(view.merges)),
        )
        for number, (title, count) in enumerate(titles):
            self.tabs.setTabText(number, f"{title} ({number_text(count)})" if count else title)
            self._stacks[number].setCurrentIndex(int(count > 0))
        self._show_card()
        self._show_pair()

    def set_editable(self, editable: bool) -> None:
        """Whether the book may be written."""
        self._editable = editable
        self._show_card()
        self._show_pair()

    def say_state(self, text: str, paths: str = "") -> None:
        """What stands under the orders, nothing for none; `paths` says where its files are."""
        self.state.setToolTip(paths)
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def show_conflicts(self) -> None:
        """Open the list of conflicts."""
        self.tabs.setCurrentIndex(0)
        self.conflicts.setFocus()

    def show_twins(self) -> None:
        """Open the list of suspected pairs."""
        self.tabs.setCurrentIndex(1)
        self.pairs.setFocus()

    def twins(self) -> Twins | None:
        """The pair in hand."""
        place = self.pairs.place()
        return self._view.twins[place] if 0 <= place < len(self._view.twins) else None

    def view(self) -> ExchangeView:
        """What is shown."""
        return self._view

    def _show_card(self) -> None:
        place = self.conflicts.place()
        self.card.show_card(self._view.cards[place] if 0 <= place < len(self._view.cards) else None, self._editable)
        self.chosen.emit()

    def _show_pair(self) -> None:
        self.pair.show_twins(self.twins(), self._editable)

    def _next_conflict(self) -> None:
        count = len(self._view.cards)
        if count > 1:
            self.conflicts.setCurrentIndex(self.conflicts.rows.index((self.conflicts.place() + 1) % count, 0))
        self.conflicts.setFocus()

    def _lay_out(self) -> None:
        places = (
            ("Hai bên cùng sửa", _NO_CONFLICTS, _split(self.conflicts, self.card)),
            ("Nghi trùng", _NO_TWINS, _split(self.pairs, self.pair)),
            ("Các lần gộp", _NO_MERGES, self.past),
        )
        for title, nothing, widget in places:
            stack = QStackedWidget(self)
            stack.addWidget(_hint(nothing, self))
            stack.addWidget(widget)
            self._stacks.append(stack)
            self.tabs.addTab(stack, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(5)
        column.addWidget(self.orders)
        column.addWidget(self.state)
        column.addWidget(self.tabs, 1)
        self.setFocusProxy(self.conflicts)
        self.say_state("")


def _split(left: QWidget, right: QWidget) -> QSplitter:
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(right)
    split.setStretchFactor(0, 1)
    split.setStretchFactor(1, 3)
    split.setHandleWidth(1)
    left.setMinimumWidth(_LIST_LETTERS * left.fontMetrics().averageCharWidth())
    return split


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setContentsMargins(12, 16, 12, 0)
    label.setProperty("role", "caption")
    return label


def _pair_line(twins: Twins) -> tuple[str, str]:
    held = twins.suspicion
    kind = KIND_LABELS[held.kind]
    paths = " và ".join(path for path in (held.keeps_path, held.goes_path) if path)
    head = f"{kind[:1].upper()}{kind[1:]} {paths}".strip()
    return head, " ↔ ".join(" ".join(text.split()) for text in (held.keeps_text, held.goes_text))
