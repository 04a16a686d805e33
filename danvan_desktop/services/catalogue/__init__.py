"""The screen «Danh mục nhiệm vụ» without its window: lines, orders, counts, editing and one task in full."""

from danvan_desktop.services.catalogue.cells import clear_doubts, set_cells, set_times
from danvan_desktop.services.catalogue.details import task_details
from danvan_desktop.services.catalogue.diary import (
    DiaryOrder,
    add_progress,
    delete_progress,
    edit_progress,
    set_member_result,
    set_occurrence,
)
from danvan_desktop.services.catalogue.documents import read_documents, read_rounds
from danvan_desktop.services.catalogue.moving import (
    place_before,
    place_group,
    place_under,
    shift_group,
    shift_tasks,
)
from danvan_desktop.services.catalogue.parts import bulk_assign, bulk_unassign
from danvan_desktop.services.catalogue.places import NewRow, Target, place_after
from danvan_desktop.services.catalogue.structure import (
    delete_group,
    duplicate_tasks,
    move_tasks,
    new_group,
    new_task,
    rename_group,
)
from danvan_desktop.services.listing import catalogue_rows, count_tasks, sorted_task_ids, task_counts

__all__ = [
    "DiaryOrder",
    "NewRow",
    "Target",
    "add_progress",
    "bulk_assign",
    "bulk_unassign",
    "catalogue_rows",
    "clear_doubts",
    "count_tasks",
    "delete_group",
    "delete_progress",
    "duplicate_tasks",
    "edit_progress",
    "move_tasks",
    "new_group",
    "new_task",
    "place_after",
    "place_before",
    "place_group",
    "place_under",
    "read_documents",
    "read_rounds",
    "rename_group",
    "set_cells",
    "set_member_result",
    "set_occurrence",
    "set_times",
    "shift_group",
    "shift_tasks",
    "sorted_task_ids",
    "task_counts",
    "task_details",
]
