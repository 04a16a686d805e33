"""Bringing a document in: read into a draft, reviewed, written as one action."""

from danvan_desktop.services.importing.counting import TaskCount, told
from danvan_desktop.services.importing.documents import (
    Imported,
    ImportFact,
    NothingToImport,
    Review,
    draft_object,
    held_rows,
    import_draft,
    read_document,
)

__all__ = [
    "ImportFact",
    "Imported",
    "NothingToImport",
    "Review",
    "TaskCount",
    "draft_object",
    "held_rows",
    "import_draft",
    "read_document",
    "told",
]
