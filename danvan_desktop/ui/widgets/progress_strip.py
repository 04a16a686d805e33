"""What is going on, at the right end of the status bar: words, a bar that moves, «Hủy»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from danvan_desktop.ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from danvan_desktop.ui.jobs import Job


_LOOK_MS = 150
_STEPS = 1000


class ProgressStrip(QWidget):
    """Shows one job at a time; hidden while nothing takes long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title = ElidedLabel(self)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._title.setMinimumWidth(1)  # a job that takes long must not make the window wider
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(110, 12)
        self._bar.setAccessibleName("Tiến độ")
        self._stop = QPushButton("&Hủy", self)
        self._stop.setAccessibleName("Hủy việc đang chạy")
        self._stop.clicked.connect(self._cancel)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Show the job, or nothing for None."""
        self._job = job
        self.setVisible(job is not None)
        self._bar.setRange(0, 0)
        if job is None:
            self._looking.stop()
        else:
            self._looking.start()
            self._title.setText(f"{job.title}…")
            self._stop.setVisible(job.cancellable)
            self._stop.setEnabled(not job.progress.cancelled())

    def title(self) -> str:
        """What is said to be going on."""
        return self._title.text()

    def can_be_stopped(self) -> bool:
        """Whether «Hủy» is offered."""
        return self._stop.isVisibleTo(self)

    def _look(self) -> None:
        """Show how far the job says that it has come."""
        if self._job is None or self._job.progress.cancelled():
            return
        what, done, whole = self._job.progress.told()
        if what:
            self._title.setText(f"{what}…")
            self._bar.setRange(0, _STEPS if whole else 0)
            self._bar.setValue(_STEPS * min(done, whole) // whole if whole else 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.progress.cancel()
            self._stop.setEnabled(False)
            self._title.setText("Đang dừng…")
