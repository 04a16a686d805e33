"""Identifiers of records: made by the officer (UUIDv7) or computed from what they stand for (UUIDv5).

A computed id is the same on every PC, so that two officers who do the same thing hold the same record
(exchange.md R9, R10, R15). Every id is 32 lowercase hexadecimal digits.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from danvan_desktop.domain.text import fold

NewId = Callable[[], str]
"""Makes a fresh record id; the composition root supplies one over the clock and a random source."""

_NAMESPACE = uuid.UUID("7d0f5d62-6f0c-5f0e-9a39-2f4d1c6f6b11")
NO_ACTION = "0" * 32
"""The action of changes that nobody did: what the program ships and what the recogniser read."""


def computed_id(*parts: object) -> str:
    """The id of what `parts` name, in their order."""
    return uuid.uuid5(_NAMESPACE, "|".join(str(part) for part in parts)).hex


def uuid7(milliseconds: int, entropy: bytes) -> str:
    """An id that sorts by time of making: 48 bits of Unix milliseconds and ten random bytes (RFC 9562)."""
    head = (milliseconds & (1 << 48) - 1) << 80
    tail = int.from_bytes(entropy[:10], "big")
    value = head | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{value:032x}"


def document_key(issuer: str, document_type: str, period: tuple[str, str] | None) -> str:
    """What makes two files the same programme: who issued it, its type and its period; never bytes or number."""
    span = "..".join(period) if period else ""
    return f"{fold(issuer)}|{fold(document_type)}|{span}"


def programme_id(key: str) -> str:
    """The programme of a document key."""
    return computed_id("programme", key)


def imported_id(kind: str, key: str, path: str, ordinal: int) -> str:
    """A group, task, direction or duty of an imported document: `ordinal` counts equal paths from 1."""
    return computed_id(kind, key, path, ordinal)


def citation_id(programme: str, number: str, symbol: str, date: str, title: str) -> str:
    """A document that a programme cites, by number, symbol and date; by its words where it has no number."""
    said = (number, symbol, date) if number else (title,)
    return computed_id("citation", programme, *map(fold, said))


def choice_id(about: str, key: str) -> str:
    """What the officer decided in reviews about one thing."""
    return computed_id("choice", about, key)


def agency_id(name: str) -> str:
    """An agency by its canonical name."""
    return computed_id("agency", fold(name))


def assignment_id(task: str, agency: str, role: str) -> str:
    """The assignment of one agency to one task in one role."""
    return computed_id("assignment", task, agency, role)


def membership_id(collective: str, agency: str) -> str:
    """The membership of one agency in one collective."""
    return computed_id("membership", collective, agency)


def occurrence_id(task: str, anchor: str) -> str:
    """One dated instance of a task."""
    return computed_id("occurrence", task, anchor)


def member_result_id(task: str, anchor: str, agency: str) -> str:
    """What one member of a leading collective did in one dated instance of a task."""
    return computed_id("member_result", task, anchor, agency)


def day_id(date: str, kind: str, name: str) -> str:
    """A marked day of the shipped calendar."""
    return computed_id("day", date, kind, fold(name))


def package_id(book: str, agency: str) -> str:
    """The book that holds one agency's part of another book."""
    return computed_id("package", book, agency)


def profile_id() -> str:
    """The one letterhead profile of a book."""
    return computed_id("profile")
