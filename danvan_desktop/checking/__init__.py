"""The checker of the official form (Nghị định 30/2020/NĐ-CP): a .docx → findings, and mends into a copy."""

from danvan_desktop.checking.findings import Finding, Line, Place, Report, Severity
from danvan_desktop.checking.isolated import INTERNAL_VERB, FileChanged, check_file, mend_file
from danvan_desktop.checking.rulebook import DECREE, RULEBOOK, Rule

__all__ = [
    "DECREE",
    "INTERNAL_VERB",
    "RULEBOOK",
    "FileChanged",
    "Finding",
    "Line",
    "Place",
    "Report",
    "Rule",
    "Severity",
    "check_file",
    "mend_file",
]
