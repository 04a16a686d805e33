"""What this PC remembers for the officer: a name, the window's shape, the books used last.

One small JSON file in the officer's settings folder. The command line reads the name from it without a window. A file
that cannot be read counts as no file: these are habits, not data.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

_FILE = "settings.json"
_RECENT = 8


@dataclass(slots=True)
class Settings:
    """The remembered habits; `geometry`, `columns`, `panes` and `review` are Qt's own saved states in base 64.

    `person` and `device` are what changes are signed with, `commune` is the one of the book that was made last.

    `place` is where the officer was last, `look` light or dark, `letters` their size in points, `filters` the saved
    filters of the catalogue as JSON, `outline` whether the catalogue is shown without headings, `detail` whether
    without the detail panel, `apart` the suspected pairs that the officer said are two things. `last_book` is the book
    that was open when the program ended, `recalled` says of each of the `recent` books what it is.
    `second_backups` names a folder to which every backup is copied too, `travel_folder` the one that stood last in the
    place of a stick.
    """

    folder: Path
    person: str = ""
    device: str = ""
    commune: str = ""
    geometry: str = ""
    columns: str = ""
    panes: str = ""
    review: str = ""
    last_folder: str = ""
    place: str = ""
    look: str = ""
    letters: str = ""
    filters: str = ""
    outline: str = ""
    detail: str = ""
    apart: str = ""
    last_book: str = ""
    second_backups: str = ""
    travel_folder: str = ""
    recent: list[str] = field(default_factory=list)
    recalled: dict[str, str] = field(default_factory=dict)

    def author_name(self) -> str:
        """Who writes: the name the officer gave, else the account's."""
        return self.person or self.account_name()

    def account_name(self) -> str:
        """What the account is called."""
        import getpass

        return getpass.getuser()

    def device_name(self) -> str:
        """On which PC: the name the officer gave it, else its own."""
        return self.device or self.pc_name()

    def pc_name(self) -> str:
        """What the PC calls itself."""
        import platform

        return platform.node()

    def remember_book(self, book: Path, what: str = "") -> None:
        """Put a book first among the recent ones, with a line that says what it is."""
        self.recent = [str(book), *(path for path in self.recent if path != str(book))][:_RECENT]
        known = {**self.recalled, str(book): what}
        self.recalled = {path: known[path] for path in self.recent if known.get(path)}

    def forget_book(self, book: Path) -> None:
        """Take a book off the recent ones."""
        self.recent = [path for path in self.recent if path != str(book)]
        self.recalled.pop(str(book), None)

    def save(self) -> None:
        """Write the file whole or not at all. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        held = {name: value for name, value in asdict(self).items() if name != "folder"}
        temp = self.folder / f"~{_FILE}"
        temp.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(temp, self.folder / _FILE)  # noqa: PTH105 - the one atomic replace on every system


def load_settings(folder: Path) -> Settings:
    """The settings kept in `folder`; what is missing or of the wrong type stands at its default."""
    settings = Settings(folder)
    try:
        held = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return settings
    for item in fields(Settings):
        value = held.get(item.name) if isinstance(held, dict) else None
        if item.name == "recent" and isinstance(value, list):
            settings.recent = [str(path) for path in value][:_RECENT]
        elif item.name == "recalled" and isinstance(value, dict):
            settings.recalled = {path: str(what) for path, what in value.items()}
        elif item.name not in ("folder", "recent", "recalled") and isinstance(value, str):
            setattr(settings, item.name, value)
    return settings
