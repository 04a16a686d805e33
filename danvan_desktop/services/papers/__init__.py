"""Papers out of a book: what there is to choose, what is in them, where they go."""

from danvan_desktop.services.papers.exporting import (
    Composed,
    ascii_word,
    compose,
    compose_each,
    export,
    file_name,
    named_each,
)
from danvan_desktop.services.papers.orders import (
    PAPERS,
    CannotExport,
    Choice,
    Exported,
    ExportOrder,
    PaperChoices,
    PaperKind,
    PaperSpec,
    WordingPlaces,
    read_choice,
)
from danvan_desktop.services.papers.printed import catalogue_paper, register_paper
from danvan_desktop.services.papers.report import usual_period
from danvan_desktop.services.papers.wordings import (
    NoWording,
    drop_own_wording,
    has_own_wording,
    has_wording,
    own_wording,
)

__all__ = [
    "PAPERS",
    "CannotExport",
    "Choice",
    "Composed",
    "ExportOrder",
    "Exported",
    "NoWording",
    "PaperChoices",
    "PaperKind",
    "PaperSpec",
    "WordingPlaces",
    "ascii_word",
    "catalogue_paper",
    "compose",
    "compose_each",
    "drop_own_wording",
    "export",
    "file_name",
    "has_own_wording",
    "has_wording",
    "named_each",
    "own_wording",
    "read_choice",
    "register_paper",
    "usual_period",
]
