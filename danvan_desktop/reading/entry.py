"""The two ways in: the blocks of a file, and the draft that the recogniser makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.reading.isolation import Isolation, parse_in_child

if TYPE_CHECKING:
    from pathlib import Path

    from danvan_desktop.domain.agencies import AgencyDirectory
    from danvan_desktop.domain.draft import Draft
    from danvan_desktop.reading.blocks import Document


def read_blocks(path: Path, isolation: Isolation | None = None) -> Document:
    """The blocks of a file, parsed in a process of its own.

    Raises UnreadableFile (one Vietnamese sentence) for a file that cannot or must not be read, ReadingCancelled when
    `isolation.cancelled()` became true.
    """
    return parse_in_child(path, isolation or Isolation())


def read_draft(
    path: Path, directory: AgencyDirectory, year: int | None = None, isolation: Isolation | None = None
) -> Draft:
    """What the document says, as a draft for the officer to review; raises as `read_blocks`.

    `year` fills in only where the document names none. The same file and directory always give an equal draft.
    """
    from danvan_desktop.reading.recogniser import recognise

    return recognise(read_blocks(path, isolation), directory, year)
