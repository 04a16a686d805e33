"""Documents in: a file → neutral blocks → a draft catalogue. No database, no window; nothing of the file is changed.

The parsing process starts here too, for every file anew: what only the recogniser needs is not imported with the
package (it is in `reading.recogniser` and `reading.draft_json`), nor what reads returned forms (`reading.forms`).
"""

from danvan_desktop.reading.entry import read_blocks, read_draft, read_pasted_blocks
from danvan_desktop.reading.errors import Fault, ReadingCancelled, UnreadableFile
from danvan_desktop.reading.isolation import INTERNAL_VERB, Isolation

__all__ = [
    "INTERNAL_VERB",
    "Fault",
    "Isolation",
    "ReadingCancelled",
    "UnreadableFile",
    "read_blocks",
    "read_draft",
    "read_pasted_blocks",
]
