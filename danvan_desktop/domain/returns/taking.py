"""What taking in returned forms writes: the tasks, the units' own parts, the diary, and the reports themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NewId, computed_id, member_result_id
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.domain.returns.layout import FormField
from danvan_desktop.domain.returns.review import FormLine, FormReview, ReportFacts, Target

Pick = tuple[int, int]
"""A line that is taken in: the place of its review, and its place there."""
_DIARY_ORDER = (FormField.RESULT, FormField.PRODUCT, FormField.TROUBLE, FormField.STATUS, FormField.PERCENT)


@dataclass(frozen=True, slots=True)
class Taking:
    """When forms are taken in, and where new ids come from."""

    today: date
    new_id: NewId


def taken_writes(reviews: Sequence[FormReview], picked: Collection[Pick], taking: Taking) -> Iterator[Write]:
    """Every write of one action; who wants none of a form's lines has received it all the same."""
    for place, review in enumerate(reviews):
        lines = [line for number, line in enumerate(review.lines) if (place, number) in picked]
        for task in dict.fromkeys(line.task for line in lines):
            yield from _of_task(review, [line for line in lines if line.task == task], taking)
        yield _report_write(review, taking.today)


def return_id(checksum: str) -> str:
    """A unit's report by its file: taken in twice, it is one."""
    return computed_id("return", checksum)


def told_sender(review: FormReview) -> str:
    """«Theo biểu «x.xlsx», số 12/BC, ngày 05/03/2026, người lập Lan, điện thoại 0912…»."""
    report = review.report
    parts = (
        f"Theo biểu «{review.name}»",
        f"số {report.number}" if report.number else "",
        f"ngày {report.day:%d/%m/%Y}" if report.day else "",
        f"người lập {report.author}" if report.author else "",
        f"điện thoại {report.phone}" if report.phone else "",
    )
    return ", ".join(filter(None, parts))


def _of_task(review: FormReview, lines: Sequence[FormLine], taking: Taking) -> Iterator[Write]:
    task = lines[0].task
    of_task: dict[str, Value] = {}
    of_member: dict[str, Value] = {}
    for line in lines:
        if line.target is Target.TASK:
            of_task.update(line.values)
        elif line.target is Target.MEMBER:
            of_member.update(line.values)
    if of_task:
        yield Write(Kind.TASK, task, of_task)
    if of_member:
        fields: dict[str, Value] = {"task": task, "anchor": "", "agency": review.agency, **of_member}
        yield Write(Kind.MEMBER_RESULT, member_result_id(task, "", review.agency), fields)
    yield _diary_write(review, lines, taking)


def _diary_write(review: FormReview, lines: Sequence[FormLine], taking: Taking) -> Write:
    """What the unit reported in its own words, by whom and from which file."""
    said = sorted(lines, key=lambda line: _DIARY_ORDER.index(line.field))
    percent = next((line.values.get("percent") for line in lines if "percent" in line.values), None)
    fields: dict[str, Value] = {
        "task": lines[0].task,
        "agency": review.agency,
        "day": (review.report.day or taking.today).isoformat(),
        "text": "\n".join([*(line.piece for line in said), f"({told_sender(review)})"]),
        "percent": percent,
    }
    return Write(Kind.PROGRESS, taking.new_id(), fields, Verb.ADD)


def _report_write(review: FormReview, today: date) -> Write:
    report: ReportFacts = review.report
    fields: dict[str, Value] = {
        "agency": review.agency,
        "day": report.day.isoformat() if report.day else None,
        "report_number": report.number,
        "drawn_up_by": report.author,
        "phone": report.phone,
        "proposal": report.proposal,
        "file_name": review.name,
        "sha256": review.checksum,
    }
    if review.received is None:
        fields["received_on"] = today.isoformat()
    return Write(Kind.RETURN, return_id(review.checksum), {**fields, DELETED: False})
