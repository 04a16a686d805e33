"""The words of papers: Jinja2 texts that the officer may change, and what becomes of them."""

from danvan_desktop.writing.wording.environment import fill_in
from danvan_desktop.writing.wording.errors import BrokenWording
from danvan_desktop.writing.wording.manuscript import Line, LineKind, Manuscript, Part, read_manuscript

__all__ = ["BrokenWording", "Line", "LineKind", "Manuscript", "Part", "fill_in", "read_manuscript"]
