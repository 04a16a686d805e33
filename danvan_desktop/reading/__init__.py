"""Documents in: a file → neutral blocks → a draft catalogue. No database, no window; nothing of the file is changed."""

from danvan_desktop.reading.draft_json import draft_json
from danvan_desktop.reading.entry import read_blocks, read_draft
from danvan_desktop.reading.errors import ReadingCancelled, UnreadableFile
from danvan_desktop.reading.isolation import INTERNAL_VERB, Isolation
from danvan_desktop.reading.recogniser import recognise

__all__ = [
    "INTERNAL_VERB",
    "Isolation",
    "ReadingCancelled",
    "UnreadableFile",
    "draft_json",
    "read_blocks",
    "read_draft",
    "recognise",
]
