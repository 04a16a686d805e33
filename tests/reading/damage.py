"""Files cut off and with bytes changed at random: what comes of reading them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.parsing import parse_file


def outcomes_of(path: Path, whole: bytes, seed: int, tries: int, holes: Sequence[int]) -> set[bool | Fault]:
    """Damage `whole` so many times, by as many bytes as one of `holes` says, and read it at `path`: whether there were
    blocks, or the one fault. Anything else that is raised goes on as it is."""
    chance = random.Random(seed)
    outcomes: set[bool | Fault] = set()
    for _ in range(tries):
        data = bytearray(whole[: chance.choice((len(whole), chance.randrange(len(whole))))])
        for _ in range(chance.choice(holes)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            outcomes.add(bool(parse_file(path).blocks))
        except FileFault as found:
            outcomes.add(found.fault)
    return outcomes
