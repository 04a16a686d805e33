"""What may be said of a paper: a row for each choice, of which a kind shows those that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from danvan_desktop.domain.official import Period, PeriodKind
from danvan_desktop.services.papers import PAPERS, Choice, PaperChoices, PaperKind
from danvan_desktop.ui.dialogs.signing import SigningBox
from danvan_desktop.ui.papers.material import Material, PaperWish, periods_for, usual_choice
from danvan_desktop.ui.widgets.day_field import DayField
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_ALL_PROGRAMMES = "Theo ngày, hoặc mọi chương trình"
_ALL_AGENCIES = "Mọi cơ quan"
_LETTERS = 16


class PaperForm(QWidget):
    """The choices; `changed` tells that another thing was chosen."""

    changed = Signal()

    def __init__(self, material: Material, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._material = material
        self._kind = next(iter(PAPERS))
        self._programme: str | None = None
        self.programme = self._box()
        self.agency = self._box()
        self.each = QCheckBox("Mỗi cơ quan một &tệp", self)
        self.period = self._box()
        self.first, self.last = self._day("Từ ngày"), self._day("Đến ngày")
        self.closing = self._day("Số liệu đến ngày")
        self.letter_round = self._box()
        self.earlier = QLineEdit(self)
        self.earlier.setPlaceholderText("Công văn số 12/UBND-VHXH ngày 05/3/2026")
        self.deadline = self._day("Hạn mới")
        self.signing = SigningBox(None, self, nothing="Như Thông tin cơ quan")
        self._rows = self._lay_out()
        for agency, name in ((None, _ALL_AGENCIES), *material.agencies):
            self.agency.addItem(name, agency)
        for number in (1, 2):
            self.letter_round.addItem(f"Lần {number}", number)
        self._connect()

    def show_kind(self, kind: PaperKind) -> None:
        """Ask what this kind needs."""
        self._kind = kind
        self._fill_programmes()
        self.period.clear()
        for words, period in periods_for(kind, self._material.today):
            self.period.addItem(words, period)
        if PAPERS[kind].periods:
            usual = usual_choice(kind, self._material.today)
            self.period.setCurrentIndex(max(self.period.findText(usual.label[:1].upper() + usual.label[1:]), 0))
        self._show_rows()

    def wish(self) -> PaperWish:
        """What stands there, as far as the kind has a use for it."""
        asked = PAPERS[self._kind].choices
        choices = PaperChoices(
            period=self._period() if Choice.PERIOD in asked else None,
            closing=self.closing.day() if Choice.CLOSING in asked else None,
            deadline=self.deadline.day() if Choice.DEADLINE in asked else None,
            letter_round=self.letter_round.currentData() if Choice.ROUND in asked else 1,
            earlier=self.earlier.text() if self._again() else "",
            each=self.each.isChecked() and Choice.EACH in asked and self.agency.currentData() is None,
            signing=self.signing.form() if Choice.SIGNING in asked else None,
        )
        programme = self.programme.currentData() if Choice.PROGRAMME in asked else None
        agency = self.agency.currentData() if Choice.AGENCY in asked else None
        return PaperWish(self._kind, programme, agency, choices)

    def trouble(self) -> str:
        """Why nothing can be put out yet, nothing if it can."""
        if PAPERS[self._kind].one_programme and not self.programme.count():
            return "Sổ chưa có chương trình nào; hãy nhập danh mục trước."
        if self._own_days() and self._period() is None:
            return "Hãy ghi đủ hai ngày, ngày đầu không sau ngày cuối."
        for field in (self.closing, self.deadline):
            if field.isVisibleTo(self) and not field.is_empty() and field.day() is None:
                return f"{field.edit.accessibleName()}: {field.meaning()}."
        return ""

    def _fill_programmes(self) -> None:
        self.programme.clear()
        if not PAPERS[self._kind].one_programme:
            self.programme.addItem(_ALL_PROGRAMMES, None)
        for view in self._material.programmes:
            self.programme.addItem(view.title or view.type or "Chương trình chưa có tên", view.id)
        wanted = self._programme or (self._material.programme if PAPERS[self._kind].one_programme else None)
        self.programme.setCurrentIndex(max(self.programme.findData(wanted), 0))

    def _keep_programme(self) -> None:
        """What the officer chose stays chosen for every kind."""
        self._programme = self.programme.currentData()

    def _show_rows(self) -> None:
        asked = PAPERS[self._kind].choices
        form = self.layout()
        assert isinstance(form, QFormLayout)
        shown = {choice: choice in asked for choice in Choice}
        shown[Choice.EACH] = Choice.EACH in asked and self.agency.currentData() is None
        for choice, field in self._rows.items():
            form.setRowVisible(field, shown[choice])
        for field in (self.first, self.last):
            form.setRowVisible(field, self._own_days())
        form.setRowVisible(self.earlier, self._again())
        self.changed.emit()

    def _own_days(self) -> bool:
        asked = Choice.PERIOD in PAPERS[self._kind].choices
        return asked and self.period.count() > 0 and self.period.currentData() is None

    def _again(self) -> bool:
        return Choice.ROUND in PAPERS[self._kind].choices and self.letter_round.currentData() != 1

    def _period(self) -> Period | None:
        if not self._own_days():
            return self.period.currentData()
        first, last = self.first.day(), self.last.day()
        return Period(PeriodKind.SPECIAL, first, last) if first and last and first <= last else None

    def _box(self) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        return box

    def _day(self, name: str, day: date | None = None) -> DayField:
        field = DayField(name, self._material.calendar, self._material.today.year, self)
        field.show_day(day)
        return field

    def _connect(self) -> None:
        self.programme.activated.connect(self._keep_programme)
        for box in (self.agency, self.period, self.letter_round):
            box.activated.connect(self._show_rows)
        for field in (self.first, self.last, self.closing, self.deadline):
            field.changed.connect(self.changed)

    def _lay_out(self) -> Mapping[Choice, QWidget]:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.closing.edit.setPlaceholderText("để trống: đến hôm nay")
        self.deadline.edit.setPlaceholderText("để trống: 5 ngày làm việc, lần 2 là 3 ngày")
        rows: tuple[tuple[str, QWidget], ...] = (
            ("&Chương trình", self.programme),
            ("Cơ &quan", self.agency),
            ("&Kỳ", self.period),
            ("Từ &ngày", self.first),
            ("Đến n&gày", self.last),
            ("&Số liệu đến ngày", self.closing),
            ("&Lần", self.letter_round),
            ("Công &văn lần trước", self.earlier),
            ("&Hạn mới", self.deadline),
            ("Thẩ&m quyền ký", self.signing),
        )
        for title, field in rows:
            named = field.edit if isinstance(field, DayField) else field
            named.setAccessibleName(title.replace("&", ""))
            form.addRow(title, field)
            if field is self.agency:
                form.addRow("", self.each)
        return {
            Choice.PROGRAMME: self.programme,
            Choice.AGENCY: self.agency,
            Choice.EACH: self.each,
            Choice.PERIOD: self.period,
            Choice.CLOSING: self.closing,
            Choice.ROUND: self.letter_round,
            Choice.DEADLINE: self.deadline,
            Choice.SIGNING: self.signing,
        }
