"""The panes of the review, and the shape that is remembered of them and of the window."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

_PARTS = 3


def panes(way: Qt.Orientation, parts: Sequence[QWidget], shares: Sequence[int]) -> QSplitter:
    """Parts side by side or one over the other; one without a share keeps its size when the window grows."""
    made = QSplitter(way)
    for part, share in zip(parts, shares, strict=True):
        made.addWidget(part)
        made.setStretchFactor(made.count() - 1, share)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(5)
    made.setSizes([share * 100 for share in shares])
    return made


def kept_shape(across: QByteArray, down: QByteArray, window: QByteArray) -> str:
    """The three states as one text."""
    return "|".join(base64.b64encode(state.data()).decode() for state in (across, down, window))


def last_shape(text: str) -> tuple[QByteArray, QByteArray, QByteArray]:
    """The three states of such a text; blank ones of any other."""
    parts = text.split("|")
    states = [QByteArray.fromBase64(part.encode()) for part in parts] if len(parts) == _PARTS else []
    across, down, window = states or (QByteArray(), QByteArray(), QByteArray())
    return across, down, window
