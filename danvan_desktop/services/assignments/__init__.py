"""Who does what: the matrix of tasks and agencies, and what one agency has to do."""

from danvan_desktop.services.assignments.matrix import (
    Matrix,
    MatrixAgency,
    MatrixTask,
    read_matrix,
    set_part,
    set_parts,
)
from danvan_desktop.services.assignments.own import OwnPart, own_parts
from danvan_desktop.services.assignments.sheet import AgencySheet, MemberPart, SheetLine, read_sheet, read_sheets

__all__ = [
    "AgencySheet",
    "Matrix",
    "MatrixAgency",
    "MatrixTask",
    "MemberPart",
    "OwnPart",
    "SheetLine",
    "own_parts",
    "read_matrix",
    "read_sheet",
    "read_sheets",
    "set_part",
    "set_parts",
]
