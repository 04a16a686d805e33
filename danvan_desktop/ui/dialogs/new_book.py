"""Tạo sổ mới: the year, the commune, who signs its papers, who keeps the book on which PC, and where the file goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.papers import OutsideDecree, Signer
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.dialogs.own_names import OwnNames
from danvan_desktop.ui.dialogs.signing import SigningBox
from danvan_desktop.ui.surroundings import FileChooser, FileQuestion

BOOK_KINDS = "Sổ dân vận (*.danvan)"
SUFFIX = ".danvan"


@dataclass(frozen=True, slots=True)
class NewBook:
    """A book to be made; a blank person or device is the account's, the PC's own."""

    path: Path
    year: int
    commune: str
    person: str = ""
    device: str = ""
    signer: Signer | None = None


_SIGNER_HINT = "họ và tên; để trống thì ghi sau"
_NO_SIGNER_HINT = "chọn thẩm quyền ký thì ghi được"


class NewBookDialog(Dialog):
    """`ordered` carries the book to make; `why` says why one is needed, when the officer did not ask for it.

    The file's name follows the year until the officer chooses another. Only the commune must be filled in.
    """

    ordered = Signal(object)

    def __init__(self, proposal: NewBook, own: OwnNames, chooser: FileChooser, parent: QWidget | None) -> None:
        super().__init__("Tạo sổ mới", parent)
        self._chooser = chooser
        self._proposed = proposal.path
        self._why = QLabel(self)
        self._why.setWordWrap(True)
        self._why.setVisible(False)
        self.year = QSpinBox(self)
        self.year.setRange(2000, 2100)
        self.year.setValue(proposal.year)
        self.year.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.commune = _line(proposal.commune, "ví dụ: xã Tân Phú, phường An Bình", self)
        self.form = SigningBox(None, self)
        self.signer = _line("", "", self)
        hint = f"họ và tên, ghi cạnh mỗi thay đổi; để trống thì ghi «{own.person}»"
        self.person = _line(proposal.person, hint, self)
        self.device = _line(proposal.device, f"để trống thì ghi «{own.device}»", self)
        self.path = _line("", "", self)
        self._show_path(proposal.path)
        self._browse = QPushButton("&Chọn…", self)
        self._browse.setAutoDefault(False)
        self._trouble = QLabel(self)
        self._trouble.setProperty("role", "doubt")
        self._trouble.setWordWrap(True)
        self._make = self.add_buttons("Tạ&o sổ")
        self._lay_out()
        self._browse.clicked.connect(self._choose_file)
        self.year.valueChanged.connect(self._follow_year)
        self.form.currentIndexChanged.connect(self._check)
        for field in (self.commune, self.signer, self.path):
            field.textChanged.connect(self._check)
        self._check()
        (self._make if self._make.isEnabled() else self.commune).setFocus()

    def explain(self, why: str) -> None:
        """Say why a book is needed."""
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def accept(self) -> None:
        """Order the book."""
        order = NewBook(
            self._file(),
            self.year.value(),
            self.commune.text().strip(),
            self.person.text().strip(),
            self.device.text().strip(),
            self._signer(),
        )
        super().accept()
        self.ordered.emit(order)

    def _file(self) -> Path:
        path = Path(self.path.text().strip())
        return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def _signer(self) -> Signer | None:
        """Who signs. Raises OutsideDecree."""
        form = self.form.form()
        return Signer(self.signer.text().strip(), form) if form else None

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.addWidget(self.path, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows = (
            ("&Năm", self.year),
            ("&Xã, phường", self.commune),
            ("Thẩm quyền &ký", self.form),
            ("N&gười ký", self.signer),
            ("Người &lập sổ", self.person),
            ("Tên &máy", self.device),
            ("Tệ&p sổ", self.path),
        )
        for title, field in rows:
            field.setAccessibleName(title.replace("&", ""))
            caption = QLabel(title, self)
            caption.setBuddy(field)
            form.addRow(caption, place if field is self.path else field)
        self._browse.setAccessibleName("Chọn nơi lưu tệp sổ")
        column = QVBoxLayout(self)
        column.addWidget(self._why)
        column.addLayout(form)
        column.addWidget(self._trouble)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(84)

    def _follow_year(self, year: int) -> None:
        """While the file is still the proposed one, its name follows the year."""
        if self.path.text() == str(self._proposed):
            name = self._proposed.name.replace(self._proposed.stem[-4:], str(year))
            self._proposed = self._proposed.with_name(name)
            self._show_path(self._proposed)
        self._check()

    def _choose_file(self) -> None:
        question = FileQuestion("Lưu sổ mới vào", self._file(), BOOK_KINDS)
        self._chooser.ask_save(self, question, self._show_path)

    def _show_path(self, path: Path) -> None:
        """Show where the file goes, by its end: every folder of the account begins alike."""
        self.path.setText(str(path))
        self.path.end(False)

    def _check(self) -> None:
        signs = self.form.form() is not None
        self.signer.setEnabled(signs)
        self.signer.setPlaceholderText(_SIGNER_HINT if signs else _NO_SIGNER_HINT)
        self.path.setToolTip(self.path.text())
        trouble = self._what_is_missing()
        self._trouble.setText(trouble)
        self._make.setEnabled(not trouble)

    def _what_is_missing(self) -> str:
        if not self.commune.text().strip():
            return "Hãy ghi tên xã, phường: tên này được in ở đầu các văn bản."
        try:
            self._signer()
        except OutsideDecree as trouble:
            return str(trouble)
        if not self.path.text().strip() or not self._file().is_absolute():
            return "Hãy chọn nơi lưu tệp sổ."
        if self._file().exists():
            return f"Đã có tệp «{self._file().name}» ở đó. Hãy đặt tên khác."
        return ""


def _line(text: str, hint: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(text, parent)
    line.setPlaceholderText(hint)
    line.setCursorPosition(0)
    return line


def proposed_file(folder: Path, year: int) -> Path:
    """A free name in the folder, ending in the year."""
    stems = [f"So dan van {year}", *(f"So dan van ({count}) {year}" for count in range(2, 100))]
    files = [folder / f"{stem}{SUFFIX}" for stem in stems]
    return next((file for file in files if not file.exists()), files[-1])
