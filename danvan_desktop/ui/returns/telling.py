"""What the dialog of returned forms says: in sentences over the list, and in full of the line in hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan_desktop.domain.returns.layout import FIELD_HEADINGS, FormField
from danvan_desktop.domain.returns.review import CellProblem, FormLine, FormReview, StrangeRow, Target
from danvan_desktop.services.returns import LookedForms
from danvan_desktop.ui.wording import count_text, day_text

EMPTY = "(trống)"
MARK = "⚠"
_CHANGED = "sổ đã thay đổi từ khi xuất biểu"
_DIARY = "ghi vào nhật ký"
_OWN_PART = "phần của đơn vị"


def summary(found: LookedForms) -> str:
    """«2 biểu: 14 chỗ mới, trong đó 3 chỗ cần xem (⚠) nên chưa chọn; 2 ô không đọc được; 1 dòng lạ.»"""
    lines = [line for review in found.reviews for line in review.lines]
    waiting = sum(not line.proposed for line in lines)
    problems = sum(len(review.problems) for review in found.reviews)
    strange = sum(len(review.strange) for review in found.reviews)
    same = sum(review.same for review in found.reviews)
    parts = [
        count_text(len(lines), "chỗ mới") if lines else "không có gì mới",
        f"{count_text(waiting, 'chỗ')} cần xem kỹ ({MARK}) nên chưa chọn" if waiting else "",
        f"{count_text(problems, 'ô')} không đọc được" if problems else "",
        f"{count_text(strange, 'dòng')} không khớp với sổ" if strange else "",
        f"{count_text(same, 'chỗ')} sổ đã ghi như vậy" if same else "",
    ]
    return f"{count_text(len(found.reviews), 'biểu')}: {'; '.join(filter(None, parts))}."


def form_title(review: FormReview) -> str:
    """«Phòng Kinh tế – DanVan_….xlsx»."""
    return f"{review.agency_name} – {review.name}"


def form_notes(review: FormReview) -> Iterator[str]:
    """What is to be known of a form as a whole."""
    report = review.report
    facts = (
        f"số {report.number}" if report.number else "",
        f"ngày {day_text(report.day)}" if report.day else "",
        f"người lập {report.author}" if report.author else "",
        f"điện thoại {report.phone}" if report.phone else "",
    )
    if any(facts):
        yield f"Báo cáo {', '.join(filter(None, facts))}"
    if review.received is not None:
        yield f"Tệp này đã nhận ngày {day_text(review.received)}."
    yield from (f"{MARK} {notice}" for notice in review.notices)


def line_note(line: FormLine) -> str:
    """Why a line is not chosen, or where it goes."""
    where = {Target.DIARY: _DIARY, Target.MEMBER: _OWN_PART, Target.TASK: ""}[line.target]
    warnings = [f"{MARK} {why}" for why in (_CHANGED if line.conflict else "", line.doubt) if why]
    return "; ".join([*warnings, *([where] if where else [])])


def field_name(line: FormLine) -> str:
    """What a line is about; the status has its day with it."""
    return "Trạng thái, ngày" if line.field is FormField.STATUS else FIELD_HEADINGS[line.field]


def task_title(line: FormLine) -> str:
    """«1.1. Đưa nội dung…»."""
    return f"{line.path}. {line.text}" if line.path else line.text


def line_in_full(line: FormLine, review: FormReview) -> str:
    """Everything about a line."""
    note = line_note(line)
    parts = [
        f"{task_title(line)}",
        f"{field_name(line)} – ô {line.cell}, trang «{review.sheet}», tệp «{review.name}»",
        f"Trong sổ: {line.now or EMPTY}" if line.target is not Target.DIARY else f"Sẽ {_DIARY} của nhiệm vụ",
        f"Theo biểu: {line.new or EMPTY}",
        note[:1].upper() + note[1:] if note and line.target is not Target.DIARY else "",
    ]
    return "\n".join(filter(None, parts))


def problem_in_full(problem: CellProblem, review: FormReview) -> str:
    """Everything about a cell that cannot be understood."""
    about = f" của nhiệm vụ {problem.path}" if problem.path else ""
    return (
        f"Ô {problem.cell}{about}, trang «{review.sheet}», tệp «{review.name}» ghi «{problem.said}».\n"
        f"Không nhận ô này: {problem.why}."
    )


def strange_in_full(row: StrangeRow, review: FormReview) -> str:
    """Everything about a row that is no task of the book."""
    return (
        f"Dòng {row.row}, trang «{review.sheet}», tệp «{review.name}»: {strange_title(row)}\n"
        f"Đơn vị ghi: {row.said or EMPTY}\nKhông nhận dòng này: {row.why}."
    )


def strange_title(row: StrangeRow) -> str:
    """Number and text of such a row."""
    return " ".join(filter(None, (row.number, row.text))) or "(không có số và nội dung)"


def told_done(reviews: Sequence[FormReview], lines: int) -> str:
    """«Đã nhận 12 chỗ từ biểu của Phòng Kinh tế, Công an xã.»"""
    names = list(dict.fromkeys(review.agency_name for review in reviews))
    who = ", ".join(names) if len(names) <= 3 else count_text(len(names), "đơn vị")
    if not lines:
        return f"Đã ghi việc nhận biểu của {who}; nhiệm vụ không thay đổi."
    return f"Đã nhận {count_text(lines, 'chỗ')} từ biểu của {who}."
