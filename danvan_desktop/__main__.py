"""No arguments or a book → the window; anything else → the command line, which never imports Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

BOOK_SUFFIX = ".danvan"


def main() -> int:
    """Run what the arguments ask for; the exit code."""
    arguments = sys.argv[1:]
    if asks_for_window(arguments):
        from danvan_desktop.app import run

        return run(arguments)
    from danvan_desktop.reading import INTERNAL_VERB

    if arguments[0] == INTERNAL_VERB:
        from danvan_desktop.reading.child import main as parse_a_file

        return parse_a_file(arguments[1:])
    from danvan_desktop.checking import INTERNAL_VERB as CHECKING_VERB

    if arguments[0] == CHECKING_VERB:
        from danvan_desktop.checking.child import main as check_a_file

        return check_a_file(arguments[1:])
    from danvan_desktop.cli import main as command_line

    return command_line(arguments)


def asks_for_window(arguments: Sequence[str]) -> bool:
    """No verb: nothing at all, or one file to open."""
    if not arguments:
        return True
    return len(arguments) == 1 and (arguments[0].lower().endswith(BOOK_SUFFIX) or Path(arguments[0]).is_file())


if __name__ == "__main__":
    sys.exit(main())
