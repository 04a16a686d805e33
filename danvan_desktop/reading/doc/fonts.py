"""Names of the fonts of a .doc: old Vietnamese fonts give letters of other alphabets for ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.doc.container import Place, u16

if TYPE_CHECKING:
    from danvan_desktop.reading.doc.container import Container

_NAME_AT: Final = 40
_MAX_FONTS: Final = 4096


def font_names(container: Container) -> tuple[str, ...]:
    """The fonts in the order in which characters name them."""
    data = container.part(Place.FONTS)
    names: list[str] = []
    at = 4
    while at < len(data) and len(names) < min(u16(data, 0), _MAX_FONTS):
        length = data[at] + 1
        name = data[at + _NAME_AT : at + length].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += length
    return tuple(names)
