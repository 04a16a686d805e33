"""What every paper of a book needs: who issues it, what it rests on, and the tasks as its words may name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from danvan_desktop.domain.agencies.directory import AddressedAs, AgencyKind
from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.catalogue.citations import citation_told
from danvan_desktop.domain.lifecycle import State, late_days, state_of
from danvan_desktop.domain.merging.marking import with_marks
from danvan_desktop.domain.official import Issuing, issuing, sentence_case, short_date
from danvan_desktop.domain.records import Kind, Role, Status, Value
from danvan_desktop.domain.text import begins_with_name, lower_first
from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.domain.views import GroupView, ProgrammeView, TaskFilter, TaskView
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.services.assignments import AgencySheet, read_sheets
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.services.papers.orders import PAPERS, CannotExport, ExportOrder
from danvan_desktop.services.tasks import list_groups, list_programmes, list_tasks
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book

Facts = dict[str, object]

STANDING_WORDS: Mapping[State, str] = {
    State.NOT_DUE_YET: "chưa đến kỳ",
    State.NOT_STARTED: "chưa làm",
    State.IN_PROGRESS: "đang làm",
    State.OVERDUE: "quá hạn",
    State.DONE: "xong",
    State.DONE_LATE: "xong muộn",
    State.SUSPENDED: "tạm dừng",
    State.CANCELLED: "hủy",
}
"""The words by which a wording asks where a task stands; beside them «thường xuyên» for work without an end."""
_KEPT_UP = frozenset({TimingKind.CONTINUOUS, TimingKind.OPEN_ENDED, TimingKind.RECURRING, TimingKind.YEARLY})
_GENERAL = "chương trình công tác dân vận chính quyền"
_EVERYBODY = frozenset({"Các", "Tất", "Toàn", "Mỗi", "Một", "Những"})
"""First words of names that are no proper names: small inside a sentence."""
_END_MARKS = " .;,:/"


@dataclass(frozen=True, slots=True)
class Placed:
    """A task on a day; `kept_up`: it has begun and has no end."""

    task: TaskView
    state: State
    late: int

    @property
    def kept_up(self) -> bool:
        """Work under way that is never finished."""
        return self.task.timing.kind in _KEPT_UP and self.task.due.due is None

    @property
    def is_done(self) -> bool:
        """Done, in time or not."""
        return self.state in (State.DONE, State.DONE_LATE)


class Source:
    """A book as one order for a paper sees it; everything is read once, when it is asked for."""

    def __init__(self, book: Book, order: ExportOrder) -> None:
        self.book = book
        self.order = order

    @cached_property
    def issuing(self) -> Issuing:
        """Who issues the paper and signs it."""
        return issuing(read_letterhead(self.book), self.order.choices.signing)

    @cached_property
    def programme(self) -> ProgrammeView | None:
        """The programme that is meant, None when it is several. Where none is named, a paper that goes by time is
        of the only one of that time. Raises CannotExport for a kind that needs one."""
        spec, order = PAPERS[self.order.kind], self.order
        held = [view for view in list_programmes(self.book) if order.programme in (None, view.id)]
        if len(held) > 1 and spec.goes_by_time:
            period = order.choices.period
            first, last = (period.first, period.last) if period else (order.today, order.today)
            held = [view for view in held if _overlaps(view, first, last)] or held
        if spec.one_programme:
            return one_of(held)
        return held[0] if len(held) == 1 else None

    @property
    def scope(self) -> str | None:
        """The id of that programme."""
        return self.programme.id if self.programme else self.order.programme

    @cached_property
    def year(self) -> int:
        """The year that the paper is about."""
        chosen = self.order.choices.period
        if chosen is not None:
            return chosen.first.year
        period = self.programme.period if self.programme else None
        return period[0].year if period else self.order.today.year

    @cached_property
    def registered(self) -> Mapping[str, RegisteredAgency]:
        """The agencies by id."""
        return {held.id: held for held in list_registered(self.book)}

    @cached_property
    def tasks(self) -> tuple[TaskView, ...]:
        """The tasks that the order is about, in printed order."""
        found = list_tasks(self.book, TaskFilter(programme=self.scope, agency=self.order.agency))
        return tuple(map(with_marks, found))

    @cached_property
    def groups(self) -> tuple[GroupView, ...]:
        """The headings of the programme, of all programmes where it is several."""
        if self.programme is not None:
            return list_groups(self.book, self.programme.id)
        return tuple(group for view in list_programmes(self.book) for group in list_groups(self.book, view.id))

    def sheets(self, agencies: Sequence[RegisteredAgency]) -> Iterator[AgencySheet]:
        """What each agency has to do in the programmes of the order."""
        return read_sheets(self.book, [held.id for held in agencies], self.order.today, self.scope)

    def records(self, kind: Kind) -> tuple[dict[str, Value], ...]:
        """What hangs under the programme: its grounds, its directions."""
        if self.programme is None:
            return ()
        with self.book.transaction() as connection:
            return query.records_of(connection, kind, self.programme.id)

    @cached_property
    def units(self) -> tuple[RegisteredAgency, ...]:
        """The agencies that have tasks, or would be asked for a result: bodies under the People's Committee."""
        below = {AgencyKind.DEPARTMENT, AgencyKind.PUBLIC_UNIT, AgencyKind.FORCE}
        held = [
            agency
            for agency in self.registered.values()
            if not agency.facts.collective and agency.facts.kind in below and _is_active(agency, self.order.today)
        ]
        return tuple(held)

    def addressable(self, *, leading: bool) -> list[RegisteredAgency]:
        """Whom a paper can be sent to today: the agencies that tasks name, with `leading` as chủ trì or thực hiện, and
        the members in place of a collective that has any."""

        def named(agency: RegisteredAgency) -> bool:
            return bool(agency.leading or (agency.coordinating and not leading))

        held = self.registered.values()
        inside = {member for agency in held if named(agency) for member in agency.facts.members}
        return [
            agency
            for agency in held
            if (agency.id in inside or named(agency))
            and not (agency.facts.collective and agency.facts.members)
            and _is_active(agency, self.order.today)
        ]

    def common(self) -> Facts:
        """What every wording may name."""
        order, issuer = self.order, self.issuing
        return {
            "co_quan_ban_hanh": issuer.name,
            "xa": issuer.profile.unit_name,
            "tham_quyen": issuer.competence,
            "ky_hieu": issuer.symbol,
            "ky_hieu_cong_van": issuer.letter_symbol,
            "nam": self.year,
            "ngay": short_date(order.today),
            "chuong_trinh": self.programme_name(),
            "can_cu": self._grounds(),
            "dinh_huong": [cut(str(held["text"] or "")) for held in self.records(Kind.DIRECTION)],
            "noi_nhan": [line for line in map(_recipient, issuer.profile.recipients) if line],
            "luu": next(
                (held for held in map(_bare, issuer.profile.recipients) if held.startswith("Lưu:")), "Lưu: VT, VHXH"
            ),
        }

    def programme_name(self) -> str:
        """The programme inside a sentence, cited by its number and day where they are known."""
        view = self.programme
        if view is None:
            return f"{_GENERAL} năm {self.year}"
        name = f"{view.type.capitalize() or 'Danh mục'}"
        if view.number and view.symbol:
            day = self._issued()
            when = f" ngày {short_date(day)}" if day else ""
            return f"{name} số {view.number}/{view.symbol}{when} của {view.issuer or self.issuing.profile.committee}"
        title = view.title or f"công tác dân vận chính quyền năm {self.year}"
        return f"{name} {lower_first(title)}".replace(f"{name} {name.lower()}", name)

    def _issued(self) -> date | None:
        if self.programme is None:
            return None
        with self.book.transaction() as connection:
            return query.issued_on(connection, self.programme.id)

    def _grounds(self) -> list[str]:
        """The documents that the programme rests on, as cited."""
        return [cut(citation_told(held)) for held in self.records(Kind.CITATION) if held["present"] is not False]

    def addressed(self, agency: RegisteredAgency) -> str:
        """«giao» or «đề nghị», as the directory says of the agency."""
        return "đề nghị" if agency.facts.addressed_as is AddressedAs.REQUEST else "giao"

    def placed(self, tasks: Iterable[TaskView], day: date) -> list[Placed]:
        """Where tasks stood on a day: what was finished later was still being done."""
        return [_placed(task, day) for task in tasks]


def chosen_of(source: Source, *, leading: bool) -> list[RegisteredAgency]:
    """The agencies that the order names; where it names none, those that it can be sent to."""
    order = source.order
    wanted = order.choices.agencies or ((order.agency,) if order.agency else ())
    if not wanted:
        return source.addressable(leading=leading)
    return [source.registered[agency] for agency in wanted if agency in source.registered]


def one_of(held: Sequence[ProgrammeView]) -> ProgrammeView:
    """The only one. Raises CannotExport."""
    if not held:
        raise CannotExport("Sổ chưa có chương trình nào để xuất. Hãy nhập danh mục trước.")
    if len(held) > 1:
        names = "; ".join(view.title for view in held)
        raise CannotExport(f"Sổ có {len(held)} chương trình ({names}). Hãy chọn một chương trình để xuất danh mục.")
    return held[0]


def task_facts(placed: Placed) -> Facts:
    """A task as a wording names it."""
    task = placed.task
    kept = placed.kept_up and placed.state is State.IN_PROGRESS
    return {
        "so": task.path,
        "noi_dung": cut(task.text),
        "nhom": sentence_case(task.group_title),
        "co_chu_ngu": begins_with_name(task.text),
        "chu_tri": agencies(task, Role.LEAD, Role.IMPLEMENTING),
        "phoi_hop": agencies(task, Role.COORDINATING),
        "thoi_gian": cut(task.time_text),
        "han": short_date(task.due.due) if task.due.due else "",
        "so_ngay_cham": placed.late,
        "xong_ngay": short_date(task.done_on) if task.done_on else "",
        "ket_qua": cut(task.result),
        "san_pham": cut(task.product),
        "ghi_chu": cut(task.note),
        "ty_le": task.percent or 0,
        "tinh_trang": "thường xuyên" if kept else STANDING_WORDS[placed.state],
    }


def cut(text: str) -> str:
    """A text on one line, without the mark at its end: words go on behind it."""
    return " ".join(text.split()).rstrip(_END_MARKS)


def agencies(task: TaskView, *roles: Role) -> str:
    """The names of the agencies in some roles, as a sentence lists them."""
    return listed(part.name for part in task.assigned if part.role in roles)


def listed(names: Iterable[str]) -> str:
    """Names one after the other: «Công an xã; các cơ quan, đơn vị»."""
    held = list(names)
    return "; ".join([*held[:1], *map(_inside, held[1:])])


def _inside(name: str) -> str:
    head, _, rest = name.partition(" ")
    return f"{head.lower()} {rest}" if head in _EVERYBODY else name


def roots_of(groups: Sequence[GroupView]) -> dict[str, str]:
    """For each heading the one at the top above it, itself if there is none; a circle is walked once."""
    above = {group.id: group.parent for group in groups}
    found = {}
    for group in groups:
        top, seen = group.id, set[str]()
        while (parent := above[top]) in above and top not in seen:
            seen.add(top)
            top = parent
        found[group.id] = top
    return found


def _placed(task: TaskView, day: date) -> Placed:
    later = task.status is Status.DONE and task.done_on is not None and task.done_on > day
    status, done_on = (Status.DOING, None) if later else (task.status, task.done_on)
    return Placed(
        task, state_of(status, task.timing, task.due, done_on, day), late_days(task.due, done_on, status, day)
    )


def _overlaps(view: ProgrammeView, first: date, last: date) -> bool:
    return view.period is not None and view.period[0] <= last and first <= view.period[1]


def _is_active(agency: RegisteredAgency, day: date) -> bool:
    first, last = agency.facts.active_from, agency.facts.active_to
    return (first is None or first <= day) and (last is None or day <= last)


def _bare(line: str) -> str:
    return line.strip().strip("-;.").strip()


def _recipient(line: str) -> str:
    """A line of the profile that suits every paper: neither «Như trên» nor what is kept."""
    bare = _bare(line)
    return "" if bare.startswith("Lưu:") or bare.casefold().startswith("như ") else bare
