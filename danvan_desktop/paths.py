"""Where things lie on this PC: what the program ships, and what belongs to the officer.

Nothing is created here. Where the folders of the officer's account do not suit (tests, a PC shared by two officers),
the environment variable DANVAN_HOME names one folder that holds all of them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_APP_NAME = "So Dan van"
_HOME_VARIABLE = "DANVAN_HOME"


def resources_dir() -> Path:
    """The shipped data: in the unpacked bundle, inside the installed package, or beside the package in a clone."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def documents_dir() -> Path:
    """The folder offered for new books, inside the officer's documents."""
    home = _chosen_home()
    if home is not None:
        return home / "documents"
    from platformdirs import user_documents_path

    return user_documents_path() / _APP_NAME


def wording_dir() -> Path:
    """The folder of the wordings that the officer has changed; no new version of the program writes there."""
    return documents_dir() / "Cau chu"


def backups_dir(book: Path) -> Path:
    """The folder of a book's backups: beside the book, so that moving the folder takes both along."""
    return book.parent / "Sao luu" / book.stem


def log_dir() -> Path:
    """The folder of the program's own log files."""
    home = _chosen_home()
    if home is not None:
        return home / "log"
    from platformdirs import user_log_path

    return user_log_path(_APP_NAME, appauthor=False)


def config_dir() -> Path:
    """The folder of the officer's settings."""
    home = _chosen_home()
    if home is not None:
        return home / "config"
    from platformdirs import user_config_path

    return user_config_path(_APP_NAME, appauthor=False)


def _chosen_home() -> Path | None:
    chosen = os.environ.get(_HOME_VARIABLE)
    return Path(chosen) if chosen else None
