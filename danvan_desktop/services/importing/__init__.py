"""Bringing a document in: read into a draft, reviewed, written as one action."""

from danvan_desktop.services.importing.documents import (
    Imported,
    ImportFact,
    NothingToImport,
    Review,
    draft_object,
    import_draft,
    read_document,
)

__all__ = [
    "ImportFact",
    "Imported",
    "NothingToImport",
    "Review",
    "draft_object",
    "import_draft",
    "read_document",
]
