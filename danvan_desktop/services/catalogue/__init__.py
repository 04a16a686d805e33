"""The screen «Danh mục nhiệm vụ» without its window: lines, orders, counts, editing and one task in full."""

from danvan_desktop.services.catalogue.cells import set_cells, set_times
from danvan_desktop.services.catalogue.lines import catalogue_rows, count_tasks, task_counts
from danvan_desktop.services.catalogue.order import sorted_task_ids
from danvan_desktop.services.catalogue.parts import bulk_assign, bulk_unassign
from danvan_desktop.services.catalogue.places import NewRow, Target
from danvan_desktop.services.catalogue.structure import (
    delete_group,
    duplicate_tasks,
    move_tasks,
    new_group,
    new_task,
    rename_group,
)

__all__ = [
    "NewRow",
    "Target",
    "bulk_assign",
    "bulk_unassign",
    "catalogue_rows",
    "count_tasks",
    "delete_group",
    "duplicate_tasks",
    "move_tasks",
    "new_group",
    "new_task",
    "rename_group",
    "set_cells",
    "set_times",
    "sorted_task_ids",
    "task_counts",
]
