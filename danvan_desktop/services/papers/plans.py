"""Papers that begin a programme: the decision with its catalogue, the plan, the programme as running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.official import OfficialPaper, sentence_case
from danvan_desktop.domain.papers import AttachedDecision
from danvan_desktop.domain.records import Kind
from danvan_desktop.services.papers.facts import Facts, Placed, Source, cut, roots_of, task_facts
from danvan_desktop.services.papers.printed import catalogue_paper
from danvan_desktop.services.papers.wordings import read_wording


def decision_paper(source: Source) -> OfficialPaper:
    """Quyết định ban hành danh mục (Mẫu 1.3), with the catalogue on sheets of its own. Raises CannotExport."""
    order, issuing = source.order, source.issuing
    attached = catalogue_paper(source.book, replace(order, programme=source.scope))
    decision = AttachedDecision(
        symbol=f"QĐ-{issuing.symbol}",
        date=PartialDate(None, order.today.month, order.today.year),
        issuer=issuing.name,
    )
    title = cut(attached.title)
    facts: Facts = source.common() | {"ten_danh_muc": title, "so_viec": len(source.tasks)}
    return OfficialPaper(
        issuing=issuing,
        wording=read_wording(order.kind, order.wording),
        facts=facts,
        day=order.today,
        attached=replace(attached, decision=decision, signature=None),
    )


def plan_paper(source: Source) -> OfficialPaper:
    """Kế hoạch, or Chương trình: the groups as headings, under each its tasks with agencies and time."""
    programme = source.programme
    placed = source.placed(source.tasks, source.order.today)
    period = programme.period if programme else None
    facts: Facts = source.common() | {
        "ten": cut(programme.title) if programme else "",
        "giai_doan": _stretch(period[0].year, period[1].year) if period else f"năm {source.year}",
        "nhom": list(_headings(source, placed)),
        "so_viec": len(placed),
        "trach_nhiem": [
            {"co_quan": str(held["agency"] or ""), "noi_dung": cut(str(held["text"] or ""))}
            for held in source.records(Kind.DUTY)
        ],
    }
    wording = read_wording(source.order.kind, source.order.wording)
    return OfficialPaper(source.issuing, wording, facts, source.order.today)


def _headings(source: Source, placed: Sequence[Placed]) -> Iterator[Facts]:
    """The headings at the top in printed order with all tasks below them; the first task below a heading inside says
    which («duoi_nhom»)."""
    roots, titles = roots_of(source.groups), {group.id: group.title for group in source.groups}
    by_root: dict[str, list[Facts]] = {group.id: [] for group in source.groups if roots[group.id] == group.id}
    inside = ""
    for held in placed:
        group = held.task.group
        root = roots.get(group, "")
        new = group != root and group != inside
        inside = group
        title = sentence_case(cut(titles.get(group, ""))) if new else ""
        by_root.setdefault(root, []).append(task_facts(held) | {"duoi_nhom": title})
    for root, tasks in by_root.items():
        yield {"ten": sentence_case(titles.get(root, "")), "viec": tasks}


def _stretch(first: int, last: int) -> str:
    return f"năm {first}" if first == last else f"giai đoạn {first} - {last}"
