"""The directory of agencies: adding, changing, ordering, joining, deleting. Each call is one action, one undo step."""

from danvan_desktop.services.agencies.directory import (
    AgencyInUse,
    BadAgency,
    add_agency,
    delete_agency,
    end_activity,
    join_agencies,
    list_registered,
    move_agency,
    set_agency,
)

__all__ = [
    "AgencyInUse",
    "BadAgency",
    "add_agency",
    "delete_agency",
    "end_activity",
    "join_agencies",
    "list_registered",
    "move_agency",
    "set_agency",
]
