"""What a merge would do, in the officer's words: a sentence for each file, and lists that open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS, ROLE_LABELS
from danvan_desktop.domain.merging.views import FieldChange, MergedRecord, MergePreview, SourceFacts, Suspicion
from danvan_desktop.domain.numbering import order_key
from danvan_desktop.domain.records import DELETED, Kind, Role, Value
from danvan_desktop.domain.views import ConflictView, TaskView
from danvan_desktop.services.merging.preparing import PreparedMerge
from danvan_desktop.services.safety.telling import tell_value
from danvan_desktop.storage import actions, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving.rows import Row, load_all

NOTHING = "(trống)"
_UNSAID = frozenset({"position", "programme", "task", "anchor", "reading", "doubt", "collective", "owner", "sha256"})
_WITHOUT_NAME = {Kind.PROFILE: "thông tin cơ quan"}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One thing of a list; what is said under it when it is opened."""

    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldList:
    """A list with its name; `calls`: the officer is asked something about it afterwards."""

    title: str
    lines: tuple[ToldLine, ...]
    calls: bool = False


@dataclass(frozen=True, slots=True)
class ToldMerge:
    """What to show before merging. `sources` are sentences, `warnings` too."""

    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    lists: tuple[ToldList, ...]
    brings_news: bool
    lacks: bool


def tell_merge(book: Book, prepared: PreparedMerge) -> ToldMerge:
    """Say what a prepared merge would do."""
    preview = prepared.preview
    disputed = [(held.record, Kind(held.kind)) for held in preview.conflicts]
    with book.transaction() as connection:
        names = dict(actions.record_names(connection, _named(preview)))
        own = load_all(connection, disputed)
        beside = {view.id: view for view in query.tasks(connection, sorted({held.task for held in preview.added}))}
    names |= {held.record: held.title for held in preview.added if held.title}
    return ToldMerge(
        sources=tuple(map(_source, preview.sources)),
        warnings=tuple(warning for source in preview.sources for warning in _warnings(source)),
        lists=tuple(held for held in (*_lists(preview, names, own), _two_of_a_kind(preview, beside)) if held.lines),
        brings_news=preview.brings_news,
        lacks=any(source.lacks for source in preview.sources if not source.package),
    )


def tell_done(preview: MergePreview) -> str:
    """«Đã gộp «so.danvan»: thêm 3, sửa 5, mất 1 mục; 2 chỗ hai bên cùng sửa cần chọn.»"""
    names = ", ".join(f"«{source.name}»" for source in preview.sources)
    counts = f"thêm {len(preview.added)}, sửa {len(preview.changed)}, mất {len(preview.deleted)} mục"
    parts = [f"Đã gộp {names}: {counts}"]
    if preview.conflicts:
        parts.append(f"{len(preview.conflicts)} chỗ hai bên cùng sửa cần chọn")
    if preview.suspected:
        parts.append(f"{len(preview.suspected)} cặp nghi trùng")
    return f"{'; '.join(parts)}."


def _source(source: SourceFacts) -> str:
    who = f" của {', '.join(source.people)}" if source.people else ""
    if source.same:
        return f"«{source.name}»: hai sổ giống nhau, không có gì để gộp."
    news = f"{source.news} thay đổi mới{who}" if source.news else "không có gì mới"
    if source.package:
        return f"«{source.name}» (gói của {source.package}): {news}."
    lacks = f"; sổ này có {source.lacks} thay đổi mà sổ kia chưa có" if source.lacks else ""
    return f"«{source.name}»: {news}{lacks}."


def _warnings(source: SourceFacts) -> Iterator[str]:
    if source.other_book:
        yield f"«{source.name}» là sổ khác, không phải bản sao của sổ này; vẫn gộp được."
    if source.clock_ahead:
        yield f"Đồng hồ của máy ghi «{source.name}» có thể sai; việc gộp không dựa vào đồng hồ."
    if source.rejected:
        yield f"«{source.name}» có {source.rejected} mục hỏng hoặc không rõ nguồn, không nhận vào sổ này."


def _lists(preview: MergePreview, names: Mapping[str, str], own: Mapping[str, Row]) -> Iterator[ToldList]:
    yield ToldList("Thêm mới", tuple(ToldLine(_called(held)) for held in _ordered(preview.added)))
    yield ToldList(
        "Thay đổi",
        tuple(ToldLine(_called(held), tuple(_changed(held.fields, names))) for held in _ordered(preview.changed)),
    )
    yield ToldList("Mất đi", tuple(ToldLine(_called(held)) for held in _ordered(preview.deleted)))
    conflicts = sorted(preview.conflicts, key=lambda one: order_key(one.path))
    asked = tuple(ToldLine(_asked(held, names), _offered(held, names, own)) for held in conflicts)
    yield ToldList("Hai bên cùng sửa, sẽ hỏi chọn bản nào", asked, calls=True)
    yield ToldList("Nghi trùng, sẽ hỏi có phải là một", tuple(map(_pair, preview.suspected)), calls=True)
    yield ToldList("Không nhận", tuple(ToldLine(f"«{held.source}»: {held.reason}") for held in preview.rejected))


def _ordered(held: Sequence[MergedRecord]) -> list[MergedRecord]:
    kinds = [kind.value for kind in Kind]
    return sorted(held, key=lambda one: (kinds.index(one.kind), order_key(one.path)))


def _called(held: MergedRecord) -> str:
    kind = KIND_LABELS.get(held.kind, "mục")
    if held.kind in (Kind.TASK, Kind.GROUP):
        words = " ".join(part for part in (kind, held.path, held.title) if part)
    else:
        title = _WITHOUT_NAME.get(Kind(held.kind), tell_value("", held.title, {}))
        words = f"{kind} «{title}»" if title else kind
        words = f"{words} ở nhiệm vụ {held.path}" if held.path else words
    return f"{words[:1].upper()}{words[1:]}"


def _changed(fields: Sequence[FieldChange], names: Mapping[str, str]) -> Iterator[str]:
    for change in fields:
        if change.field not in _UNSAID:
            old, new = (tell_value(change.field, value, names) or NOTHING for value in (change.old, change.new))
            yield f"{FIELD_LABELS.get(change.field, 'nội dung')}: {old} → {new}"


def _asked(held: ConflictView, names: Mapping[str, str]) -> str:
    name = held.path or (f"«{names[held.record]}»" if names.get(held.record) else "")
    about = f"{KIND_LABELS.get(held.kind, 'mục')} {name}".strip()
    if held.field == DELETED:
        return f"Một bên xóa, một bên sửa {about}"
    words = f"{FIELD_LABELS.get(held.field, 'nội dung')} của {about}"
    return f"{words[:1].upper()}{words[1:]}"


def _offered(held: ConflictView, names: Mapping[str, str], own: Mapping[str, Row]) -> tuple[str, ...]:
    """What this book says, then what the others do: «sổ này (Hà, 05/03/2026): Quý II»."""
    stands = own.get(held.record)
    here = None if stands is None else stands.deleted if held.field == DELETED else stands.values.get(held.field)
    told: list[tuple[bool, str]] = []
    for value, person, day in held.values:
        other = value != here
        written = ", ".join(part for part in (person, f"{date.fromisoformat(day):%d/%m/%Y}" if day else "") if part)
        where = f"{'sổ kia' if other else 'sổ này'}{f' ({written})' if written else ''}"
        kept = {True: "xóa", False: "giữ lại"}[bool(value)] if held.field == DELETED else None
        told.append((other, f"{where}: {kept or tell_value(held.field, value, names) or NOTHING}"))
    return tuple(line for _, line in sorted(told, key=itemgetter(0)))


def _two_of_a_kind(preview: MergePreview, tasks: Mapping[str, TaskView]) -> ToldList:
    """What both sides gave a task apart from each other and nobody is asked about: it stands there twice then."""
    gone = {held.record for held in preview.deleted}
    found: list[str] = []
    for held in preview.added:
        view = tasks.get(held.task)
        if view is not None and held.kind == Kind.EXTENSION and view.due.extended and view.due.due:
            found.append(
                f"Nhiệm vụ {held.path}: sổ này đã gia hạn đến {view.due.due:%d/%m/%Y}, sổ kia đến "
                f"{tell_value('', held.title, {})}; sổ dùng lần gia hạn quyết định sau"
            )
        if view is not None and held.kind == Kind.ASSIGNMENT and held.role == Role.LEAD:
            stay = [part.name for part in view.assigned if part.role is Role.LEAD and part.assignment not in gone]
            if stay:
                other = held.title.removesuffix(f", {ROLE_LABELS[held.role]}")
                found.append(f"Nhiệm vụ {held.path}: chủ trì là {', '.join(stay)} và cả {other}")
    return ToldList("Nên xem lại sau khi gộp", tuple(map(ToldLine, sorted(found, key=order_key))), calls=True)


def _pair(pair: Suspicion) -> ToldLine:
    sides = ((pair.keeps_path, pair.keeps_text), (pair.goes_path, pair.goes_text))
    return ToldLine(" ↔ ".join(" ".join(part for part in side if part) for side in sides))


def _named(preview: MergePreview) -> set[str]:
    values: list[Value] = [value for held in preview.changed for one in held.fields for value in (one.old, one.new)]
    values += [value for held in preview.conflicts for value, _, _ in held.values]
    values += [held.record for held in preview.conflicts]
    return {value for value in values if isinstance(value, str)}
