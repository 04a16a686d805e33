"""What can go wrong when a paper is written, each as a Vietnamese sentence for the officer."""

from __future__ import annotations

from danvan_desktop.domain.errors import KnownError


class CannotWrite(KnownError):
    """The file could not be written; what was there before is untouched and nothing half-written is left."""


class Cancelled(Exception):
    """The officer pressed «Hủy»; nothing was left behind."""
