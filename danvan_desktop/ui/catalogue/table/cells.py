"""Drawing and typing in the cells of the catalogue: headings across the row, hits marked, editors of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QShowEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QFrame,
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
from danvan_desktop.ui.catalogue.table.time_cell import TimeCell
from danvan_desktop.ui.catalogue.table.whereabouts import LINES, Places, fields_with, fitted, told
from danvan_desktop.ui.models.task_table import ASIDE, SEARCHED, TITLES, Column
from danvan_desktop.ui.style import found_ground, tint

if TYPE_CHECKING:
    from danvan_desktop.ui.catalogue.outline import Heading
    from danvan_desktop.ui.widgets.agency_picker import AgencyChoice

_MOVING_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_AROUND = 12
"""What stands beside the text of a cell: margins and the line of the grid."""
_EDITOR_LINES = 4
_CURRENT_HEADING = 0.36
_Index = QModelIndex | QPersistentModelIndex
_Marked = tuple[str, Sequence[tuple[int, int]]]
"""A text with the places (start, length) to be marked."""


class CellDelegate(QStyledItemDelegate):
    """`heading` tells which heading stands in a row; `marked` are the folded pieces to mark; `statuses`, `agencies`
    and `explain` serve the editors."""

    def __init__(self, view: QTableView, heading: Callable[[int], Heading | None]) -> None:
        super().__init__(view)
        self._heading = heading
        self.marked: Sequence[str] = ()
        self._open: QWidget | None = None
        self.statuses: Sequence[str] = ()
        self.agencies: Sequence[AgencyChoice] = ()
        self.explain: Callable[[int, str], str] = lambda _row, _text: ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        heading = self._heading(index.row())
        if heading is not None:
            self._paint_heading(painter, option, index, heading)
            return
        self._paint_ground(painter, option, index)
        text = self._told(option, index) if self.marked else ""
        found = hits(text, self.marked) if text else []
        if not found:
            super().paint(painter, option, index)
        else:
            self._paint_marked(painter, option, index, (text, found))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = self._editor(parent, index)
        editor.setAccessibleName(TITLES[index.column()])
        editor.setAutoFillBackground(True)
        self._open = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        self._open = None
        super().destroyEditor(editor, index)

    def _editor(self, parent: QWidget, index: _Index) -> QWidget:
        match Column(index.column()):
            case Column.STATE:
                box = _StatusBox(parent)
                box.addItems(list(self.statuses))
                box.activated.connect(lambda _: self._store(box, QAbstractItemDelegate.EndEditHint.NoHint))
                return box
            case Column.LEAD | Column.COORD:
                return AgencyLine(self.agencies, parent)
            case Column.TIME:
                return TimeCell(partial(self.explain, index.row()), parent)
            case Column.TEXT | Column.RESULT | Column.PRODUCT | Column.NOTE:
                return _LongEdit(parent)
            case _:
                return QLineEdit(parent)

    def editor(self) -> QWidget | None:
        """The editor that is open, if one is."""
        return self._open

    def commit(self) -> None:
        """Store what is being typed, if anything is."""
        if self._open is not None:
            self._store(self._open, QAbstractItemDelegate.EndEditHint.NoHint)

    def go_on(self) -> bool:
        """Put the keyboard into the editor that is open; whether one is."""
        if self._open is not None:
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._open is not None

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
            text = editor.toPlainText().strip()
            text = " ".join(text.split()) if index.column() == Column.TEXT else text
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
                self._store(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
                return True
        return super().eventFilter(editor, event)

    def _store(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row of the current cell is tinted, so that the eye finds it across the columns."""
        view = self.parent()
        assert isinstance(view, QTableView)
        if index.row() == view.currentIndex().row() and not option.state & QStyle.StateFlag.State_Selected:
            highlight = option.palette.color(QPalette.ColorRole.Highlight)
            painter.fillRect(option.rect, tint(option.palette, highlight, 0.07))

    def _paint_marked(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, marked: _Marked) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        option.text, found = marked
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        _draw_marked(painter, option, box, found)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """While words are looked for, the tip of a task says whole in which of its fields they stand."""
        if not (self.marked and index.column() == Column.TEXT and self._heading(index.row()) is None):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), "\n".join(fields_with(self._places(index), self.marked)), view)
        return True

    def _told(self, option: QStyleOptionViewItem, index: _Index) -> str:
        """What a cell says while words are looked for; nothing where a search does not look."""
        if index.column() not in SEARCHED:
            return ""
        if index.column() != Column.TEXT:
            return str(index.data() or "")
        return told(self._places(index), self.marked, QFontMetrics(option.font))

    def _places(self, index: _Index) -> Places:
        view = self.parent()
        assert isinstance(view, QTableView)
        cells = {column: str(index.siblingAtColumn(column).data() or "") for column in SEARCHED}
        room = {column: 0 if view.isColumnHidden(column) else view.columnWidth(column) - _AROUND for column in SEARCHED}
        return Places(cells, room, index.data(ASIDE))

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, heading: Heading) -> None:
        """Each cell draws its part of one line that runs from behind the number to the right end of the row."""
        self.initStyleOption(option, index)
        view = self.parent()
        assert isinstance(view, QTableView)
        painter.save()
        highlight = option.palette.color(QPalette.ColorRole.Highlight)
        share = 0.24 if heading.is_programme else 0.14 if heading.depth <= 1 else 0.08
        current = index.row() == view.currentIndex().row()
        painter.fillRect(option.rect, tint(option.palette, highlight, _CURRENT_HEADING if current else share))
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
            left = view.columnViewportPosition(Column.NUMBER) + view.columnWidth(Column.NUMBER)
            box = QRect(left + 4, option.rect.top(), view.viewport().width() - left - 8, option.rect.height())
            title = painter.fontMetrics().elidedText(heading.title, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
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


class _StatusBox(QComboBox):
    """The states to choose from, all in sight from the first moment: arrows and letters only move in the list, and
    Enter or a click chooses; in a closed box each of them would choose at once."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.showPopup)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVING_KEYS or (event.text() and event.text().isprintable()):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class _LongEdit(QPlainTextEdit):
    """A text of several lines in a cell; Tab goes on to the next cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.Box)
        self.document().setDocumentMargin(2)


def _draw_marked(painter: QPainter, option: QStyleOptionViewItem, box: QRect, found: Sequence[tuple[int, int]]) -> None:
    """The text of a cell with the places found on a yellow ground."""
    mark = QTextCharFormat()
    mark.setBackground(found_ground(option.palette))
    layout = QTextLayout(fitted(option.text, box.width() - 4, option.fontMetrics), option.font)
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


def _lay_out_lines(layout: QTextLayout, width: int) -> float:
    height = 0.0
    layout.beginLayout()
    for _ in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QRectF(0, height, 0, 0).topLeft())
        height += line.height()
    layout.endLayout()
    return height
