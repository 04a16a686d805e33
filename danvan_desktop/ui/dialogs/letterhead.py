"""Thông tin cơ quan: what is printed at the head and the foot of every paper."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.agencies.names import split_commune
from danvan_desktop.domain.papers import Dash, LetterheadProfile, OutsideDecree, Signer
from danvan_desktop.services.letterhead import BLANK_COMMUNE, specimen
from danvan_desktop.ui.dialogs.frame import Dialog, scrolled
from danvan_desktop.ui.dialogs.margins import MarginFields
from danvan_desktop.ui.dialogs.signing import SigningBox
from danvan_desktop.ui.printing.picture import PagePicture
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_SIZES = (8, 20)
_RECIPIENT_LINES = 4
_DASHES = {Dash.HYPHEN: "Văn hóa - Xã hội (gạch ngắn)", Dash.EN: "Văn hóa – Xã hội (gạch dài)"}
_WIDTH_LETTERS = 164
_DASH_LETTERS = 14
_PATIENCE_MS = 120


class LetterheadDialog(Dialog):
    """`decided` carries the LetterheadProfile as the officer wants it; what the decree forbids is refused."""

    decided = Signal(object)

    def __init__(self, profile: LetterheadProfile, parent: QWidget | None) -> None:
        super().__init__("Thông tin cơ quan", parent)
        self._before = profile
        signer = profile.signers[0] if profile.signers else None
        self.commune = QLineEdit("" if profile.commune == BLANK_COMMUNE else profile.unit_name, self)
        self.commune.setPlaceholderText("ví dụ: xã Tân Phú, phường An Bình")
        self.superior = QLineEdit(profile.superior, self)
        self.superior.setPlaceholderText("để trống khi Ủy ban nhân dân xã, phường ban hành")
        self.province = QLineEdit(profile.province, self)
        self.province.setPlaceholderText("ví dụ: thành phố Hải Phòng")
        self.place = QLineEdit(profile.place, self)
        self.margins = MarginFields(profile.margins, self)
        self.form = SigningBox(signer.form if signer else None, self)
        self.signer = QLineEdit(signer.name if signer else "", self)
        self.signer.setPlaceholderText("họ và tên, không ghi học hàm, học vị")
        self.recipients = QPlainTextEdit("\n".join(profile.recipients), self)
        self.recipients.setPlaceholderText("mỗi nơi nhận một dòng, ví dụ: Lưu: VT, VHXH")
        self.recipients.setTabChangesFocus(True)
        self.recipients.setFixedHeight(self.recipients.fontMetrics().lineSpacing() * _RECIPIENT_LINES + 16)
        self.font_size = self._size_field(profile.font_size)
        self.dash = QuietComboBox(self)
        self.dash.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.dash.setMinimumContentsLength(_DASH_LETTERS)
        self.form.setMinimumContentsLength(_DASH_LETTERS)
        for dash, words in _DASHES.items():
            self.dash.addItem(words, dash)
        self.dash.setCurrentIndex(self.dash.findData(profile.dash))
        self.picture = PagePicture("Hình phần đầu và phần cuối văn bản", self)
        self._trouble = QLabel(self)
        self._trouble.setProperty("role", "doubt")
        self._trouble.setWordWrap(True)
        self._keep = self.add_buttons("&Ghi lại")
        self._lay_out()
        self.commune.setFocus()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE_MS)
        self._soon.timeout.connect(self._draw)
        self._connect()
        self._check()
        self._draw()

    def accept(self) -> None:
        """Hand over the profile."""
        profile = self._profile()
        super().accept()
        self.decided.emit(profile)

    def _size_field(self, chosen: int) -> QSpinBox:
        field = QSpinBox(self)
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setRange(*_SIZES)
        field.setValue(chosen)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.setToolTip("13 hoặc 14")
        return field

    def _connect(self) -> None:
        changed = [field.textChanged for field in (self.commune, self.superior, self.place, self.signer)]
        changed += [self.recipients.textChanged, self.font_size.valueChanged, self.margins.changed]
        changed += [self.form.currentIndexChanged, self.dash.currentIndexChanged]
        for signal in changed:
            signal.connect(self._check)

    def _profile(self) -> LetterheadProfile:
        """The profile as it is filled in. Raises OutsideDecree."""
        kind, name = split_commune(self.commune.text())
        form = self.form.form()
        lines = [line.strip() for line in self.recipients.toPlainText().splitlines()]
        return replace(
            self._before,
            commune=name,
            commune_type=kind,
            superior=" ".join(self.superior.text().split()).upper(),
            province=" ".join(self.province.text().split()),
            place=" ".join(self.place.text().split()),
            margins=self.margins.margins(),
            signers=(Signer(self.signer.text().strip(), form),) if form else (),
            recipients=tuple(line for line in lines if line),
            font_size=self.font_size.value(),
            dash=Dash(self.dash.currentData()),
        )

    def _check(self) -> None:
        self.signer.setEnabled(self.form.form() is not None)
        try:
            own_place = replace(self._profile(), place="").place_name
            self.place.setPlaceholderText(f"để trống thì ghi «{own_place}»")
        except OutsideDecree as trouble:
            self._trouble.setText(str(trouble))
        else:
            self._trouble.clear()
        self._keep.setEnabled(not self._trouble.text())
        self._soon.start()

    def _draw(self) -> None:
        """Show what papers will look like; while something is refused, the last picture that was allowed."""
        with suppress(OutsideDecree):
            self.picture.show_document(specimen(self._profile()))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows = (
            ("Cơ quan cấp t&rên", self.superior),
            ("&Xã, phường", self.commune),
            ("Tỉnh, t&hành phố", self.province),
            ("Đị&a danh", self.place),
            ("&Thẩm quyền ký", self.form),
            ("Người &ký", self.signer),
            ("&Nơi nhận", self.recipients),
            ("&Cỡ chữ nội dung", self.font_size),
            ("Gạch nố&i", self.dash),
            ("&Lề trang (mm)", self.margins),
        )
        for title, field in rows:
            field.setAccessibleName(title.replace("&", ""))
            form.addRow(title, field)
        side = QVBoxLayout()
        side.addLayout(form)
        side.addWidget(self._trouble)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(scrolled(side, self), 1)
        row.addWidget(self.picture, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self.keys_told())
        column.addWidget(self.buttons)
        self.tab_through([field for _, field in rows if field is not self.margins] + self.margins.stops())
        self.fit(_WIDTH_LETTERS)
