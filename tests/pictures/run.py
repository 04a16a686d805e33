"""Pictures of every screen, drawn from the sample book: several sizes, two scales, light and dark, full and empty.

    python3 packaging/dev.py pictures [FOLDER]

Each scale and look is a process of its own, because Qt reads the scale once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "pictures"
SCALES = ("1", "1.5")
LOOKS = ("light", "dark")


def main(arguments: Sequence[str]) -> int:
    """Draw everything; 1 when something could not be drawn."""
    folder = Path(arguments[0]).resolve() if arguments else FOLDER
    codes = [draw(folder, scale, look) for scale in SCALES for look in LOOKS]
    print(f"{sum(1 for _ in folder.rglob('*.png'))} pictures in {folder}")
    return max(codes)


def draw(folder: Path, scale: str, look: str) -> int:
    """The pictures of one scale and look."""
    into = folder / f"{look}-{float(scale):.0%}".replace("%", "")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    command = [sys.executable, str(Path(__file__).with_name("draw.py")), str(into), look]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
