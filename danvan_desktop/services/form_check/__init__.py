"""Kiểm tra thể thức văn bản: a Word file against Nghị định 30/2020/NĐ-CP."""

from danvan_desktop.checking import DECREE, Finding, Line, Place, Report, Severity
from danvan_desktop.services.form_check.check import NothingToMend, check, mend
from danvan_desktop.services.form_check.telling import place_text, report_object, rule_of, severity_text, told

__all__ = [
    "DECREE",
    "Finding",
    "Line",
    "NothingToMend",
    "Place",
    "Report",
    "Severity",
    "check",
    "mend",
    "place_text",
    "report_object",
    "rule_of",
    "severity_text",
    "told",
]
