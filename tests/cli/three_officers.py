"""Three officers who put their books together with `danvan merge`; the merge is killed, the stick holds rubbish."""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import sys
import time
from pathlib import Path

from danvan_desktop.cli import main
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.verify import verify
from tests.cli.calling import Answer
from tests.services.merging.copies import YEARS_31_MS, copy_to, log_of
from tests.services.merging.fuzzing import broken
from tests.services.merging.officers import PEOPLE, Officers

_DAYS = {0: "2026-03-05", YEARS_31_MS: "2057-03-05", -YEARS_31_MS: "1995-03-05"}
_LONGEST_MERGE = 0.4


def danvan(*arguments: object) -> Answer:
    """One call in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Answer(code, out.getvalue(), err.getvalue())


class OfficersAtTheCommandLine(Officers):
    """The same three officers; every merge is a call of `danvan merge`."""

    def put_together(self, who: int, file: Path, *sources: Path) -> int:
        """Each file with a call of its own; how many conflicts that made."""
        conflicts = 0
        for source in sources:
            merged = danvan("merge", source, "--into", file, "--json", *self._caller(who))
            assert merged.code == 0, merged.err
            assert merged.json["counts"]["rejected"] == 0, f"P4 an honest change was turned away: {merged.out}"
            conflicts += len(merged.json["conflicts"])
        return conflicts

    def check_merged(self, who: int, file: Path, *sources: Path) -> None:
        """P2, and P10-P12 as `danvan verify` sees them."""
        for source in sources:
            again = danvan("merge", source, "--into", file, "--dry-run", *self._caller(who))
            assert again.code == 0
            assert "không có gì" in again.err, f"P2 merging again brings something: {again.err}"
        assert danvan("verify", file).code == 0, "P12 the tables are not what the log says"

    def kill_a_merge(self, who: int) -> None:
        """P13: the old state or the new one, and a sound book."""
        file, source = self.files[who], self.files[(who + 1) % 3]
        old = log_of(file)
        new = old | log_of(source)
        pid = os.fork()
        if not pid:
            with contextlib.suppress(BaseException), Path(os.devnull).open("w") as nowhere:
                sys.stderr = nowhere
                main(["merge", str(source), "--into", str(file), *self._caller(who)])
            os._exit(0)
        time.sleep(self.chance.uniform(0, _LONGEST_MERGE))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with open_book(file, self._author(who)) as book:
            assert verify(book).faults == (), "P13 a killed merge left a damaged book"
            assert log_of(file) in (old, new), "P13 a killed merge left something between"
        file.with_name(file.name + ".lock").unlink(missing_ok=True)

    def merge_rubbish(self, who: int) -> None:
        """P14: a broken copy of another's book is refused in one line, or what is unsound in it is set aside."""
        file = self.files[who]
        there, before = log_of(self.files[(who + 1) % 3]), file.read_bytes()
        old = log_of(file)
        source = copy_to(self.files[(who + 1) % 3], "hỏng")
        seed = random.Random(self.chance.random())
        source.write_bytes(broken(source.read_bytes(), seed, source.with_name("nháp.danvan"))[1])
        answer = danvan("merge", source, "--into", file, *self._caller(who))
        if answer.code:
            assert (answer.code, len(answer.err.splitlines())) == (1, 1), f"P14 {answer}"
            assert file.read_bytes() == before, "P14 a refused file changed the book"
        assert old <= log_of(file) <= old | there, "P14 something came that nobody had written"
        with open_book(file, self._author(who)) as book:
            assert verify(book).faults == (), "P14 a broken file left a damaged book"

    def _caller(self, who: int) -> tuple[str, ...]:
        return ("--today", _DAYS[self.skews[who]], "--person", PEOPLE[who])
