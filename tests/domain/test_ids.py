"""Computed ids are the same on every PC and in every version; made ones are new and sort by time."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.ids import (
    agency_id,
    assignment_id,
    computed_id,
    day_id,
    document_key,
    imported_id,
    membership_id,
    occurrence_id,
    profile_id,
    programme_id,
    uuid7,
)

YEAR_2026 = ("2026-01-01", "2026-12-31")
KEY = document_key("UBND xã Tân Phú", "Kế hoạch", YEAR_2026)
TASK, AGENCY = "7a" * 16, "a9" * 16


@pytest.mark.parametrize(
    ("made", "frozen"),
    [
        (programme_id(KEY), "cae2daefb7ec5764aeb70643f9df5fb4"),
        (imported_id("task", KEY, "3.1", 1), "9fd9943b8294519c8e5866c0eb37fc8d"),
        (agency_id("Ban Chỉ huy Quân sự xã"), "a237fec046a350a2bfba4b62bea29b01"),
        (assignment_id(TASK, AGENCY, "lead"), "7df543629c6b53d589d02c00a78323ba"),
        (membership_id(AGENCY, TASK), "5e0ff1ec1fc052b0a43d64d7fc561570"),
        (occurrence_id(TASK, "2026-Q2"), "81a2f14bfe5050faa914ed1af03c3b86"),
        (day_id("2026-09-02", "holiday", "Quốc khánh"), "3c17873e04e75ba182df09105ee2aab2"),
        (profile_id(), "691fe439487654f4a8700f703f0cba75"),
    ],
)
def test_computed_ids_never_change(made: str, frozen: str) -> None:
    assert made == frozen
    assert uuid.UUID(made).version == 5


def test_the_document_key_says_who_issued_what_for_when() -> None:
    assert KEY == "ubnd xa tan phu|ke hoach|2026-01-01..2026-12-31"
    assert document_key("UBND xã Tân Phú", "Kế hoạch", None) == "ubnd xa tan phu|ke hoach|"


@pytest.mark.parametrize("issuer", ["Ubnd Xã Tân Phú", "UBND  xã Tân Phu\u0301", "\u00a0UBND xã tân phú "])
def test_spelling_does_not_make_another_document(issuer: str) -> None:
    assert document_key(issuer, "KẾ HOẠCH", YEAR_2026) == KEY


@pytest.mark.parametrize(
    "other",
    [
        document_key("UBND xã An Bình", "Kế hoạch", YEAR_2026),
        document_key("UBND xã Tân Phú", "Chương trình", YEAR_2026),
        document_key("UBND xã Tân Phú", "Kế hoạch", ("2026-01-01", "2026-06-30")),
        document_key("UBND xã Tân Phú", "Kế hoạch", None),
    ],
)
def test_another_issuer_type_or_period_is_another_programme(other: str) -> None:
    assert programme_id(other) != programme_id(KEY)


def test_every_part_of_an_imported_record_counts() -> None:
    ids = {
        imported_id("task", KEY, "3.1", 1),
        imported_id("task", KEY, "3.1", 2),
        imported_id("task", KEY, "3.2", 1),
        imported_id("group", KEY, "3.1", 1),
        imported_id("task", KEY + "x", "3.1", 1),
    }
    assert len(ids) == 5


def test_each_role_of_an_agency_in_a_task_is_a_record_of_its_own() -> None:
    roles = ("lead", "implementing", "coordinating")
    assert len({assignment_id(TASK, AGENCY, role) for role in roles}) == 3
    assert assignment_id(TASK, AGENCY, "lead") != assignment_id(AGENCY, TASK, "lead")


def test_an_agency_is_known_by_its_folded_name() -> None:
    assert agency_id("Đảng ủy xã") == agency_id("ĐẢNG UỶ XÃ") != agency_id("Đảng ủy phường")


def test_the_parts_keep_their_order() -> None:
    assert computed_id("a", "b") != computed_id("b", "a")


@given(st.integers(0, (1 << 48) - 1), st.binary(min_size=10, max_size=16))
def test_a_made_id_is_a_uuid_of_version_7(milliseconds: int, entropy: bytes) -> None:
    made = uuid.UUID(uuid7(milliseconds, entropy))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == milliseconds
    assert made.int & (1 << 62) - 1 == int.from_bytes(entropy[:10], "big") & (1 << 62) - 1


@given(st.integers(0, (1 << 48) - 2), st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_made_ids_sort_by_time(milliseconds: int, earlier: bytes, later: bytes) -> None:
    assert uuid7(milliseconds, earlier) < uuid7(milliseconds + 1, later)


def test_a_made_id_is_32_digits_even_at_the_beginning_of_time() -> None:
    assert uuid7(0, bytes(10)) == "00000000000070008000000000000000"
