"""Searching while typing: every word must occur somewhere in the folded text of a task."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_desktop.domain.text import fold


class SearchIndex:
    """The folded texts of all tasks, in printed order. A longer question looks only through the last answer."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = ()) -> None:
        self._pairs = pairs
        self._asked = ""
        self._found: Sequence[tuple[str, str]] = pairs

    def __len__(self) -> int:
        return len(self._pairs)

    def find(self, words: str) -> list[str]:
        """The ids of the tasks that hold every word, in printed order; all of them for no word."""
        asked = fold(words)
        found = self._found if asked.startswith(self._asked) else self._pairs
        for word in asked.split():
            found = [pair for pair in found if word in pair[1]]
        self._asked, self._found = asked, found
        return [task for task, _ in found]
