"""A process with the bare window, from its start to its first picture: what every start is compared with."""

from __future__ import annotations

import sys
from functools import partial

from bare_table import BareWindow
from moments import Moments
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

SETTLING_MS = 300


def main() -> int:
    """Show it, report, close it."""
    moments = Moments()
    application = QApplication(["bare"])
    window = BareWindow([f"row {number}" for number in range(int(sys.argv[1]))])

    def painted() -> None:
        moments.painted()
        moments.usable()
        QTimer.singleShot(SETTLING_MS, settled)

    def settled() -> None:
        moments.settled()
        QTimer.singleShot(0, partial(window.close))

    window.painted.connect(painted)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
