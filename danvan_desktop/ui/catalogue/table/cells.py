"""Drawing and typing in the cells of the catalogue: headings across the row, hits marked, editors of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from danvan_desktop.ui.catalogue.table.agency_line import AgencyLine
from danvan_desktop.ui.catalogue.table.hits import hits
from danvan_desktop.ui.models.task_table import HEADING, TITLES, Column
from danvan_desktop.ui.style import is_dark, tint

if TYPE_CHECKING:
    from danvan_desktop.ui.catalogue.outline import Heading

_LINES = 2
"""How many lines of text a row has."""
_LONG = frozenset({Column.TEXT, Column.RESULT, Column.PRODUCT, Column.NOTE})
_EDITOR_LINES = 5
_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """`words` are looked for and marked; `statuses`, `agencies` and `explain` serve the editors."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.words = ""
        self._open: QWidget | None = None
        self.statuses: Sequence[str] = ()
        self.agencies: Sequence[str] = ()
        self.explain: Callable[[int, str], str] = lambda _row, _text: ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        heading = index.data(HEADING)
        if heading is not None:
            self._paint_heading(painter, option, index, heading)
            return
        found = hits(str(index.data() or ""), self.words) if self.words else []
        if not found:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        option.text = text
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        _draw_marked(painter, option, box, found)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        column = Column(index.column())
        editor: QWidget
        if column is Column.STATE:
            editor = QComboBox(parent)
            editor.addItems(list(self.statuses))
        elif column in (Column.LEAD, Column.COORD):
            editor = AgencyLine(self.agencies, parent)
        elif column in _LONG:
            editor = _LongEdit(parent)
        else:
            editor = QLineEdit(parent)
        if column is Column.TIME and isinstance(editor, QLineEdit):
            row = index.row()
            editor.textEdited.connect(lambda text: self._say(editor, self.explain(row, text)))
        editor.setAccessibleName(TITLES[column])
        editor.setAutoFillBackground(True)
        editor.destroyed.connect(self._forget)
        self._open = editor
        return editor

    def put(self, text: str) -> None:
        """Put a text into the cell that is being typed in."""
        if self._open is not None:
            _fill(self._open, text)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        _fill(editor, str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            text = editor.currentText()
        elif isinstance(editor, QPlainTextEdit):
            text = " ".join(editor.toPlainText().split())
        elif isinstance(editor, QLineEdit):
            text = editor.text().strip()
        else:
            return
        model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index) -> None:
        box = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            box.setHeight(max(box.height(), _EDITOR_LINES * option.fontMetrics.lineSpacing() + 10))
            box.setWidth(max(box.width(), 36 * option.fontMetrics.averageCharWidth()))
        around = editor.parentWidget().rect()
        box.moveBottom(min(box.bottom(), around.bottom()))
        box.moveRight(min(box.right(), around.right()))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter stores what is typed in a text of several lines too; Shift+Enter begins a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, _LongEdit):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)

    def _forget(self) -> None:
        self._open = None

    def _say(self, editor: QWidget, meaning: str) -> None:
        QToolTip.showText(editor.mapToGlobal(editor.rect().bottomLeft()), meaning, editor)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, heading: Heading) -> None:
        """Each cell draws its part of one line that runs from the text column to the right end of the row."""
        self.initStyleOption(option, index)
        option.text = ""
        view = self.parent()
        assert isinstance(view, QTableView)
        painter.save()
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(
                option.rect, tint(option.palette, option.palette.color(QPalette.ColorRole.Highlight), 0.09)
            )
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        font = option.font
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.setClipRect(option.rect)
        if index.column() == Column.NUMBER:
            sign = "▸" if heading.folded else "▾"
            box = option.rect.adjusted(4, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{sign} {heading.number}")
        else:
            left = view.columnViewportPosition(Column.TEXT)
            box = QRect(left + 4, option.rect.top(), view.viewport().width() - left - 8, option.rect.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, flags, _fitted(painter, heading.title, box))
        painter.restore()


def _fill(editor: QWidget, text: str) -> None:
    if isinstance(editor, QComboBox):
        editor.setCurrentText(text)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
        editor.selectAll()
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.selectAll()


class _LongEdit(QPlainTextEdit):
    """A text of several lines in a cell; Tab goes on to the next cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)


def _fitted(painter: QPainter, text: str, box: QRect) -> str:
    """The text, cut short where it would need a third line."""
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width() * _LINES * 0.94))


def _draw_marked(painter: QPainter, option: QStyleOptionViewItem, box: QRect, found: Sequence[tuple[int, int]]) -> None:
    """The text of a cell with the places found on a yellow ground."""
    mark = QTextCharFormat()
    mark.setBackground(QColor("#6b5a12" if is_dark(option.palette) else "#ffe28a"))
    layout = QTextLayout(_fitted_to(option, box), option.font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    formats = []
    for start, length in found:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, length, mark
        formats.append(part)
    layout.setFormats(formats)
    height = _lay_out_lines(layout, box.width() - 4)
    painter.save()
    painter.setClipRect(box)
    painter.setPen(option.palette.color(QPalette.ColorRole.Text))
    layout.draw(painter, QRectF(box.left() + 2, box.top() + (box.height() - height) / 2, 0, 0).topLeft())
    painter.restore()


def _fitted_to(option: QStyleOptionViewItem, box: QRect) -> str:
    width = int((box.width() - 4) * _LINES * 0.94)
    return option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, width)


def _lay_out_lines(layout: QTextLayout, width: int) -> float:
    height = 0.0
    layout.beginLayout()
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QRectF(0, height, 0, 0).topLeft())
        height += line.height()
    layout.endLayout()
    return height
