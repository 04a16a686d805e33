"""What can be wrong with a wording."""

from __future__ import annotations

from danvan_desktop.domain.errors import KnownError


class BrokenWording(KnownError):
    """A wording that cannot be used. `reason` is Vietnamese, `line` counts from 1, 0 where it is not known."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        place = f" ở dòng {line}" if line else ""
        super().__init__(f"Mẫu câu chữ «{name}» sai{place}: {reason}.")
