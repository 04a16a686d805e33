"""Scores of a draft against an answer key that holds only the first words of each text.

The rules are those of the scorer of the full answer keys: tasks are matched by their words, then leads, coordinating
agencies, kind and end of time are compared; «trước ngày D» may be answered by D or the day before.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from danvan_desktop.domain.draft import Draft
from danvan_desktop.reading.draft_json import draft_json

Found = dict[str, Any]

ALIKE = 0.93
"""How much alike two spellings of one agency are."""
SHORTEST, LONGEST = 0.85, 1.15
"""A text of the key and the text found differ at most so in their number of words: more was lost or swallowed."""
OPEN = {"continuous", "yearly", "conditional", "open_ended"}
SAME_KINDS = ({"period", "deadline_period"}, {"range", "conditional_range", "phases", "period"})
TONES = "\u0300\u0301\u0303\u0309\u0323"
SHORT = (("hội đồng nhân dân", "hđnd"), ("ủy ban nhân dân", "ubnd"), ("mặt trận tổ quốc", "mttq"), ("&", " và "))


@dataclass(slots=True)
class Score:
    """Shares of what the key asks for (1.0 when it asks for none), and every difference in words."""

    rates: dict[str, float] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def rate(self, name: str, right: Sequence[bool]) -> None:
        self.rates[name] = sum(right) / len(right) if right else 1.0

    def differ(self, words: str) -> None:
        self.differences.append(words)


def key_named(name: str) -> Found:
    return json.loads((Path(__file__).parent / "keys" / f"{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def score(key: Found, draft: Draft) -> Score:
    """How much of a key a draft fulfils."""
    found: Found = json.loads(json.dumps(draft_json(draft)))
    made = Score()
    pairs = _tasks(made, key, found)
    _assigned(made, pairs)
    _timed(made, pairs)
    made.rate("path", [_said(made, want["path"], "path", want["path"], task["path"]) for want, task in pairs])
    _texts(made, key, found, "directions", _anyone)
    _texts(made, key, found, "responsibilities", _same_unit)
    made.rate("reporting", [_reported(made, want, found) for want in key.get("reporting", [])])
    _extra_reports(made, key, found)
    _facts(made, key, found)
    return made


def _tasks(made: Score, key: Found, found: Found) -> list[tuple[Found, Found]]:
    """The pairs of a task wanted and a task found; sets f1."""
    pairs, taken = [], set()
    for want in key["tasks"]:
        fitting = [at for at, one in enumerate(found["tasks"]) if at not in taken and fits(want, one["text"])]
        best = min(fitting, key=lambda at: found["tasks"][at]["path"] != want["path"], default=None)
        if best is None:
            made.differ(f"missed: {want['path']} {want['begins']} …")
        else:
            taken.add(best)
            pairs.append((want, found["tasks"][best]))
    for at, one in enumerate(found["tasks"]):
        if at not in taken:
            made.differ(f"extra: {one['path']} {one['text'][:60]} ({len(one['text'].split())} words)")
    wanted = len(key["tasks"]) + len(found["tasks"])
    made.rates["f1"] = 2 * len(pairs) / wanted if wanted else 1.0
    return pairs


def fits(want: Found, text: str) -> bool:
    """Whether a text begins with the words of the key and is about as long."""
    if not norm(text).startswith(norm(want["begins"])):
        return False
    words = want.get("words")
    return words is None or SHORTEST * words - 1 <= len(text.split()) <= LONGEST * words + 1


def _assigned(made: Score, pairs: Sequence[tuple[Found, Found]]) -> None:
    for role in ("lead", "coord", "implementing"):
        right = []
        for want, task in pairs:
            right.append(same_agencies(want.get(role, []), task[role]))
            if not right[-1]:
                made.differ(
                    f"{role}: {want['path']} want {want.get(role, [])} got {[one['raw'] for one in task[role]]}"
                )
        made.rate(role, right)


def _timed(made: Score, pairs: Sequence[tuple[Found, Found]]) -> None:
    kinds, ends = [], []
    for want, task in pairs:
        time = task["time"]
        kinds.append(_same_kind(want["kind"], time["kind"]))
        days = {want["end"], want.get("named_date") or want["end"]}
        days |= {None, want.get("milestone")} if want["kind"] in OPEN else set()
        ends.append(time["end"] in days or (time["named_date"] is not None and time["named_date"] in days))
        if not (kinds[-1] and ends[-1]):
            made.differ(
                f"time: {want['path']} want {want['kind']} {want['end']}"
                f" got {time['kind']} {time['end']} «{time['raw']}»"
            )
    made.rate("kind", kinds)
    made.rate("end", ends)


def _same_kind(want: str, found: str) -> bool:
    return want == found or any({want, found} <= kinds for kinds in SAME_KINDS)


def _texts(made: Score, key: Found, found: Found, name: str, same: Callable[[Found, Found], bool]) -> None:
    """Directions or duties: each one wanted stands in its place in its words."""
    right = []
    for want in key.get(name, []):
        at_place = [one for one in found[name] if want["path"] in (one["path"], one["path"].rpartition("/")[0])]
        right.append(any(norm(want["begins"]) in norm(one["text"]) and same(want, one) for one in at_place))
        if not right[-1]:
            said = [(one["path"], one["text"][:40], (one.get("unit") or {}).get("raw")) for one in found[name]]
            made.differ(f"{name}: want {want} got {said}")
    made.rate(name, right)


def _anyone(_want: Found, _one: Found) -> bool:
    return True


def _same_unit(want: Found, one: Found) -> bool:
    return want.get("unit") is None or same_agencies([want["unit"]], [one["unit"]] if one["unit"] else [])


def _reported(made: Score, want: Found, found: Found) -> bool:
    """A report with the wanted date, or in the wanted words; and from and through whom, where the key says so."""
    for one in found["reporting"]:
        days = {want.get("end"), want.get("named_date")} - {None}
        if days:
            same = bool(days & {one["end"], one["named_date"]})
        else:
            words = set(norm(want["begins"]).split())
            same = len(words & set(norm(one["raw"]).split())) >= 0.7 * len(words)
        persons = all(
            want.get(name) is None or same_agencies([want[name]], [one[name]] if one[name] else [])
            for name in ("from", "via")
        )
        if same and persons and want["kind"] == one["kind"] and _place(one["path"], want["path"]):
            return True
    said = [(one["path"], one["from"], one["via"], one["kind"], one["raw"][:60]) for one in found["reporting"]]
    made.differ(f"reporting: want {want} got {said}")
    return False


def _place(found: str, want: str) -> bool:
    return found == want or found.startswith((f"{want}/", f"{want}."))


def _extra_reports(made: Score, key: Found, found: Found) -> None:
    wanted, got = len(key.get("reporting", [])), len(found["reporting"])
    made.rates["reports"] = 1.0 if wanted == got else 0.0
    if wanted != got:
        made.differ(f"reports: want {wanted} got {[(one['path'], one['raw'][:60]) for one in found['reporting']]}")


def _facts(made: Score, key: Found, found: Found) -> None:
    """What the key says of the document itself; of lists it says how long they are."""
    right = []
    for name, want in key.get("document", {}).items():
        got = found["document"][name]
        right.append(
            _said(made, "document", name, want, len(got) if isinstance(want, int) and isinstance(got, list) else got)
        )
    if "footnotes" in key:
        right.append(_said(made, "document", "footnotes", key["footnotes"], len(found["footnotes"])))
    if "missing_annexes" in key:
        named = sum("phụ lục" in warning for warning in found["warnings"])
        right.append(_said(made, "document", "missing_annexes", key["missing_annexes"], named))
    made.rate("document", right)


def _said(made: Score, place: str, name: str, want: object, got: object) -> bool:
    if want != got:
        made.differ(f"{name}: {place} want {want} got {got}")
    return want == got


def norm(text: str | None) -> str:
    """A text without what two careful typists do differently: case, dashes, blanks, tones, quotes."""
    letters = unicodedata.normalize("NFD", (text or "").replace("đ", "d").replace("Đ", "d"))
    plain = unicodedata.normalize("NFC", "".join(one for one in letters if one not in TONES).casefold())
    plain = re.sub(r"[“”\"'*_./;:,()…]", " ", re.sub(r"[–—−]", "-", plain))
    return " ".join(re.sub(r"\s*-\s*", "-", plain).split())


def same_agencies(want: Sequence[str], found: Sequence[Found | str]) -> bool:
    """Whether the same agencies are named, each once, in any order and spelling."""
    left = [_spellings(one) for one in found]
    if len(want) != len(left):
        return False
    for names in map(_spellings, want):
        hit = next((one for one in left if names & one or _alike(names, one)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _alike(first: set[str], second: set[str]) -> bool:
    return any(difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE for one in first for other in second)


def _spellings(agency: Found | str) -> set[str]:
    names = (agency,) if isinstance(agency, str) else (agency["raw"], agency["canonical"])
    spelt = set()
    for name in names:
        text = norm(name)
        for long, short in SHORT:
            text = text.replace(norm(long), short)
        spelt.add(" ".join(re.sub(r"\b(xa|phuong|thi tran)( [a-z ]+)?$", "", text).split()))
    return spelt - {""}
