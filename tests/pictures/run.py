"""Pictures of every screen, drawn from the sample book, in several sizes, scales, letters and looks.

    python3 packaging/dev.py pictures [FOLDER [SETTING …]]
    python3 packaging/dev.py pictures readme

A setting is called as its folder, such as dark-100; the book is full, empty, and in trouble. `readme` draws the
pictures of the README again, in few bytes.

Each setting is a process of its own, because Qt reads the scale once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.pictures.small import save_small  # noqa: E402 - this file is run as a script

FOLDER, README = ROOT / "build" / "pictures", ROOT / "packaging" / "pictures"
SMALL, USUAL, LARGE = "1024x600", "1366x768", "1920x1080"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a PC shows the window: its scale, its look, the size of the letters in points ("" is the PC's own)."""

    scale: str
    look: str
    letters: str
    sizes: Sequence[str]

    @property
    def name(self) -> str:
        """The folder of its pictures."""
        return "-".join(part for part in (self.look, f"{float(self.scale) * 100:.0f}", self.letters) if part)


SETTINGS = (
    Setting("1", "light", "", (SMALL, USUAL, LARGE)),
    Setting("1", "dark", "", (SMALL, USUAL)),
    Setting("1", "black", "", (SMALL,)),
    Setting("1", "white", "", (SMALL,)),
    Setting("1", "light", "9", (SMALL,)),
    Setting("1", "light", "16", (SMALL, USUAL)),
    Setting("1", "dark", "16", (SMALL,)),
    Setting("1.25", "light", "", (SMALL,)),
    Setting("1.5", "light", "", (SMALL, USUAL)),
    Setting("1.5", "dark", "", (SMALL,)),
    Setting("2", "light", "", (SMALL,)),
)


def main(arguments: Sequence[str]) -> int:
    """Draw everything, or the settings that are named; 1 when something could not be drawn."""
    if list(arguments) == ["readme"]:
        return renew_readme()
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    wanted = [setting for setting in SETTINGS if not arguments[1:] or setting.name in arguments[1:]]
    codes = [draw(folder, setting) for setting in wanted]
    print(f"{sum(1 for _ in folder.rglob('*.png'))} pictures in {folder}")
    return max(codes, default=1)


def renew_readme() -> int:
    """Draw the pictures of the README again."""
    setting = Setting("1", "light", "", (USUAL,))
    if draw(FOLDER, setting):
        return 1
    for picture in README.glob("*.png"):
        save_small(FOLDER / setting.name / USUAL / picture.name, picture)
    return 0


def draw(folder: Path, setting: Setting) -> int:
    """The pictures of one setting, each size on a screen of that size."""
    script = str(Path(__file__).with_name("draw.py"))
    codes = []
    for size in setting.sizes:
        with TemporaryDirectory() as place:
            screen = Path(place) / "screen.json"
            screen.write_text(json.dumps({"screens": [_screen(size, float(setting.scale))]}), encoding="utf-8")
            platform = f"offscreen:configfile={screen}"
            environment = {**os.environ, "QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": setting.scale}
            command = [sys.executable, script, str(folder / setting.name), setting.look, setting.letters, size]
            codes.append(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)
    return max(codes)


def _screen(size: str, scale: float) -> dict[str, object]:
    """A screen as Qt without a screen reads it, in pixels of the device."""
    width, height = (round(int(side) * scale) for side in size.split("x"))
    usual = {"x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    return {"name": "picture", "width": width, "height": height, **usual}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
