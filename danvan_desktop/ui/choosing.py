"""Questions for files, asked with the system's own dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog, QWidget

    from danvan_desktop.ui.surroundings import FileQuestion

_SIZE = (760, 480)
_NAME, _KIND = 0, 2


class SystemChooser:
    """Opens the dialogs without waiting for them."""

    def ask_open(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None:
        """Ask for a file that is there."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(parent, question)
        dialog.fileSelected.connect(lambda name: _once_closed(parent, partial(then, Path(name))))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def ask_several(self, parent: QWidget, question: FileQuestion, then: Callable[[Sequence[Path]], None]) -> None:
        """Ask for one or several files that are there."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(parent, question)
        dialog.filesSelected.connect(lambda names: _once_closed(parent, partial(then, [Path(name) for name in names])))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.open()

    def ask_folder(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(parent, question)
        dialog.fileSelected.connect(lambda name: _once_closed(parent, partial(then, Path(name))))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()

    def ask_save(self, parent: QWidget, question: FileQuestion, then: Callable[[Path], None]) -> None:
        """Ask where to write; the system asks before another file is written over."""
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog(parent, question)
        dialog.fileSelected.connect(lambda name: _once_closed(parent, partial(then, Path(name))))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(question.start.suffix.lstrip("."))
        dialog.selectFile(question.start.name)
        dialog.open()

    def _dialog(self, parent: QWidget, question: FileQuestion) -> QFileDialog:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QFileDialog

        folder = question.start.parent if question.start.suffix else question.start
        folder = next((there for there in (folder, *folder.parents) if there.is_dir()), folder)
        dialog = QFileDialog(parent, question.title, str(folder), question.kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _tidy(dialog)
        return dialog


def _once_closed(parent: QWidget, then: Callable[[], None]) -> None:
    """Go on when the dialog, which answers before it closes, is gone: what is asked next would go with it."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, parent, then)


def _tidy(dialog: QFileDialog) -> None:
    """Where Qt draws the dialog itself: names have the room, sizes and days are told in our way, and there is no column
    of kinds, which Qt knows in English only."""
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QHeaderView, QTreeView

    from danvan_desktop.ui.frame.file_cells import FileCells

    files = dialog.findChild(QTreeView)
    if files is None:
        return
    room = dialog.screen().availableGeometry().size()
    dialog.resize(QSize(*_SIZE).boundedTo(room))
    files.setColumnHidden(_KIND, True)
    files.setItemDelegate(FileCells(files))
    header = files.header()
    header.setStretchLastSection(False)
    for column in range(header.count()):
        names = column == _NAME
        how = QHeaderView.ResizeMode.Stretch if names else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, how)
