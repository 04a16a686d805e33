"""Bringing a document in: read into a draft, reviewed, written as one action."""

from danvan_desktop.domain.review import Review
from danvan_desktop.services.importing.counting import TaskCount, told
from danvan_desktop.services.importing.documents import (
    Comparison,
    Imported,
    ImportFact,
    NothingToImport,
    compared,
    draft_object,
    import_draft,
    read_document,
)
from danvan_desktop.services.importing.remembered import (
    Remembered,
    forget_choices,
    list_remembered,
    recalled_review,
)
from danvan_desktop.services.importing.standing import (
    IsUnitForm,
    ReadSource,
    Standing,
    read_pasted,
    read_source,
    standing_of,
    time_reader,
)

__all__ = [
    "Comparison",
    "ImportFact",
    "Imported",
    "IsUnitForm",
    "NothingToImport",
    "ReadSource",
    "Remembered",
    "Review",
    "Standing",
    "TaskCount",
    "compared",
    "draft_object",
    "forget_choices",
    "import_draft",
    "list_remembered",
    "read_document",
    "read_pasted",
    "read_source",
    "recalled_review",
    "standing_of",
    "time_reader",
    "told",
]
