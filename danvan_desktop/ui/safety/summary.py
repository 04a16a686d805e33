"""Thông tin sổ: where the file is, how large it is, when it was backed up, who has written in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from danvan_desktop.domain.text import size_text
from danvan_desktop.services.safety import BookSummary
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.wording import count_text, day_text, hour_text

_WRITERS_SHOWN = 12


class SummaryDialog(Dialog):
    """`folder_asked`: «Mở thư mục»."""

    folder_asked = Signal()

    def __init__(self, summary: BookSummary, parent: QWidget | None) -> None:
        super().__init__("Thông tin sổ", parent)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, value in summary_rows(summary):
            form.addRow(f"{title}:", self._value(title, value))
        folder = self.buttons.addButton("&Mở thư mục", QDialogButtonBox.ButtonRole.ActionRole)
        folder.clicked.connect(self.folder_asked)
        close = self.buttons.addButton("Đó&ng", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (folder, close):
            button.setIcon(QIcon())
            button.setAccessibleName(button.text().replace("&", ""))
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.fit(76)

    def _value(self, title: str, value: str) -> QLabel:
        label = QLabel(value, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAccessibleName(f"{title}: {value}")
        return label


def summary_rows(held: BookSummary) -> Iterator[tuple[str, str]]:
    """What stands in the dialog: titles and values."""
    yield "Sổ", held.path.name
    yield "Thư mục", str(held.path.parent)
    yield "Xã, phường", held.commune or "chưa ghi (thực đơn Tệp, Thông tin cơ quan)"
    yield "Năm", str(held.year)
    yield "Nhiệm vụ", count_text(held.tasks, "nhiệm vụ")
    yield "Cỡ tệp", size_text(held.size)
    yield "Việc đã làm", f"{count_text(held.actions, 'việc')}, kể cả việc đã hoàn tác"
    last = held.last_backup
    when = (
        f"{hour_text(last)} ngày {day_text(last)}, có {count_text(held.backups, 'bản')}" if last else "chưa có bản nào"
    )
    yield "Sao lưu gần nhất", when
    yield "Người đã ghi", "\n".join(_writer_lines(held)) or "chưa có ai"


def _writer_lines(held: BookSummary) -> Iterator[str]:
    for writer in held.writers[:_WRITERS_SHOWN]:
        device = f", máy {writer.device}" if writer.device else ""
        last = f", lần cuối {day_text(writer.last)}" if writer.last else ""
        done = count_text(writer.actions, "việc") if writer.actions else "chưa làm việc nào"
        yield f"{writer.person or 'không rõ tên'}{device}: {done}{last}"
    if len(held.writers) > _WRITERS_SHOWN:
        yield f"và {len(held.writers) - _WRITERS_SHOWN} người, máy khác"
