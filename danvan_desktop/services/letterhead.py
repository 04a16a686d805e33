"""Thông tin cơ quan: what every paper of the commune has in common, kept as one record of the book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from danvan_desktop.domain.agencies.names import commune_type_of
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NO_ACTION, profile_id
from danvan_desktop.domain.official import issuing
from danvan_desktop.domain.papers import Dash, LetterheadProfile, Margins, OutsideDecree, Signer, SigningForm
from danvan_desktop.domain.records import Kind, Value
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from danvan_desktop.writing import compose_specimen
from danvan_desktop.writing.blocks import Document

BLANK_COMMUNE = "…………"
"""What stands where a book does not know its commune yet: room to write it in."""


def read_letterhead(book: Book) -> LetterheadProfile:
    """The letterhead profile of the book; BLANK_COMMUNE where the commune is not named yet.

    A stranger's book may hold what the decree does not allow: that is read as its middle course.
    """
    with book.transaction() as connection:
        held = query.profile(connection)
    return LetterheadProfile(
        commune=_text(held, "commune").strip() or BLANK_COMMUNE,
        commune_type=commune_type_of(_text(held, "type")),
        superior=_text(held, "superior"),
        province=_text(held, "province"),
        place=_text(held, "place"),
        signers=tuple(_signers(_text(held, "signers"))),
        recipients=tuple(line for line in _text(held, "recipients").splitlines() if line),
        font_size=_font_size(_text(held, "font_size")),
        margins=_margins(_text(held, "margins")),
        dash=Dash.EN if _text(held, "dash") == Dash.EN else Dash.HYPHEN,
    )


def specimen(profile: LetterheadProfile) -> Document:
    """A short paper with everything that a profile says, to see what it looks like."""
    return compose_specimen(issuing(profile, None))


def save_letterhead(book: Book, profile: LetterheadProfile) -> Changes:
    """Keep a profile. What the decree does not allow cannot be a LetterheadProfile."""
    return log.write(book, [_write_of(profile)])


def begin_letterhead(book: Book, signer: Signer) -> None:
    """Name who signs in a book that was just made, which is nothing to be undone."""
    profile = replace(read_letterhead(book), signers=(signer,))
    with book.transaction() as connection:
        log.write_in(connection, book, [_write_of(profile)], action=NO_ACTION)


def _write_of(profile: LetterheadProfile) -> Write:
    margins = profile.margins
    fields: dict[str, Value] = {
        "commune": "" if profile.commune == BLANK_COMMUNE else profile.commune,
        "type": profile.commune_type.value,
        "superior": profile.superior,
        "province": profile.province,
        "place": profile.place,
        "signers": "\n".join(f"{signer.form.value}: {signer.name}" for signer in profile.signers),
        "recipients": "\n".join(profile.recipients),
        "font_size": str(profile.font_size),
        "margins": ",".join(f"{side:g}" for side in (margins.top, margins.bottom, margins.left, margins.right)),
        "dash": profile.dash.value,
    }
    return Write(Kind.PROFILE, profile_id(), fields, Verb.EDIT)


def _signers(stored: str) -> Iterator[Signer]:
    """One line a signer, «form: name»; other lines are left out."""
    for line in stored.splitlines():
        form, _, name = line.partition(": ")
        if form in list(SigningForm):
            with suppress(OutsideDecree):
                yield Signer(name, SigningForm(form))


def _font_size(stored: str) -> int:
    """The size in points, 13 for anything but 13 and 14."""
    return 14 if stored == "14" else 13


def _margins(stored: str) -> Margins:
    """«top,bottom,left,right» in mm; the decree's middle course for anything else."""
    try:
        top, bottom, left, right = map(float, stored.split(","))
        return Margins(top, bottom, left, right)
    except ValueError:
        return Margins()


def _text(held: dict[str, Value], name: str) -> str:
    return str(held.get(name) or "")
