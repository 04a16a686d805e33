"""The sign on every value that holds only until the officer has chosen between two books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from danvan_desktop.domain.labels import FIELD_LABELS
from danvan_desktop.domain.records import DELETED, Role
from danvan_desktop.domain.views import AssignedView, TaskView

MARK = "⚠"


class Spot(StrEnum):
    """What is said of a task, in a column, on the panel, on paper; each may be provisional."""

    NUMBER = "number"
    TEXT = "text"
    PARTS = "parts"
    TIME = "time"
    DUE = "due"
    STATE = "state"
    PERCENT = "percent"
    RESULT = "result"
    PRODUCT = "product"
    FORM = "form"
    NOTE = "note"


_SPOTS: Mapping[str, tuple[Spot, ...]] = MappingProxyType(
    {
        "number": (Spot.NUMBER,),
        "group": (Spot.NUMBER,),
        "programme": (Spot.NUMBER,),
        "text": (Spot.TEXT,),
        "merged_into": (Spot.TEXT,),
        DELETED: (Spot.TEXT,),
        "time_text": (Spot.TIME, Spot.DUE),
        "due_by_hand": (Spot.DUE,),
        "new_due": (Spot.DUE,),
        "status": (Spot.STATE,),
        "done_on": (Spot.STATE,),
        **{name: (Spot(name),) for name in ("percent", "result", "product", "form", "note")},
    }
)


def provisional(task: TaskView) -> frozenset[Spot]:
    """What of a task two books disagree on."""
    found = {spot for name in (*task.conflicts, *task.conflicts_under) for spot in _SPOTS.get(name, ())}
    if any(part.disputed for part in task.assigned):
        found.add(Spot.PARTS)
    return frozenset(found)


def marked(text: str, *, disputed: bool) -> str:
    """A text with the sign before it where it is provisional."""
    return f"{MARK} {text}".rstrip() if disputed else text


def unmarked(text: str) -> str:
    """A text that was copied from where it had the sign, without it."""
    return text.removeprefix(MARK).lstrip() if text.startswith(MARK) else text


def told_conflicts(task: TaskView) -> str:
    """«thời gian, ghi chú»: what two books disagree on; nothing where they do not."""
    names = {
        "một bên xóa, một bên sửa" if name == DELETED else FIELD_LABELS.get(name, "nội dung"): None
        for name in (*task.conflicts, *task.conflicts_under)
    }
    if any(part.disputed for part in task.assigned):
        names["phân công"] = None
    return ", ".join(names)


def with_marks(task: TaskView) -> TaskView:
    """A task as it goes on paper: the sign before every provisional text, the others named in the note."""
    spots = provisional(task)
    if not spots:
        return task
    unseen = {Spot.DUE, Spot.STATE, Spot.PERCENT} & spots
    note = marked(task.note, disputed=Spot.NOTE in spots)
    if unseen:
        note = f"{MARK} Chưa chọn giữa hai bản: {told_conflicts(task)}. {note}".rstrip()
    return replace(
        task,
        text=marked(task.text, disputed=Spot.TEXT in spots),
        time_text=marked(task.time_text, disputed=Spot.TIME in spots),
        result=marked(task.result, disputed=Spot.RESULT in spots),
        product=marked(task.product, disputed=Spot.PRODUCT in spots),
        form=marked(task.form, disputed=Spot.FORM in spots),
        note=note,
        assigned=tuple(replace(part, name=marked(part.name, disputed=part.disputed)) for part in task.assigned),
    )


def names_of(task: TaskView, *roles: Role) -> str:
    """The agencies in some roles, one after the other, with the sign before a part that is provisional."""
    parts: list[AssignedView] = [part for role in roles for part in task.assigned if part.role is role]
    return "; ".join(marked(part.name, disputed=part.disputed) for part in parts)
