"""Reading a book for lists and files: plain views out of the derived tables."""

from danvan_desktop.storage.query.directory import agencies, marked_days, profile
from danvan_desktop.storage.query.programmes import groups, held_programme, programmes, record_values
from danvan_desktop.storage.query.tasks import programme_tasks, searchable, task_ids, tasks

__all__ = [
    "agencies",
    "groups",
    "held_programme",
    "marked_days",
    "profile",
    "programme_tasks",
    "programmes",
    "record_values",
    "searchable",
    "task_ids",
    "tasks",
]
