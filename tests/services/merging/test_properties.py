"""P1-P12 of exchange.md on real book files, through the services."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.making import seeds
from tests.services.merging.officers import Officers

STEPS = 6


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", seeds(1, 60))
def test_whatever_three_officers_do_their_books_come_together(small_file: Path, tmp_path: Path, seed: int) -> None:
    officers = Officers(small_file, tmp_path, seed)
    done = Counter(officers.step() for _ in range(STEPS if seed < 1 else 7 * STEPS))
    left = officers.check_every_order()
    print(f"\n{dict(done)}, {officers.conflicts} conflicts made, {left} left")
