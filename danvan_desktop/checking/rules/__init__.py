"""One function for each rule: takes the paper apart, yields what is wrong."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.rules import annexes, body, end, head, letters, number, page
from danvan_desktop.checking.rules.hits import Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from danvan_desktop.checking.anatomy import Paper

__all__ = ["CHECKS", "OF_THE_FILE", "Hit"]

CHECKS: Final[Mapping[str, Callable[[Paper], Iterator[Hit]]]] = MappingProxyType(
    {
        "N1": page.sheet,
        "N2": page.upright,
        "N3": page.margins,
        "N4": letters.faces,
        "N5": letters.code,
        "N6": page.page_numbers,
        "N7": page.annex_numbers,
        "N8": head.nation,
        "N9": head.motto,
        "N10": head.motto_line,
        "N11": head.issuer,
        "N12": head.issuer_line,
        "N13": number.number,
        "N14": number.number_gap,
        "N15": number.place_date,
        "N16": number.place_name,
        "N17": number.blank_day,
        "N18": number.title,
        "N19": number.subject,
        "N20": number.symbol,
        "N21": body.bases,
        "N22": body.citations,
        "N23": body.text,
        "N24": body.headings,
        "N25": body.one_size,
        "N26": body.last_sign,
        "N27": end.address,
        "N28": end.as_above,
        "N29": end.authority,
        "N30": end.name,
        "N31": end.signing_room,
        "N32": end.recipients,
        "N33": annexes.named,
        "N34": annexes.headings,
        "N35": annexes.tables,
        "N42": letters.language,
    }
)

OF_THE_FILE: Final = frozenset(("N1", "N2", "N3", "N4", "N5", "N6", "N42"))
"""Looked at once for the whole file; the others once more in each paper that is issued with the first."""
