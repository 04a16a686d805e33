"""Tạo sổ mới: the year, the commune, who keeps the book, and where the file goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.surroundings import FileChooser, FileQuestion

BOOK_KINDS = "Sổ dân vận (*.danvan)"
SUFFIX = ".danvan"


@dataclass(frozen=True, slots=True)
class NewBook:
    """A book to be made."""

    path: Path
    year: int
    commune: str
    person: str


class NewBookDialog(Dialog):
    """`ordered` carries the book to make; `why` says why one is needed, when the officer did not ask for it.

    The file's name follows the year until the officer chooses another.
    """

    ordered = Signal(object)

    def __init__(self, proposal: NewBook, chooser: FileChooser, why: str, parent: QWidget | None) -> None:
        super().__init__("Tạo sổ mới", parent)
        self._chooser = chooser
        self._proposed = proposal.path
        self.year = QSpinBox(self)
        self.year.setRange(2000, 2100)
        self.year.setValue(proposal.year)
        self.commune = QLineEdit(proposal.commune, self)
        self.commune.setPlaceholderText("ví dụ: xã Tân Phú, phường An Bình")
        self.person = QLineEdit(proposal.person, self)
        self.person.setPlaceholderText("họ và tên, ghi cạnh mỗi thay đổi trong sổ")
        self.path = QLineEdit(str(proposal.path), self)
        self._browse = QPushButton("&Chọn…", self)
        self._trouble = QLabel(self)
        self._trouble.setProperty("role", "doubt")
        self._trouble.setWordWrap(True)
        self._make = self.add_buttons("&Tạo sổ")
        self._lay_out(why)
        (self.person if proposal.commune else self.commune).setFocus()
        self._browse.clicked.connect(self._choose_file)
        self.year.valueChanged.connect(self._follow_year)
        for field in (self.commune, self.person, self.path):
            field.textChanged.connect(self._check)
        self._check()

    def accept(self) -> None:
        """Order the book."""
        order = NewBook(self._file(), self.year.value(), self.commune.text().strip(), self.person.text().strip())
        super().accept()
        self.ordered.emit(order)

    def _file(self) -> Path:
        path = Path(self.path.text().strip())
        return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def _lay_out(self, why: str) -> None:
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows = (("&Năm", self.year), ("&Xã, phường", self.commune), ("Người &lập sổ", self.person))
        for title, field in rows:
            field.setAccessibleName(title.replace("&", ""))
            form.addRow(title, field)
        caption = QLabel("Tệ&p sổ", self)
        caption.setBuddy(self.path)
        form.addRow(caption, place)
        self.path.setAccessibleName("Tệp sổ")
        self._browse.setAccessibleName("Chọn nơi lưu tệp sổ")
        reason = QLabel(why, self)
        reason.setWordWrap(True)
        reason.setVisible(bool(why))
        column = QVBoxLayout(self)
        column.addWidget(reason)
        column.addLayout(form)
        column.addWidget(self._trouble)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(540)

    def _follow_year(self, year: int) -> None:
        """While the file is still the proposed one, its name follows the year."""
        if self.path.text() == str(self._proposed):
            name = self._proposed.name.replace(self._proposed.stem[-4:], str(year))
            self._proposed = self._proposed.with_name(name)
            self.path.setText(str(self._proposed))
        self._check()

    def _choose_file(self) -> None:
        question = FileQuestion("Lưu sổ mới vào", self._file(), BOOK_KINDS)
        self._chooser.ask_save(self, question, lambda path: self.path.setText(str(path)))

    def _check(self) -> None:
        trouble = self._what_is_missing()
        self._trouble.setText(trouble)
        self._make.setEnabled(not trouble)

    def _what_is_missing(self) -> str:
        if not self.commune.text().strip():
            return "Hãy ghi tên xã, phường: tên này được in ở đầu các văn bản."
        if not self.person.text().strip():
            return "Hãy ghi tên người lập sổ."
        if not self.path.text().strip() or not self._file().is_absolute():
            return "Hãy chọn nơi lưu tệp sổ."
        if self._file().exists():
            return f"Đã có tệp «{self._file().name}» ở đó. Hãy đặt tên khác."
        return ""


def proposed_file(folder: Path, year: int) -> Path:
    """A free name in the folder, ending in the year."""
    stems = [f"So dan van {year}", *(f"So dan van ({count}) {year}" for count in range(2, 100))]
    files = [folder / f"{stem}{SUFFIX}" for stem in stems]
    return next((file for file in files if not file.exists()), files[-1])
