"""The screen «Danh mục nhiệm vụ» without its window: lines, orders, counts, editing and one task in full."""

from danvan_desktop.services.catalogue.lines import catalogue_rows, count_tasks, task_counts
from danvan_desktop.services.catalogue.order import sorted_task_ids

__all__ = ["catalogue_rows", "count_tasks", "sorted_task_ids", "task_counts"]
