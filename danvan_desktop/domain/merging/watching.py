"""How long work is followed and ended early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class MergeCancelled(Exception):
    """The officer pressed «Hủy»; nothing was changed."""


def _nobody(_what: str, _done: int, _whole: int) -> None:
    """Nobody wants to know how far it has come."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Told how far a piece of work has come (in words, so many of so many), and asked whether to go on."""

    progress: Callable[[str, int, int], None] = _nobody
    cancelled: Callable[[], bool] = lambda: False

    def tell(self, what: str, done: int, whole: int) -> None:
        """Pass on how far it has come. Raises MergeCancelled when it is to stop."""
        if self.cancelled():
            raise MergeCancelled
        self.progress(what, done, whole)


UNWATCHED = Watch()
