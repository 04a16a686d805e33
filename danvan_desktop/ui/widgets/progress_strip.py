"""What is going on, at the right end of the status bar: words, a bar that moves, «Hủy»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

if TYPE_CHECKING:
    from danvan_desktop.ui.jobs import Job


class ProgressStrip(QWidget):
    """Shows one job at a time; hidden while nothing takes long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(110, 12)
        self._bar.setAccessibleName("Tiến độ")
        self._stop = QPushButton("&Hủy", self)
        self._stop.setAccessibleName("Hủy việc đang chạy")
        self._stop.clicked.connect(self._cancel)
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
        if job is not None:
            self._title.setText(f"{job.title}…")
            self._stop.setVisible(job.cancellable)
            self._stop.setEnabled(not job.progress.cancelled())

    def title(self) -> str:
        """What is said to be going on."""
        return self._title.text()

    def can_be_stopped(self) -> bool:
        """Whether «Hủy» is offered."""
        return self._stop.isVisibleTo(self)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.progress.cancel()
            self._stop.setEnabled(False)
            self._title.setText("Đang dừng…")
