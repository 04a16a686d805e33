"""The way in of a returned form: parsed in a process of its own, as foreign as every document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from danvan_desktop.reading.converting import CONVERTIBLE
from danvan_desktop.reading.entry import converted
from danvan_desktop.reading.errors import Fault, UnreadableFile, unreadable
from danvan_desktop.reading.forms.form_json import form_of
from danvan_desktop.reading.isolation import FORM, Isolation, ask_child, reading_command

if TYPE_CHECKING:
    from pathlib import Path

    from danvan_desktop.domain.returns.form import ReturnedForm


def read_form(path: Path, isolation: Isolation | None = None) -> ReturnedForm:
    """The form in a file; one saved as .ods is converted first where this PC can.

    Raises UnreadableFile (one Vietnamese sentence) for a file that is no form or must not be read, ReadingCancelled.
    """
    isolation = isolation or Isolation()
    try:
        return _parsed(path, path.name, isolation)
    except UnreadableFile as found:
        if found.fault not in CONVERTIBLE:
            raise
        with converted(path, found, isolation) as (made, told):
            form = _parsed(made, path.name, isolation)
            return replace(form, name=path.name, notices=(*form.notices, told))


def _parsed(path: Path, name: str, isolation: Isolation) -> ReturnedForm:
    data = ask_child([*reading_command(isolation), str(path), FORM], isolation, name)
    try:
        return form_of(data["form"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(Fault.CRASHED, name) from error
