"""Sizes and days in the file dialog that Qt draws, as the rest of the program says them: Qt has its own forms."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QFileSystemModel, QStyledItemDelegate, QStyleOptionViewItem

from danvan_desktop.domain.text import size_text

_SIZE, _DAY = 1, 3


class FileCells(QStyledItemDelegate):
    """«96 KB», «27/11/2026 14:52»."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        files = index.model()
        if not isinstance(files, QFileSystemModel):
            return
        place = QModelIndex(index)
        if index.column() == _DAY:
            option.text = files.lastModified(place).toString("dd/MM/yyyy HH:mm")
        elif index.column() == _SIZE and not files.isDir(place):
            option.text = size_text(files.size(place))
