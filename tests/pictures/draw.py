"""One process that draws the screens in one scale and look: draw.py FOLDER LOOK LETTERS SIZE…"""

from __future__ import annotations

import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from danvan_desktop.app import Program, dress  # noqa: E402 - this file is run as a script
from danvan_desktop.settings import Settings  # noqa: E402
from danvan_desktop.ui.frame.look import Look  # noqa: E402
from danvan_desktop.ui.translation import VietnameseQt  # noqa: E402
from tests.making import empty_book, sample_book  # noqa: E402
from tests.ui.officer import WAIT_MS, Officer, World  # noqa: E402
from tests.ui.palettes import PALETTES  # noqa: E402
from tests.ui.scenes import AFTERWARDS, DIALOGS, PLACES, Scene, leave, modal  # noqa: E402

MANY = 5000
_GROUNDED = ("tong-quan", "danh-muc", "lich-thang", "phan-cong", "co-quan")
"""What an empty and a very full book are drawn in."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the officer chose for the look of the window, as the settings keep it."""

    look: str
    letters: str


class Hand:
    """Does what a test's robot does, outside a test."""

    def waitUntil(self, holds: Callable[[], bool], timeout: int = WAIT_MS) -> None:  # noqa: N802 - pytest-qt's own name
        """Let the window work until something is so."""
        end = time.monotonic() + timeout / 1000
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(5)

    def keyClick(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:  # noqa: N802
        """Press a key."""
        QTest.keyClick(widget, key, modifier)

    def mouseClick(self, widget: QWidget, button: Qt.MouseButton) -> None:  # noqa: N802
        """Press a button of the mouse."""
        QTest.mouseClick(widget, button)


def main(folder: Path, look: str, letters: str, sizes: Sequence[QSize]) -> int:
    """Draw every scene; the number of those that failed, at most 1. A look of high contrast is given to Qt by hand."""
    application = QApplication(["pictures"])
    application.installTranslator(VietnameseQt(application))
    if look not in list(Look):
        application.setPalette(PALETTES[look]())
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        for size in sizes:
            habits = Habits(look if look in list(Look) else "", letters)
            failed += _draw_size(folder / f"{size.width()}x{size.height()}", size, habits, Path(home))
    return min(failed, 1)


def _draw_size(folder: Path, size: QSize, habits: Habits, home: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    grounded = {name: PLACES[name] for name in _GROUNDED}
    with at_window(home / f"{size.width()}", size, habits) as officer:
        _save(officer.window, folder / "bat-dau.png")
        officer.open(_book(home, 25))
        failed += _draw(officer, folder, PLACES, "")
        failed += _draw(officer, folder, DIALOGS, "hop-")
        failed += _draw(officer, folder, AFTERWARDS, "")
        officer.open(_book(home, MANY))
        failed += _draw(officer, folder, grounded, "5000-")
        officer.open(_book(home, 0))
        failed += _draw(officer, folder, grounded, "trong-")
        failed += _draw(officer, folder, _in_trouble(home), "loi-")
    return failed


def _in_trouble(home: Path) -> Mapping[str, Scene]:
    """What is shown when a book can only be read, is none at all, or is broken; and the start page after all that."""
    sound, locked, stranger, broken, gone = (
        home / f"{name} 2026.danvan" for name in ("Sổ dân vận", "Sổ khóa", "Thư mời", "Sổ hỏng", "Sổ đã chuyển đi")
    )

    def only_read(officer: Officer) -> QWidget:
        locked.write_bytes(sound.read_bytes())
        locked.chmod(stat.S_IRUSR)
        officer.open(locked)
        officer.choose("Xem", "Danh mục nhiệm vụ")
        officer.settle()
        return officer.window

    def refused(officer: Officer) -> QWidget:
        stranger.write_text("Kính gửi các đơn vị", encoding="utf-8")
        officer.world.answers.ready.append(stranger)
        officer.choose("Tệp", "Mở sổ")
        return modal(officer)

    def damaged(officer: Officer) -> QWidget:
        broken.write_bytes(sound.read_bytes()[:-3000] + bytes([255]) * 3000)
        officer.world.answers.ready.append(broken)
        officer.choose("Tệp", "Mở sổ")
        return modal(officer)

    def start(officer: Officer) -> QWidget:
        officer.settle()
        shutil.copy(sound, gone)
        officer.open(gone)
        officer.choose("Tệp", "Đóng sổ")
        officer.settle()
        gone.unlink()
        officer.window.start_page.say_away(frozenset({gone}))
        return officer.window

    def damaged_shown(officer: Officer) -> QWidget:
        officer.settle()
        return officer.window

    return {
        "chi-doc": only_read,
        "tep-la": refused,
        "so-hong": damaged,
        "so-hong-mo": damaged_shown,
        "bat-dau": start,
    }


def _draw(officer: Officer, folder: Path, scenes: Mapping[str, Scene], prefix: str) -> int:
    failed = 0
    for name, go in scenes.items():
        try:
            _save(go(officer), folder / f"{prefix}{name}.png")
        except Exception as error:  # one picture less, the others are drawn all the same
            print(f"{prefix}{name}: {type(error).__name__} {error}", file=sys.stderr)
            failed += 1
        leave(officer)
    return failed


def _save(widget: QWidget, file: Path) -> None:
    """A dialog is drawn with the window behind it."""
    QTest.qWait(300)
    whole = widget.window()
    parent = whole.parentWidget()
    picture = (parent.window() if parent else whole).grab()
    if parent is not None:
        from PySide6.QtGui import QPainter

        painter = QPainter(picture)
        behind = parent.window().size()
        painter.drawPixmap((behind.width() - whole.width()) // 2, (behind.height() - whole.height()) // 2, whole.grab())
        painter.end()
    picture.save(str(file))


@contextmanager
def at_window(home: Path, size: QSize, habits: Habits) -> Iterator[Officer]:
    """An officer at a program of that size and look."""
    home.mkdir(parents=True, exist_ok=True)
    world, hand = World(home), Hand()
    settings = Settings(home / "settings", person="Nguyễn Thị Hà", look=habits.look, letters=habits.letters)
    dress(settings)
    program = Program(world.surroundings(settings))
    program.start()
    program.window.resize(size)
    hand.waitUntil(lambda: hasattr(program, "commands") and program.window.situation.documents)
    yield Officer(program, hand, world)  # type: ignore[arg-type]
    program.window.close()
    hand.waitUntil(lambda: not program.window.isVisible())


def _book(home: Path, tasks: int) -> Path:
    name = {0: "Sổ mới 2026", 25: "Sổ dân vận 2026"}.get(tasks, f"Sổ {tasks} nhiệm vụ") + ".danvan"
    file = home / name
    if not file.exists():
        with empty_book(home, name) if tasks == 0 else sample_book(home, tasks, name):
            pass
    return file


if __name__ == "__main__":
    named = [QSize(*map(int, size.split("x"))) for size in sys.argv[4:]]
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], named))
