"""A book on its way: out to a stick, in from one, one agency's part of it, under a password."""

from danvan_desktop.services.travel.disks import Disks, Place, Stick
from danvan_desktop.services.travel.finding import Bounds, Found, Search, find_books, identities_of
from danvan_desktop.services.travel.passwords import copy_opened, opened_by, with_password
from danvan_desktop.services.travel.sending import (
    SHORTEST_PASSWORD,
    Sendable,
    SendOrder,
    Sent,
    fitting_name,
    proposed_name,
    send,
    sendable,
)
from danvan_desktop.storage.travel.cipher import Key
from danvan_desktop.storage.travel.errors import CipherDamaged, WrongPassword
from danvan_desktop.storage.travel.glance import Trouble
from danvan_desktop.storage.travel.snapshot import Packing

__all__ = [
    "SHORTEST_PASSWORD",
    "Bounds",
    "CipherDamaged",
    "Disks",
    "Found",
    "Key",
    "Packing",
    "Place",
    "Search",
    "SendOrder",
    "Sendable",
    "Sent",
    "Stick",
    "Trouble",
    "WrongPassword",
    "copy_opened",
    "find_books",
    "fitting_name",
    "identities_of",
    "opened_by",
    "proposed_name",
    "send",
    "sendable",
    "with_password",
]
