"""Questions for files, asked with the system's own dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeView, QWidget

from danvan_desktop.ui.surroundings import FileQuestion

_SIZE = QSize(760, 480)
_NAME, _KIND = 0, 2


class SystemChooser:
    """Opens the dialogs without waiting for them."""

    def ask_open(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None:
        """Ask for a file that is there."""
        dialog = self._dialog(parent, question, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def ask_save(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None:
        """Ask where to write; the system asks before another file is written over."""
        dialog = self._dialog(parent, question, then)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(question.start.suffix.lstrip("."))
        dialog.selectFile(question.start.name)
        dialog.open()

    def _dialog(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> QFileDialog:
        folder = question.start.parent if question.start.suffix else question.start
        folder = next((there for there in (folder, *folder.parents) if there.is_dir()), folder)
        dialog = QFileDialog(parent, question.title, str(folder), question.kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _tidy(dialog)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        return dialog


def _tidy(dialog: QFileDialog) -> None:
    """Where Qt draws the dialog itself: names have the room, and no column of kinds, which Qt knows in English only."""
    files = dialog.findChild(QTreeView)
    if files is None:
        return
    room = dialog.screen().availableGeometry().size()
    dialog.resize(_SIZE.boundedTo(room))
    files.setColumnHidden(_KIND, True)
    header = files.header()
    header.setStretchLastSection(False)
    for column in range(header.count()):
        names = column == _NAME
        how = QHeaderView.ResizeMode.Stretch if names else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, how)
