"""A sample book of an invented commune, or a large one for measuring."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import agency_id, assignment_id, computed_id
from danvan_desktop.domain.records import Kind, Role, Status, Value
from danvan_desktop.services.books import Shipped, new_book
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Author, Book, discard, journal_of

_TASKS_A_PROGRAMME = 200
_GAP = 1024


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """How large and how varied: the sample has 25 tasks; more are the same ones over and over, year by year.

    `sample` is the file of the sample programme; what is done and what is late is as on `today`.
    """

    sample: Path
    today: date
    tasks: int = 25
    seed: int = 1


def make_demo(path: Path, author: Author, shipped: Shipped, order: DemoOrder) -> Book:
    """A new book with sample programmes, open for writing. Raises BookError."""
    text = json.loads(order.sample.read_text(encoding="utf-8"))
    today = order.today
    book = new_book(path, author, today.year, shipped, text["commune"])
    try:
        with book.transaction() as connection:
            for ordinal, count in enumerate(_portions(order.tasks)):
                maker = _Maker(text, today, today.year - ordinal, random.Random(f"{order.seed}/{ordinal}"))
                writes = list(maker.programme(count))
                log.add_deterministic(connection, computed_id("demo", order.seed, ordinal, today, count), writes)
    except BaseException:
        book.close()
        discard(path, journal_of(path))
        raise
    return book


def _portions(tasks: int) -> Iterator[int]:
    while tasks > 0:
        yield min(tasks, _TASKS_A_PROGRAMME)
        tasks -= _TASKS_A_PROGRAMME


class _Maker:
    """Writes one programme of a sample text."""

    def __init__(self, text: Mapping[str, Any], today: date, year: int, chance: random.Random) -> None:
        self.text, self.today, self.year, self.chance = text, today, year, chance
        self.record = computed_id("demo", "programme", year, chance.random())
        self.made = 0

    def programme(self, count: int) -> Iterator[Write]:
        """The programme, its groups, and `count` tasks."""
        year = max(self.year, 1)
        fields: dict[str, Value] = {
            "title": self._dated(self.text["title"]),
            "type": self.text["type"],
            "issuer": self.text["issuer"],
            "period_start": f"{year:04d}-01-01",
            "period_end": f"{year:04d}-12-31",
            "state": "issued",
        }
        yield Write(Kind.PROGRAMME, self.record, fields, Verb.ADD)
        lap = 0
        while self.made < count:
            for group in self.text["groups"]:
                yield from self._group(group, None, lap, count)
            lap += 1

    def _group(self, group: Mapping[str, Any], parent: tuple[str, str] | None, lap: int, count: int) -> Iterator[Write]:
        """A group with its tasks; `parent` is the record and number of the one it stands in."""
        if self.made >= count:
            return
        record = computed_id(self.record, "group", group["number"], lap)
        if parent is None:
            number = str(int(group["number"]) + lap * len(self.text["groups"]))
        else:
            number = _numbered(group["number"], parent[1])
        fields: dict[str, Value] = {
            "programme": self.record,
            "number": number,
            "title": group["title"],
            "position": self.made * _GAP + 1,
        }
        if parent is not None:
            fields["parent"] = parent[0]
        yield Write(Kind.GROUP, record, fields, Verb.ADD)
        for item in group["tasks"]:
            if "tasks" in item:
                yield from self._group(item, (record, number), lap, count)
            elif self.made < count:
                yield from self._task(item, record, number)

    def _task(self, item: Mapping[str, Any], group: str, above: str) -> Iterator[Write]:
        self.made += 1
        record = computed_id(self.record, "task", self.made)
        fields: dict[str, Value] = {
            "programme": self.record,
            "group": group,
            "number": _numbered(item["number"], above),
            "text": item["text"],
            "position": self.made * _GAP,
            "time_text": self._dated(item["time"]),
            **self._progress(),
        }
        fields.update({name: item[name] for name in ("product", "doubt") if item.get(name)})
        yield Write(Kind.TASK, record, fields, Verb.ADD)
        yield from self._assignments(record, item)

    def _assignments(self, task: str, item: Mapping[str, Any]) -> Iterator[Write]:
        named: Sequence[tuple[Role, str]] = [
            *((Role.LEAD, name) for name in item["lead"]),
            *((Role.COORDINATING, name) for name in item["coord"]),
        ]
        for place, (role, name) in enumerate(named):
            agency = agency_id(name)
            fields: dict[str, Value] = {
                "task": task,
                "agency": agency,
                "role": role.value,
                "position": place,
                "present": True,
            }
            yield Write(Kind.ASSIGNMENT, assignment_id(task, agency, role.value), fields, Verb.ADD)

    def _progress(self) -> dict[str, Value]:
        draw = self.chance.random()
        if draw < 0.35:
            day = self.today - timedelta(days=self.chance.randrange(5, 120))
            return {"status": Status.DONE.value, "done_on": day.isoformat(), "percent": 100}
        if draw < 0.6:
            return {"status": Status.DOING.value, "percent": self.chance.randrange(1, 10) * 10}
        return {"status": Status.TODO.value}

    def _dated(self, text: str) -> str:
        return text.replace("{Y}", str(self.year))


def _numbered(number: str, above: str) -> str:
    """The number of what stands in group `above`, which has another number in every lap: «2.4» in 7 is «7.4»."""
    _, dot, rest = number.partition(".")
    return f"{above}.{rest}" if dot else number


def sample_file(resources: Path) -> Path:
    """The shipped sample programme."""
    return resources / "samples" / "programme.json"
