"""What a list of tasks shows, and in which order: all that the first picture of a book needs."""

from danvan_desktop.services.listing.lines import catalogue_rows, count_tasks, task_counts
from danvan_desktop.services.listing.order import sorted_task_ids

__all__ = ["catalogue_rows", "count_tasks", "sorted_task_ids", "task_counts"]
