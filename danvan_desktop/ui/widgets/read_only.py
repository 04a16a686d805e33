"""The look of a field that can only be read."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

ONLY_READ = "Sổ đang mở chỉ để đọc: xem và chép được, không sửa được."
"""Why nothing can be changed."""


def show_editable(field: QLineEdit | QPlainTextEdit, editable: bool) -> None:
    """A field that may be changed has the ground of one; one that may not has that of the window, and can be read and
    copied all the same."""
    field.setReadOnly(not editable)
    palette = QPalette()
    if not editable:
        palette.setColor(QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
    field.setPalette(palette)
