"""The agencies of a commune: a directory to match names against; `lists` takes lists of names apart."""

from danvan_desktop.domain.agencies.directory import (
    NEAR_SPELLING,
    AddressedAs,
    AgencyDirectory,
    AgencyEntry,
    AgencyKind,
    AgencyMatch,
    directory_from_json,
)
from danvan_desktop.domain.agencies.names import CommuneType, agency_key, begins_like_agency, doubled_word

__all__ = [
    "NEAR_SPELLING",
    "AddressedAs",
    "AgencyDirectory",
    "AgencyEntry",
    "AgencyKind",
    "AgencyMatch",
    "CommuneType",
    "agency_key",
    "begins_like_agency",
    "directory_from_json",
    "doubled_word",
]
