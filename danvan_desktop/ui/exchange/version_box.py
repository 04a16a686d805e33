"""One version of a disputed field: whose, when, what it says, and the button that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.domain.merging.wordwise import Piece
from danvan_desktop.ui.style import found_ground


class VersionBox(QFrame):
    """`keep` is the button; words that the other version does not have are underlined on a ground of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "version")
        self._pieces: Sequence[Piece] = ()
        self._title = _label(self)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._value = _label(self)
        self._value.setTextFormat(Qt.TextFormat.RichText)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.keep = QPushButton(self)
        self._meaning = _label(self)
        self._meaning.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(5)
        column.addWidget(self._title)
        column.addWidget(self._value, 1)
        column.addWidget(self.keep)
        column.addWidget(self._meaning)

    def show_version(self, title: str, pieces: Sequence[Piece], button: str, meaning: str) -> None:
        """Show a version."""
        self._pieces = pieces
        self._title.setText(title)
        self.keep.setText(button)
        self.keep.setAccessibleName(button.replace("&", ""))
        self.keep.setAccessibleDescription(meaning)
        self.keep.setToolTip(meaning)
        self._meaning.setText(meaning)
        self._paint_value()

    def text(self) -> str:
        """What the version says."""
        return "".join(piece.text for piece in self._pieces)

    def own_words(self) -> list[str]:
        """What is marked as not standing in the other version."""
        return [piece.text.strip() for piece in self._pieces if piece.own]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_value"):
            self._paint_value()

    def _paint_value(self) -> None:
        self._value.setText(marked_html(self._pieces, self.palette()))
        self._value.setAccessibleName(self.text())


def marked_html(pieces: Sequence[Piece], palette: QPalette) -> str:
    """A text with what only it says underlined on a ground of its own; one that differs as a whole is not marked."""
    ground = found_ground(palette).name()
    whole = all(piece.own for piece in pieces)
    found = []
    for piece in pieces:
        words = piece.text.rstrip()
        blank = _html(piece.text[len(words) :])
        mark = piece.own and not whole and words
        html = f'<span style="background-color:{ground}"><u>{_html(words)}</u></span>' if mark else _html(words)
        found.append(html + blank)
    return "".join(found)


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
