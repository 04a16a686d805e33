"""Official papers as plain data, and the stretch of time that one is about."""

from danvan_desktop.domain.official.paper import (
    Issuing,
    OfficialPaper,
    PaperColumn,
    PaperRow,
    PaperTable,
    Wording,
    issuing,
    sentence_case,
)
from danvan_desktop.domain.official.period import (
    Period,
    PeriodKind,
    UnknownPeriod,
    period_of,
    read_period,
)
from danvan_desktop.domain.text import short_date, written_month

__all__ = [
    "Issuing",
    "OfficialPaper",
    "PaperColumn",
    "PaperRow",
    "PaperTable",
    "Period",
    "PeriodKind",
    "UnknownPeriod",
    "Wording",
    "issuing",
    "period_of",
    "read_period",
    "sentence_case",
    "short_date",
    "written_month",
]
