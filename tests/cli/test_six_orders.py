"""Three copies of a book, edited by script through `danvan set` with three clocks, merged in all six orders.

What `danvan list … --json` prints of tasks, agencies, occurrences and conflicts is the same byte for byte.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from tests.cli.calling import DAY, Call
from tests.services.merging.copies import copy_to

CLOCKS = {"Hà": "2026-03-05", "Tuấn": "2057-03-05", "Lan": "1995-03-05"}
"""One PC is right, one is 31 years ahead, one as far behind."""
NOUNS = ("tasks", "agencies", "occurrences", "conflicts")
EDITS = 200


def an_edit(chance: random.Random, agencies: list[str]) -> list[str]:
    """What one call sets: two officers often fall out over the same few values."""
    kind = chance.choice(("time", "status", "result", "percent", "note", "note", "lead", "coord", "due"))
    match kind:
        case "time":
            return [f"time={chance.choice(('Quý I/2026', 'Quý II/2026', 'Tháng 10/2026', 'Thường xuyên'))}"]
        case "status":
            return [f"status={chance.choice(('todo', 'doing', 'done', 'suspended', 'cancelled'))}"]
        case "percent":
            return [f"percent={chance.choice((0, 25, 50, 75, 100))}"]
        case "lead" | "coord":
            return [f"{kind}{chance.choice(('+=', '-='))}{chance.choice(agencies)}"]
        case "due":
            return [f"due=2027-0{chance.randint(1, 9)}-15", "reason=theo chỉ đạo"]
    return [f"{kind}={chance.choice(('một', 'hai', 'ba', 'Đã họp dân, thống nhất cao'))} {chance.randint(1, 3)}"]


def edited_by_script(danvan: Call, book: Path, person: str, edits: int) -> int:
    """Edit a copy as its officer until so many edits were taken; how many calls were refused meanwhile."""
    chance, who = random.Random(person), ("--today", CLOCKS[person], "--person", person)
    tasks = [task["id"] for task in danvan("list", "tasks", book, "--json", *who).json["tasks"]]
    agencies = [agency["name"] for agency in danvan("list", "agencies", book, "--json", *who).json["agencies"]]
    taken = refused = 0
    while taken < edits:
        answer = danvan("set", book, "--task", chance.choice(tasks), *an_edit(chance, agencies[:6]), *who)
        assert answer.code in (0, 1), answer
        taken += answer.code == 0
        refused += answer.code
    return refused


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_order_of_merging_cannot_be_seen_in_what_is_printed(
    danvan: Call, sample_file: Path, tmp_path: Path
) -> None:
    files, told = [], [""]
    for person in CLOCKS:
        file = tmp_path / person / "so.danvan"
        file.parent.mkdir()
        shutil.copyfile(sample_file, file)
        refused = edited_by_script(danvan, file, person, EDITS)
        told.append(f"{person}: {EDITS} edits, {refused} refused")
        files.append(file)
    printed: set[tuple[str, ...]] = set()
    for number, order in enumerate(permutations(files)):
        together = copy_to(order[0], f"thứ tự {number}")
        for other in order[1:]:
            assert danvan("merge", other, "--into", together, *DAY).code == 0
        said = tuple(danvan("list", noun, together, "--json", *DAY).out for noun in NOUNS)
        printed.add(said)
        digests = " ".join(hashlib.sha256(text.encode()).hexdigest()[:12] for text in said)
        told.append(f"{' → '.join(file.parent.name for file in order)}: {digests}")
        assert danvan("verify", together, *DAY).code == 0
    assert len(printed) == 1
    conflicts = danvan("list", "conflicts", together, "--json", *DAY).json["conflicts"]
    print("\n".join((*told, f"{len(conflicts)} conflicts in each")))
    assert len(conflicts) > EDITS // 10
