"""What a merge does and leaves open, as frozen views for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass

from danvan_desktop.domain.records import Value
from danvan_desktop.domain.views import ConflictView


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record: what stands in this book, what stands there after the merge."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that a merge adds, changes or takes away; `path` and `title` are how the officer knows it. `task` is the
    one that it hangs under, `role` what an agency is to do in it."""

    kind: str
    record: str
    path: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    task: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """«Nghi trùng»: two records, one of each book, that may be the same thing (R11). `keeps` stands for both when the
    officer says so, `goes` is shown no more."""

    kind: str
    keeps: str
    goes: str
    keeps_path: str
    goes_path: str
    keeps_text: str
    goes_text: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something in a stranger's file that is not taken in, and why, in words; it stays where it is."""

    source: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """One file to be merged, where it lies and its bare name.

    `news` counts what only it holds, `lacks` what only this book holds. `other_book` is a book of another beginning,
    which only informs; `clock_ahead` says that the other PC's clock may be wrong. `rejected` counts all that was turned
    away, of which the preview lists the first ones. `package` names the agency whose part of this book it is.
    """

    path: str
    name: str
    news: int
    lacks: int
    rejected: int
    other_book: bool
    clock_ahead: bool
    people: tuple[str, ...]
    package: str = ""

    @property
    def same(self) -> bool:
        """Whether both hold exactly the same."""
        return not (self.news or self.lacks or self.rejected)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What putting the files into the book does. `conflicts` are those that it makes."""

    sources: tuple[SourceFacts, ...]
    added: tuple[MergedRecord, ...]
    changed: tuple[MergedRecord, ...]
    deleted: tuple[MergedRecord, ...]
    conflicts: tuple[ConflictView, ...]
    suspected: tuple[Suspicion, ...]
    rejected: tuple[Rejected, ...]

    @property
    def brings_news(self) -> bool:
        """Whether there is anything to merge."""
        return any(source.news for source in self.sources)

    @property
    def same(self) -> bool:
        """«Hai sổ giống nhau, không có gì để gộp»."""
        return all(source.same for source in self.sources)


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a conflict: its value, in words too, who wrote it on which PC, and when (ISO, to the minute)."""

    value: Value
    told: str
    person: str
    device: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class ConflictCard:
    """One conflict as the officer decides it: «Hai bên cùng sửa Thời hạn của nhiệm vụ 3.1».

    `mine` is what this book held before the last merge that had a part in it, `theirs` what that merge brought,
    `before` what stood there before either. `sides` are all of them when more than two disagree. `joint` is both in
    one, of a text of which both may be kept; `deleting` and `circle` are about a record that one side deleted, and
    about groups that stand in one another. `typable`: another value may be given.
    `standing` is the value that holds until it is decided, in words. A field of few values offers
    its `choices`: what is to be typed, and what that is called. `alike` counts the conflicts about the same field.
    `about` is the task that it hangs under, or the record itself.
    """

    id: str
    kind: str
    record: str
    field: str
    path: str
    title: str
    question: str
    mine: SideView
    theirs: SideView
    sides: tuple[SideView, ...]
    before: SideView
    joint: str
    deleting: bool
    circle: bool
    typable: bool = False
    about: str = ""
    standing: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    alike: int = 1

    @property
    def joinable(self) -> bool:
        """Whether both may be kept."""
        return bool(self.joint)

    @property
    def others(self) -> tuple[int, ...]:
        """The places among `sides` of those that are neither mine nor theirs, each value once."""
        seen: list[Value] = [self.mine.value, self.theirs.value]
        found = []
        for place, side in enumerate(self.sides):
            if side.value not in seen:
                seen.append(side.value)
                found.append(place)
        return tuple(found)
