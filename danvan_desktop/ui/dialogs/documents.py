"""Văn bản trong sổ: what the document of each programme says besides its tasks. Only to be read and copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from danvan_desktop.domain.catalogue.lines import programme_title
from danvan_desktop.domain.timing import explain, parse
from danvan_desktop.domain.views import DocumentView, ProgrammeView, ReportRoundView
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.wording import count_text, day_text

_LETTERS, _LINES = 90, 26
_NONE = "Sổ chưa có chương trình nào."


class DocumentsDialog(Dialog):
    """One document at a time; with several the officer chooses."""

    def __init__(self, documents: Sequence[DocumentView], current: str, parent: QWidget | None) -> None:
        super().__init__("Văn bản trong sổ", parent)
        self._documents = documents
        self.choice = QuietComboBox(self)
        self.choice.setAccessibleName("Văn bản")
        self.choice.addItems([programme_title(held.programme) for held in documents])
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Thông tin, căn cứ, định hướng, trách nhiệm, chế độ báo cáo của văn bản")
        caption = QLabel("&Văn bản", self)
        caption.setBuddy(self.choice)
        close = self.buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        close.setIcon(QIcon())
        column = QVBoxLayout(self)
        for widget in (caption, self.choice):
            column.addWidget(widget)
            widget.setVisible(len(documents) > 1)
        column.addWidget(self.text, 1)
        column.addWidget(self.buttons)
        self.spread(_LETTERS, _LINES)
        self.choice.currentIndexChanged.connect(self._show)
        at = next((place for place, held in enumerate(documents) if held.programme.id == current), 0)
        self.choice.setCurrentIndex(at)
        self._show(at)
        self.text.setFocus()

    def _show(self, place: int) -> None:
        told = document_told(self._documents[place]) if self._documents else _NONE
        self.text.setPlainText(told)


def document_told(held: DocumentView) -> str:
    """All that is kept of a document, in lines."""
    return "\n".join(_facts(held)) + "".join(_parts(held))


def _facts(held: DocumentView) -> Iterator[str]:
    view = held.programme
    yield programme_title(view)
    number = "/".join(part for part in (view.number, view.symbol) if part)
    for title, value in (
        ("Loại văn bản", view.type),
        ("Số, ký hiệu", number),
        ("Ngày ban hành", day_text(held.issued_on)),
        ("Nơi ban hành", view.issuer),
        ("Kỳ thực hiện", " – ".join(map(day_text, view.period)) if view.period else ""),
        ("Người ký", ", ".join(held.signer.splitlines())),
        ("Nơi nhận", "; ".join(line.strip(" -;.") for line in held.recipients.splitlines())),
        ("Nhiệm vụ", count_text(view.tasks, "nhiệm vụ")),
        ("Nhập từ tệp", held.file_name),
        ("Ngày nhập", day_text(held.imported_on)),
    ):
        if value:
            yield f"{title}: {value}"


def _parts(held: DocumentView) -> Iterator[str]:
    directions = [_numbered(number, text) for number, text in held.directions]
    duties = [_numbered(number, f"{unit}: {text}" if unit else text) for number, unit, text in held.duties]
    grounds = [f"- {cited}" for cited in held.citations]
    rounds = [line for report in held.rounds for line in _round_told(report, held.programme)]
    for title, lines, count in (
        ("CĂN CỨ", grounds, len(grounds)),
        ("ĐỊNH HƯỚNG, YÊU CẦU", directions, len(directions)),
        ("TRÁCH NHIỆM THỰC HIỆN", duties, len(duties)),
        ("CHẾ ĐỘ BÁO CÁO", rounds, len(held.rounds)),
    ):
        if lines:
            yield "\n\n" + "\n".join((f"{title} ({count})", *lines))


def _round_told(report: ReportRoundView, programme: ProgrammeView) -> Iterator[str]:
    """When a report is due, from whom to whom; the sentence of the document under it."""
    due = explain(parse(report.time_text, programme.period[0].year, programme.period)) if programme.period else ""
    facts = (
        (f"{report.time_text} {due}" if due.startswith("→") else report.time_text).strip(),
        f"nơi gửi: {report.sender}" if report.sender else "",
        f"nơi nhận: {report.addressee}" if report.addressee else "",
        f"qua: {report.via}" if report.via else "",
    )
    name = f"{report.name[:1].upper()}{report.name[1:]}"
    yield f"- {'; '.join((name, *filter(None, facts)))}"
    yield f"  «{report.text}»"


def _numbered(number: str, text: str) -> str:
    return f"{number.rstrip('.')}. {text}" if number[:1].isalnum() else f"{number} {text}".strip()
