"""The directory of agencies: adding, changing, ordering, joining, deleting. Each call is one action, one undo step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from danvan_desktop.domain.agencies.registered import AgencyFacts, RegisteredAgency
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.ids import NewId, agency_id, membership_id
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.domain.text import clean, fold
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving.joined import with_those_joined
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.query import registry


class BadAgency(KnownError):
    """What is said of an agency cannot be kept; nothing was written."""


class AgencyInUse(KnownError):
    """Tasks name the agency, so it is not deleted; `tasks` says how many."""

    def __init__(self, name: str, tasks: int) -> None:
        self.tasks = tasks
        super().__init__(
            f"«{name}» còn được nêu tên trong {tasks} nhiệm vụ nên không xóa; sổ không thay đổi. "
            "Có thể ghi ngày kết thúc hoạt động, hoặc gộp vào cơ quan thay thế."
        )


def list_registered(book: Book) -> tuple[RegisteredAgency, ...]:
    """The agencies of the book with all that is said of them, collectives last."""
    with book.transaction() as connection:
        return registry.registered(connection)


def add_agency(book: Book, facts: AgencyFacts, new_id: NewId) -> tuple[str, Changes]:
    """A new agency at the end of the directory; returns its id too. Raises BadAgency.

    One that was deleted under the same name comes back, so that two books which add the same one hold the same record.
    """
    facts = _checked(book, None, facts)
    record = agency_id(facts.name)
    if any(held.id == record for held in list_registered(book)) or _is_joined(book, record):
        record = new_id()
    with book.transaction() as connection:
        end = max((place or 0 for place in registry.places(connection).values()), default=0) + 1
    fields = {**_fields(facts), "position": end, "merged_into": ""}
    writes = [Write(Kind.AGENCY, record, fields, Verb.ADD), *_member_writes(book, record, facts)]
    return record, log.write(book, writes)


def set_agency(book: Book, agency: str, facts: AgencyFacts) -> Changes:
    """Say something else of an agency. Raises BadAgency."""
    facts = _checked(book, agency, facts)
    return log.write(book, [Write(Kind.AGENCY, agency, _fields(facts)), *_member_writes(book, agency, facts)])


def end_activity(book: Book, agency: str, day: date) -> Changes:
    """The agency worked until `day`; it keeps what it has done. Raises BadAgency."""
    return set_agency(book, agency, replace(_held(book, agency).facts, active_to=day))


def delete_agency(book: Book, agency: str) -> Changes:
    """Take an agency out of the directory, with those joined into it. Raises AgencyInUse while a task names it."""
    held = _held(book, agency)
    with book.transaction() as connection:
        tasks = registry.tasks_naming(connection, agency)
        going = sorted(with_those_joined(connection, [agency]))
        named = registry.memberships(connection, going)
    if tasks:
        raise AgencyInUse(held.facts.name, tasks)
    outside = [Write(Kind.MEMBERSHIP, id_, {"present": False}) for id_, above, _ in named if above not in going]
    return log.write(book, [*outside, *(Write(Kind.AGENCY, one, {DELETED: True}, Verb.DELETE) for one in going)])


def join_agencies(book: Book, agency: str, into: str) -> Changes:
    """Say that `agency` and `into` are one: from now on all that names the first is shown under the second.

    What was written of both stays. The second is known by the names of the first too. Raises BadAgency.
    """
    first, second = _held(book, agency), _held(book, into)
    if agency == into or first.facts.collective is not second.facts.collective:
        raise BadAgency(
            f"Không gộp «{first.facts.name}» với «{second.facts.name}» được; sổ không thay đổi. "
            "Chỉ gộp hai cơ quan khác nhau, và không gộp cơ quan chung với cơ quan riêng."
        )
    known = dict.fromkeys([*second.facts.variants, first.facts.name, first.facts.short, *first.facts.variants])
    own = {"", second.facts.name, second.facts.short}
    variants = "\n".join(name for name in known if name not in own)
    with book.transaction() as connection:
        double = registry.shared_parts(connection, agency, into)
    return log.write(
        book,
        [
            Write(Kind.AGENCY, agency, {"merged_into": into}),
            Write(Kind.AGENCY, into, {"variants": variants}),
            *(Write(Kind.ASSIGNMENT, part, {"present": False}) for part in double),
        ],
    )


def move_agency(book: Book, agency: str, step: int) -> Changes:
    """Put an agency `step` places further down (up: negative) among its like: agencies, or collectives."""
    held = list_registered(book)
    own = next((one for one in held if one.id == agency), None)
    if own is None:
        return log.NOTHING
    order = [one.id for one in held if one.facts.collective is own.facts.collective]
    place = order.index(agency)
    target = min(max(place + step, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    with book.transaction() as connection:
        positions = registry.places(connection)
    return log.write(book, [*_placed(order, positions)])


def _placed(order: Sequence[str], positions: dict[str, int | None]) -> Iterator[Write]:
    """The positions that `order` held before, in the new order; counted anew where some were missing or equal."""
    kept = sorted(position for one in order if (position := positions.get(one)) is not None)
    if len(set(kept)) < len(order):
        kept = list(range(1, len(order) + 1))
    for one, position in zip(order, kept, strict=True):
        yield Write(Kind.AGENCY, one, {"position": position})


def _held(book: Book, agency: str) -> RegisteredAgency:
    for held in list_registered(book):
        if held.id == agency:
            return held
    raise BadAgency("Cơ quan này không còn trong sổ; sổ không thay đổi. Hãy chọn cơ quan khác trong danh sách.")


def _is_joined(book: Book, record: str) -> bool:
    """Whether an agency is there and shown as another."""
    with book.transaction() as connection:
        return record in registry.places(connection)


def _checked(book: Book, agency: str | None, facts: AgencyFacts) -> AgencyFacts:
    """The facts as they are kept. Raises BadAgency."""
    name, short = clean(facts.name), clean(facts.short)
    if not name:
        raise BadAgency("Cơ quan phải có tên; chưa ghi gì. Hãy gõ tên đầy đủ của cơ quan.")
    if facts.active_from and facts.active_to and facts.active_to < facts.active_from:
        raise BadAgency("Ngày kết thúc đứng trước ngày bắt đầu hoạt động; chưa ghi gì. Hãy xem lại hai ngày đó.")
    for held in list_registered(book):
        if held.id != agency and fold(name) in {fold(word) for word in (held.facts.name, *held.facts.variants)}:
            raise BadAgency(
                f"Trong sổ đã có «{held.facts.name}» mang tên này; chưa ghi gì. "
                "Hãy đặt tên khác, hoặc gộp hai cơ quan làm một."
            )
    variants = dict.fromkeys(word for line in facts.variants if (word := clean(line)) and word not in (name, short))
    members = facts.members - {agency} if facts.collective else frozenset()
    return replace(facts, name=name, short=short, variants=tuple(variants), members=frozenset(members))


def _fields(facts: AgencyFacts) -> dict[str, Value]:
    return {
        "name": facts.name,
        "short": facts.short,
        "kind": facts.kind.value,
        "addressed_as": facts.addressed_as.value,
        "variants": "\n".join(facts.variants),
        "collective": facts.collective,
        "active_from": facts.active_from.isoformat() if facts.active_from else None,
        "active_to": facts.active_to.isoformat() if facts.active_to else None,
    }


def _member_writes(book: Book, collective: str, facts: AgencyFacts) -> Iterator[Write]:
    """The memberships that come and go; a member that was joined into another is meant by that other's name."""
    with book.transaction() as connection:
        held = [item for item in registry.memberships(connection, [collective]) if item[1] == collective]
        meant = {member: frozenset(with_those_joined(connection, [member])) for member in facts.members}
    wanted = frozenset(one for together in meant.values() for one in together)
    for record, _, member in held:
        if member not in wanted:
            yield Write(Kind.MEMBERSHIP, record, {"present": False})
    there = {member for _, _, member in held}
    for member in sorted(facts.members):
        if there.isdisjoint(meant[member]):
            fields: dict[str, Value] = {"collective": collective, "agency": member, "present": True}
            yield Write(Kind.MEMBERSHIP, membership_id(collective, member), fields, Verb.ADD)
