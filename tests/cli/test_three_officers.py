"""P1-P14 of exchange.md on real book files through `danvan merge`: any history of three officers keeps them."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.cli.three_officers import OfficersAtTheCommandLine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a merge is killed in a forked process")

_WHO, _SEED = st.integers(0, 2), st.integers(0, 1 << 32)
_WORK = st.sampled_from(("edit", "quarrel"))
_CARRYING = st.sampled_from(("back_up", "restore", "copy_over", "jump", "check_every_order"))
_MISHAPS = st.sampled_from(("kill_a_merge", "merge_rubbish"))
STEPS = 7


def histories(source: Path, count: list[int]) -> type[RuleBasedStateMachine]:
    """Officers who begin with copies of `source`; `count` has the histories, merges and conflicts there were."""

    class Histories(RuleBasedStateMachine):
        """What an act does besides is drawn from a seed of its own."""

        @initialize(seed=_SEED)
        def start(self, seed: int) -> None:
            self.folder = tempfile.TemporaryDirectory(prefix="ba cán bộ ")
            self.officers = OfficersAtTheCommandLine(source, Path(self.folder.name), seed)
            count[0] += 1
            if count[0] % 50 == 0:
                print(f"{count[0]} histories, {count[1]} merges", flush=True)

        def act(self, name: str, who: int, seed: int) -> None:
            self.officers.chance = random.Random(seed)
            act = getattr(self.officers, name)
            act() if name == "check_every_order" else act(who)

        @rule(who=_WHO, seed=_SEED, name=_WORK)
        def work(self, who: int, seed: int, name: str) -> None:
            self.act(name, who, seed)

        @rule(who=_WHO, seed=_SEED, name=_CARRYING)
        def carry_about(self, who: int, seed: int, name: str) -> None:
            self.act(name, who, seed)

        @rule(who=_WHO, seed=_SEED)
        def fall_out_and_merge(self, who: int, seed: int) -> None:
            for one in (0, 1, 2):
                self.act("quarrel", one, seed + one)
            self.act("merge", who, seed)
            count[1] += 1

        @rule(who=_WHO, seed=_SEED, name=_MISHAPS)
        def go_wrong(self, who: int, seed: int, name: str) -> None:
            self.act(name, who, seed)

        def teardown(self) -> None:
            if hasattr(self, "folder"):
                count[2] += self.officers.conflicts
                self.folder.cleanup()

    return Histories


def search(source: Path, runs: int, steps: int, *, derandomize: bool) -> list[int]:
    count = [0, 0, 0]
    wanted = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(histories(source, count), settings=wanted)
    return count


def test_a_few_histories_keep_the_properties(made_once: Path) -> None:
    histories_done, _, _ = search(made_once / "so.danvan", 2, 4, derandomize=True)
    assert histories_done >= 2


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_five_hundred_histories_keep_the_properties(made_once: Path) -> None:
    done, merges, conflicts = search(made_once / "so.danvan", 500, STEPS, derandomize=False)
    print(f"\n{done} histories of up to {STEPS} steps: {merges} merges, {conflicts} conflicts")
    assert done >= 500
