"""A returned form held against the book: what it says that the book does not, row by row.

Three sides are compared: the form, the book when the form was written (`base`), the book now. What the unit left as it
was says nothing, whatever the book says now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.catalogue.cells import NotACellValue
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Status, Value
from danvan_desktop.domain.returns.cells import Said, read_day_cell, read_fact, read_row
from danvan_desktop.domain.returns.form import ReturnedForm
from danvan_desktop.domain.returns.layout import FormFact, FormField, base_of
from danvan_desktop.domain.returns.matching import Match, matched
from danvan_desktop.domain.returns.review import (
    CellProblem,
    FormLine,
    FormReview,
    HeldTask,
    ReportFacts,
    StrangeRow,
    Target,
)
from danvan_desktop.domain.text import clean

_CLEARED = "đơn vị đã xóa ô này"
_CONTRADICTS = "ghi ngày hoàn thành nhưng để trạng thái «{status}»"
_STATUS_UNREAD = "không đọc được trạng thái, có ngày hoàn thành"
_DAY_UNREAD = "không đọc được ngày hoàn thành"
_FUTURE = "ngày hoàn thành sau hôm nay"
_PIECES = {FormField.PRODUCT: "Sản phẩm, văn bản: ", FormField.TROUBLE: "Khó khăn, vướng mắc: "}
_STATE = (FormField.STATUS, FormField.DONE_ON)


@dataclass(frozen=True, slots=True)
class _Saying:
    """What a unit says of one field: in words now and then, what to write, and why that is doubtful."""

    field: FormField
    now: str
    new: str
    values: Mapping[str, Value]
    piece: str
    doubt: str = ""


def compare(form: ReturnedForm, agency: tuple[str, str], tasks: Sequence[HeldTask], today: date) -> FormReview:
    """The form beside the book; `agency` is (id, name) as the book has it, `tasks` all that its rows may be about."""
    problems: list[CellProblem] = []
    report = _report(form, problems)
    reader = _Reader(form, report.day or today, today)
    lines: list[FormLine] = []
    strange: list[StrangeRow] = []
    for found in matched(form, tasks):
        if isinstance(found, StrangeRow):
            strange.append(found)
        else:
            said = read_row(found.row, found.task.path)
            problems.extend(said.problems)
            lines.extend(reader.lines(found, said))
    return FormReview(
        name=form.name,
        sheet=form.sheet,
        checksum=form.checksum,
        agency=agency[0],
        agency_name=agency[1],
        report=report,
        lines=tuple(lines),
        problems=tuple(problems),
        strange=tuple(strange),
        notices=form.notices,
        same=reader.same,
    )


def _report(form: ReturnedForm, problems: list[CellProblem]) -> ReportFacts:
    cell, day = form.facts.get(FormFact.DAY), None
    if cell is not None:
        try:
            day = read_day_cell(cell)
        except NotACellValue as error:
            problems.append(CellProblem(cell.place, clean(cell.text), f"ngày báo cáo: {error}", ""))
    number, author, phone, proposal = (
        read_fact(form.facts.get(fact))
        for fact in (FormFact.NUMBER, FormFact.AUTHOR, FormFact.PHONE, FormFact.PROPOSAL)
    )
    return ReportFacts(clean(number), day, clean(author), clean(phone), proposal)


class _Reader:
    """Makes lines of rows; `same` counts what the unit wrote and the book says already."""

    def __init__(self, form: ReturnedForm, report_day: date, today: date) -> None:
        self._form = form
        self._report_day = report_day
        self._today = today
        self.same = 0

    def lines(self, match: Match, said: Said) -> Iterator[FormLine]:
        """What the unit says of a task and the book does not."""
        base = self._form.bases.get(match.task.id)
        for saying in self._sayings(match.task, said, base):
            if self._is_known(match.task, saying):
                self.same += 1
            else:
                yield _line(match, saying, base)

    def _sayings(self, task: HeldTask, said: Said, base: Mapping[FormField, str] | None) -> Iterator[_Saying]:
        if said.status is not None or said.done_on is not None:
            wrote = _spoken(said)
            if base is None or any(wrote[name] != base[name] for name in _STATE):
                yield self._state(task, said)
        yield from _percent(task, said, base)
        yield from _result(task, said, base)
        for name, words in _PIECES.items():
            if said.text(name):
                yield _Saying(name, "", said.text(name), {}, f"{words}{said.text(name)}")

    def _state(self, task: HeldTask, said: Said) -> _Saying:
        """Status and day together: what is done has a day, what is not has none."""
        status, day, doubt = said.status or Status.DONE, said.done_on, ""
        if day is not None and status is not Status.DONE:
            status, doubt = Status.DONE, _CONTRADICTS.format(status=STATUS_LABELS[status])
        if FormField.STATUS in said.unread:
            doubt = _STATUS_UNREAD
        elif status is Status.DONE and FormField.DONE_ON in said.unread:
            doubt = _DAY_UNREAD
        if status is Status.DONE and day is None:
            day = task.done_on if task.status is Status.DONE and task.done_on else self._report_day
        if day is not None and day > self._today:
            doubt = doubt or _FUTURE
        new = state_told(status, day)
        values = {"status": status.value, "done_on": day.isoformat() if day else None}
        return _Saying(
            FormField.STATUS, state_told(task.status, task.done_on), new, values, f"Trạng thái: {new}", doubt
        )

    def _is_known(self, task: HeldTask, saying: _Saying) -> bool:
        if task.target is Target.DIARY or not saying.values:
            return any(saying.piece in entry for entry in task.diary)
        return all(_stored(task)[name] == value for name, value in saying.values.items())


def state_told(status: Status, day: date | None) -> str:
    """«Hoàn thành (12/03/2026)»."""
    return f"{STATUS_LABELS[status]} ({day:%d/%m/%Y})" if day else STATUS_LABELS[status]


def _percent(task: HeldTask, said: Said, base: Mapping[FormField, str] | None) -> Iterator[_Saying]:
    if FormField.PERCENT in said.unread:
        return
    wrote = _spoken(said)[FormField.PERCENT]
    if wrote == (base[FormField.PERCENT] if base is not None else ""):
        return
    doubt = "" if wrote else _CLEARED
    now = "" if task.percent is None else f"{task.percent} %"
    new = f"{said.percent} %" if wrote else ""
    values = {"percent": said.percent} if task.target is not Target.MEMBER else {}
    yield _Saying(FormField.PERCENT, now, new, values, f"Tỷ lệ: {new or 'không ghi'}", doubt)


def _result(task: HeldTask, said: Said, base: Mapping[FormField, str] | None) -> Iterator[_Saying]:
    if FormField.RESULT in said.unread:
        return
    text = said.text(FormField.RESULT)
    if _spoken(said)[FormField.RESULT] == (base[FormField.RESULT] if base is not None else ""):
        return
    piece = f"Kết quả: {text}" if text else "Kết quả: đơn vị đã xóa phần đã ghi"
    yield _Saying(FormField.RESULT, task.result, text, {"result": text}, piece, "" if text else _CLEARED)


def _line(match: Match, saying: _Saying, base: Mapping[FormField, str] | None) -> FormLine:
    task = match.task
    target = task.target if saying.values else Target.DIARY
    names = _STATE if saying.field is FormField.STATUS else (saying.field,)
    held = base_of(task.status, task.done_on, task.percent, task.result)
    changed = base is not None and any(base.get(name, "") != held.get(name, "") for name in names)
    cells = [match.row.cells[name].place for name in names if name in match.row.cells]
    return FormLine(
        task=task.id,
        path=task.path,
        text=task.text,
        field=saying.field,
        target=target,
        now=saying.now if target is not Target.DIARY else "",
        new=saying.new,
        values=saying.values if target is not Target.DIARY else {},
        piece=saying.piece,
        cell=cells[0] if cells else f"dòng {match.row.row}",
        conflict=changed and target is not Target.DIARY,
        doubt=match.doubt or saying.doubt,
    )


def _spoken(said: Said) -> Mapping[FormField, str]:
    """What the unit says, in the form of a base."""
    return base_of(said.status or Status.TODO, said.done_on, said.percent, said.text(FormField.RESULT))


def _stored(task: HeldTask) -> Mapping[str, Value]:
    return {
        "status": task.status.value,
        "done_on": task.done_on.isoformat() if task.done_on else None,
        "percent": task.percent,
        "result": task.result,
    }
