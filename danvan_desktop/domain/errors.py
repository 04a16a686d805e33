"""The two sorts of failure: a *known* one has a sentence for the officer; everything else is a fault of ours."""

from __future__ import annotations


class KnownError(Exception):
    """Something the officer can understand and act on.

    `str(error)` is one Vietnamese sentence (or two) that says what happened, what is safe and what to do.
    """
