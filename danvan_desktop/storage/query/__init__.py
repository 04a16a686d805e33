"""Reading a book for lists and files: plain views out of the derived tables."""

from danvan_desktop.storage.query.catalogue import (
    LineRow,
    agency_names,
    count_tasks,
    disputed_groups,
    group_lines,
    ranks,
    task_counts,
    task_lines,
    texts,
    times,
)
from danvan_desktop.storage.query.details import agency_name, members, progress_between, records_under
from danvan_desktop.storage.query.directory import agencies, marked_days, profile
from danvan_desktop.storage.query.programmes import (
    choices,
    documents,
    groups,
    groups_by_programme,
    held_programme,
    issued_on,
    programmes,
    record_values,
    records_of,
    said_by_imports,
)
from danvan_desktop.storage.query.returns import diary_texts, own_results, return_received, returns, standing_for
from danvan_desktop.storage.query.structure import PartRow, parts, siblings
from danvan_desktop.storage.query.tasks import programme_tasks, searchable, searchable_of, task_ids, tasks

__all__ = [
    "LineRow",
    "PartRow",
    "agencies",
    "agency_name",
    "agency_names",
    "choices",
    "count_tasks",
    "diary_texts",
    "disputed_groups",
    "documents",
    "group_lines",
    "groups",
    "groups_by_programme",
    "held_programme",
    "issued_on",
    "marked_days",
    "members",
    "own_results",
    "parts",
    "profile",
    "programme_tasks",
    "programmes",
    "progress_between",
    "ranks",
    "record_values",
    "records_of",
    "records_under",
    "return_received",
    "returns",
    "said_by_imports",
    "searchable",
    "searchable_of",
    "siblings",
    "standing_for",
    "task_counts",
    "task_ids",
    "task_lines",
    "tasks",
    "texts",
    "times",
]
