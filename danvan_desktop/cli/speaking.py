"""argparse in Vietnamese: its headings, its help and its complaints."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_COMPLAINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"the following arguments are required: (.*)", r"thiếu \1"),
        (r"unrecognized arguments: (.*)", r"không có tham số \1"),
        (r"argument (.*?): invalid choice: (.*?) \(choose from.*", r"\1 không nhận giá trị \2"),
        (r"argument (.*?): invalid \w+ value: (.*)", r"\1 không nhận giá trị \2"),
        (r"argument (.*?): expected .*", r"\1 cần một giá trị"),
        (r"argument (.*?): (cần .*)", r"\1 \2"),
    )
)


class _Help(argparse.HelpFormatter):
    """The usage line begins in Vietnamese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese; wrong usage ends the program with 2."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **settings}, add_help=False)
        self._positionals.title = "tham số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in one line."""
        told = next((pattern.sub(words, message) for pattern, words in _COMPLAINTS if pattern.fullmatch(message)), "")
        self.exit(2, f"Lệnh chưa đúng{': ' + told if told else ''}. Xem cách dùng: {self.prog} --help\n")
