"""How often work returns: the rule read out of a text, its grammar, and the due days it gives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.timing import occurrences, parse
from danvan_desktop.domain.timing.rules import MONTHLY, QUARTERLY, YEARLY, Of, Rule, rule_from_text, rule_text

RULES = (
    ("hằng tuần", "weekly"),
    ("thứ Sáu hằng tuần", "weekly;by=fri"),
    ("T2 hằng tuần", "weekly;by=mon"),
    ("trước Chủ nhật hằng tuần", "weekly;before=sun"),
    ("Định kỳ hằng tuần, trước 16 giờ 30 ngày thứ 6", "weekly;by=fri;at=16:30"),
    ("hằng tháng", "monthly"),
    ("mỗi tháng một lần", "monthly"),
    ("trước ngày 15 hằng tháng", "monthly;before=15"),
    ("ngày 20 hàng tháng", "monthly;by=20"),
    ("chậm nhất ngày 25 hằng tháng", "monthly;by=25"),
    ("ngày cuối tháng, hằng tháng", "monthly;by=last"),
    ("Hằng tháng, trước ngày 05 tháng sau", "monthly;before=5;of=next"),
    ("hằng quý", "quarterly"),
    ("quý/lần", "quarterly"),
    ("3 tháng một lần", "quarterly"),
    ("4 lần/năm", "quarterly"),
    ("Hằng quý, trước ngày 25 của tháng cuối quý", "quarterly;before=25;of=last"),
    ("trước ngày 15 tháng cuối quý", "quarterly;before=15;of=last"),
    ("Định kỳ hằng quý, trước ngày 05 tháng đầu quý sau", "quarterly;before=5;of=next"),
    ("Định kỳ hằng quý, trước ngày 05 tháng đầu quý", "quarterly;before=5;of=first;ambiguous"),
    ("Định kỳ hằng quý, trước ngày 05", "quarterly;before=5;ambiguous"),
    ("2 lần/năm", "months=6,12"),
    ("mỗi năm 02 lần", "months=6,12"),
    ("6 tháng/lần", "months=6,12"),
    ("Định kỳ 6 tháng", "months=6,12"),
    ("sơ kết 6 tháng, tổng kết năm", "months=6,12"),
    ("6 tháng và hằng năm", "months=6,12"),
    ("6 tháng, 9 tháng và cả năm 2026", "months=6,9,12"),
    ("Định kỳ quý, năm", "quarterly"),
    ("hằng năm", "yearly"),
    ("năm/lần", "yearly"),
    ("hằng năm, trước ngày 15/11", "yearly;before=15/11"),
    ("chậm nhất ngày 31/12 hằng năm", "yearly;by=31/12"),
    ("tháng 11 hằng năm", "yearly;by=last/11"),
    ("quý II hằng năm", "yearly;by=last/6"),
    ("hằng năm, trước ngày 05/01 năm sau", "yearly;before=5/1;of=next"),
    ("Định kỳ báo cáo", None),
    ("7 tháng/lần", None),
    ("Định kỳ 2 lần/tháng", None),
)


@pytest.mark.parametrize(("text", "rule"), RULES, ids=[text for text, _ in RULES])
def test_rule_of_a_text(text: str, rule: str | None) -> None:
    timing = parse(text, 2026)

    assert timing.rule == rule
    assert bool(timing.warnings) == (rule is None or "ambiguous" in rule)


rules = st.one_of(
    st.builds(Rule, st.just(()), weekday=st.sampled_from(["mon", "fri", "sun"]), before=st.booleans()),
    st.builds(Rule, st.just(()), weekday=st.just("fri"), at=st.just("16:00")),
    st.builds(
        Rule,
        st.sampled_from([MONTHLY, QUARTERLY, YEARLY, (6, 12), (6, 9, 12), (9,)]),
        day=st.integers(0, 31),
        before=st.booleans(),
        of=st.sampled_from(Of),
        ambiguous=st.booleans(),
    ),
    st.builds(Rule, st.just(YEARLY), day=st.integers(0, 31), month=st.integers(1, 12), before=st.booleans()),
    st.builds(Rule, st.sampled_from([(), MONTHLY, QUARTERLY, YEARLY, (6, 12)])),
)


@given(rules)
def test_a_rule_survives_its_text(rule: Rule) -> None:
    assert rule_from_text(rule_text(rule)) == rule


@pytest.mark.parametrize("text", ["", "daily", "monthly;by=x", "quarterly;of=middle"])
def test_other_texts_are_no_rules(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a valid|invalid literal"):
        rule_from_text(text)


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("trước ngày 15 hằng tháng", ["14/01", "14/02", "14/03"]),
        ("ngày 31 hằng tháng", ["31/01", "28/02", "31/03"]),
        ("ngày cuối tháng, hằng tháng", ["31/01", "28/02", "31/03"]),
        ("hằng tháng", ["31/01", "28/02", "31/03"]),
        ("hằng tháng, trước ngày 05 tháng sau", ["04/02", "04/03", "04/04"]),
        ("hằng quý", ["31/03"]),
        ("hằng quý, trước ngày 05", ["04/04"]),
        ("hằng quý, trước ngày 25 tháng cuối quý", ["24/03"]),
    ],
)
def test_due_days_of_the_first_quarter(text: str, dues: list[str]) -> None:
    found = occurrences(parse(text, 2026), date(2026, 1, 1), date(2026, 3, 31))

    assert [f"{occurrence.due:%d/%m}" for occurrence in found] == dues
