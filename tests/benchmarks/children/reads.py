"""Reads a Word file again and again: `FILE RUNS`. Answers with seconds, in here and as processes of their own."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from lxml import etree

from danvan_desktop.reading import Isolation, UnreadableFile, read_blocks
from danvan_desktop.reading.child import answer
from tests.benchmarks.timing import interleaved

_BARE = """
import sys, zipfile
from lxml import etree
etree.fromstring(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))
print("{}")
"""


def main(path: Path, runs: int) -> None:
    """Time everything in turn."""
    inside = interleaved(lambda: parse(path), lambda: answer(path), runs)
    bare = Isolation(command=(sys.executable, "-c", _BARE))

    def parse_elsewhere() -> None:
        try:
            read_blocks(path, bare)
        except UnreadableFile:
            return  # its answer is no document; what counts is how long it took

    whole = interleaved(parse_elsewhere, lambda: read_blocks(path), runs)
    found = {"floor": inside.floor, "ours": inside.ours, "bare_process": whole.floor, "whole": whole.ours}
    print(json.dumps(found), flush=True)


def parse(path: Path) -> None:
    """The floor: unpack the one part that counts and parse it."""
    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
