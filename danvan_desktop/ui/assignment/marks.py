"""The parts that agencies have in tasks, as shapes and as words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from danvan_desktop.domain.records import Role

NEXT_ROLE: Mapping[Role | None, Role | None] = MappingProxyType(
    {None: Role.LEAD, Role.LEAD: Role.COORDINATING, Role.IMPLEMENTING: Role.COORDINATING, Role.COORDINATING: None}
)
"""What the space bar makes of a cell."""


def paint_mark(painter: QPainter, role: Role, centre: QPointF, size: float, colour: QColor) -> None:
    """A full disc leads, a half one implements, a ring coordinates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.4, size / 8)
    disc = QRectF(0, 0, size - width, size - width)
    disc.moveCenter(centre)
    painter.setPen(QPen(colour, width))
    painter.setBrush(colour if role is Role.LEAD else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    if role is Role.IMPLEMENTING:
        painter.setBrush(colour)
        painter.drawPie(disc, 90 * 16, 180 * 16)
    painter.restore()
