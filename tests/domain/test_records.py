"""The vocabulary of the change log: books that exist are written in it."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.records import DELETED, SPECS, FieldType, Kind, Role, Status

WRITTEN_IN_BOOKS = {
    "programme": "title type number symbol issued_on issuer place period_start period_end theme state signer recipients"
    " imported_by imported_on file_name",
    "citation": "programme role type number symbol date issuer title present position",
    "report_round": "programme name text time_text sender addressee via position",
    "direction": "programme number text position",
    "duty": "programme number text position agency",
    "group": "programme parent number title position",
    "task": "programme group number text position time_text due_by_hand status done_on percent result product form"
    " priority note carried_from",
    "assignment": "task agency role present main note",
    "agency": "name short kind addressed_as variants position active_from active_to collective merged_into",
    "membership": "collective agency present",
    "occurrence": "task anchor status done_on result note",
    "member_result": "task anchor agency status done_on result note",
    "extension": "task anchor new_due reason decided_by decided_on",
    "progress": "task agency day text percent",
    "evidence": "owner sha256 name size present",
    "profile": "commune type superior province place person_in_charge signers recipients font_size margins",
    "day": "date kind name",
}
"""The contract of exchange.md; a kind or field may be added, none may be renamed."""


@pytest.mark.parametrize("kind", WRITTEN_IN_BOOKS)
def test_no_kind_or_field_goes_away(kind: str) -> None:
    assert set(WRITTEN_IN_BOOKS[kind].split()) <= SPECS[Kind(kind)].fields.keys()


def test_every_kind_has_its_fields() -> None:
    assert set(SPECS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_what_a_kind_says_of_fields_is_about_fields_it_has(kind: Kind) -> None:
    spec = SPECS[kind]
    ranked = spec.ranked or {}
    assert {*spec.parents, *spec.silent, *ranked} <= spec.fields.keys()
    assert not set(spec.silent) & ranked.keys(), "what merges silently has no provisional order"
    assert DELETED not in spec.fields, "every kind has it without saying so"


@pytest.mark.parametrize("kind", Kind)
def test_what_names_a_record_above_is_text(kind: Kind) -> None:
    assert {SPECS[kind].fields[name] for name in SPECS[kind].parents} <= {FieldType.TEXT}


def test_words_in_books_stay_as_they_are() -> None:
    assert list(Status) == ["todo", "doing", "suspended", "done", "cancelled"]
    assert list(Role) == ["lead", "implementing", "coordinating"]


@pytest.mark.parametrize(
    ("kind", "name", "order"),
    [
        (Kind.TASK, "status", tuple(Status)),
        (Kind.OCCURRENCE, "status", tuple(Status)),
        (Kind.MEMBER_RESULT, "status", tuple(Status)),
        (Kind.TASK, "percent", ()),
        (Kind.EXTENSION, "new_due", ()),
        (Kind.PROGRAMME, "state", ("draft", "issued", "closed")),
        (Kind.AGENCY, "addressed_as", ("assign", "request")),
        (Kind.DAY, "kind", ("holiday", "make_up", "workday", "observance")),
    ],
)
def test_the_cautious_value_comes_first(kind: Kind, name: str, order: tuple[str, ...]) -> None:
    assert (SPECS[kind].ranked or {})[name] == order
