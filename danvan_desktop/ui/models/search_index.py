"""Searching while typing: the rule of `domain.catalogue.search` over the folded texts of all tasks, kept quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danvan_desktop.domain.catalogue.search import Pairs, are_words, as_words, holding, ways


class SearchIndex:
    """The folded texts of all tasks, in printed order. A longer question looks only through the last answer.

    `pieces` are what the tasks found hold, to be marked: the phrase, or every word where nothing holds the phrase;
    `by_words` says which of the two.
    """

    def __init__(self, pairs: Pairs = ()) -> None:
        self._pairs = list(pairs)
        self._places: dict[str, int] = {}
        self._asked = ""
        self._with_phrase: Pairs = self._pairs
        self._as_words: list[tuple[str, str]] = []
        self._with_words: Pairs = ()
        self.pieces: tuple[str, ...] = ()
        self.by_words = False

    def __len__(self) -> int:
        return len(self._pairs)

    def learn(self, texts: Mapping[str, str]) -> None:
        """These tasks hold something else now."""
        if not self._places:
            self._places = {task: place for place, (task, _) in enumerate(self._pairs)}
        for task, text in texts.items():
            if task in self._places:
                self._pairs[self._places[task]] = (task, text)
                if self._as_words:
                    self._as_words[self._places[task]] = (task, as_words(text))
        self._asked, self._with_phrase, self._with_words = "", self._pairs, self._as_words

    def find(self, words: str) -> list[str]:
        """The ids of the tasks that answer, in printed order; all of them for no word."""
        asked = ways(words)
        phrase = asked[0][0] if asked else ""
        if not phrase.startswith(self._asked):
            self._with_phrase, self._with_words = self._pairs, self._as_words
        self._asked = phrase
        self.pieces = asked[0] if asked else ()
        found = self._with_phrase = holding(self._with_phrase, self.pieces)
        self.by_words = not found and len(asked) > 1
        if self.by_words:
            self.pieces = asked[1]
            found = self._answering_by_words(self.pieces)
        return [task for task, _ in found]

    def _answering_by_words(self, pieces: Sequence[str]) -> Pairs:
        if not are_words(pieces):
            return holding(self._pairs, pieces)
        if not self._as_words:
            self._as_words = [(task, as_words(text)) for task, text in self._pairs]
            self._with_words = self._as_words
        for piece in sorted(pieces, key=len, reverse=True):
            self._with_words = [pair for pair in self._with_words if piece in pair[1]]
        return self._with_words
