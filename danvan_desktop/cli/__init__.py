"""The command line: the same services without a window (design.md §7). Exit codes: 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from danvan_desktop.cli.grammar import VERBS, parse_arguments
from danvan_desktop.domain.errors import KnownError

__all__ = ["VERBS", "main"]


def main(arguments: Sequence[str]) -> int:
    """Run one verb. Answers go to stdout, sentences to stderr, both UTF-8 wherever they are sent."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    parsed = parse_arguments(arguments)
    try:
        return int(parsed.run(parsed))
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
