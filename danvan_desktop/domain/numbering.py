"""The numbers printed before headings and tasks, and their order.

Programmes and plans number I. II. → 1. 2. → 1.1 / 5.1. → a) b) … d) đ) → - → +. A number is kept as printed; nothing
here renumbers. Letters follow the Vietnamese alphabet without f j w z (Nghị định 30/2020/NĐ-CP).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.text import clean, collation_key, nfc

VIETNAMESE_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"

_ROMAN_SIGNS: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class NumberStyle(StrEnum):
    """How a number is printed; each style is a level of its own in a document."""

    CAPITAL = "capital"
    ROMAN = "roman"
    DECIMAL = "decimal"
    LETTER = "letter"
    PAREN = "paren"
    DASH = "dash"
    PLUS = "plus"
    STAR = "star"
    BULLET = "bullet"


_MARKS: Final = {
    **dict.fromkeys("-–—−‐‑", NumberStyle.DASH),
    "+": NumberStyle.PLUS,
    "*": NumberStyle.STAR,
    **dict.fromkeys("•●▪■◦○·∙►➢✓\uf0b7\uf0a7\uf0d8\uf076\uf0fc", NumberStyle.BULLET),
}
"""The last five are what Word writes for bullets of its Symbol and Wingdings fonts."""
_NOT_AFTER_MARK: Final = "-–—−‐‑+*>/="

_BEFORE: Final = {"f": "g", "j": "k", "w": "x"}
"""Letters that Word's own lists print though the alphabet lacks them → the letter that each stands before."""

_MEASURES: Final = re.compile(
    "(?:t[ỷỉ]|triệu|nghìn|ngàn|đồng|k?m[23]?|ha|kg|tấn|tạ|lít|lần|điểm|giờ|ngày|tuần|tháng|năm|người|hộ)[.,;:]?",
    re.IGNORECASE,
)
"""Words after which «1.5» is a quantity."""

_ROMAN: Final = "[IVXL]+"
_CAPITAL: Final = "[A-HĐ]"
_FIRST: Final = "(?:0[1-9]|[1-9][0-9]{0,2})"
_NEXT: Final = "[1-9][0-9]?"
_LETTER: Final = "[a-yđ]"
_LABEL: Final = (
    rf"(?:(?:{_ROMAN}|{_CAPITAL})\.)?{_FIRST}(?:\.{_NEXT})*(?:\.{_LETTER})?"
    rf"|{_ROMAN}|{_CAPITAL}|{_LETTER}(?:\.?{_NEXT})?|a{_LETTER}"
)
_CLOSE: Final = r"\.?\)|\.|/|\s?[-–—](?=\s)"
_NUMBER: Final = re.compile(rf"(?P<printed>(?P<label>{_LABEL})(?!\w)(?P<close>{_CLOSE})?)(?P<gap>\s*)")
_IN_PAREN: Final = re.compile(rf"\((?P<label>{_FIRST}|{_LETTER}|[ivx]+)\)(?P<gap>\s*)")
_SMALL_ROMAN: Final = re.compile("[ivx]+")
_TWO_LETTERS: Final = re.compile(f"a{_LETTER}")
_DATE: Final = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4}")
_PIECE: Final = re.compile("[0-9]+|[A-ZĐ]+|[a-zđ]+")
_ONE_PIECE: Final = re.compile(rf"[0-9]{{1,6}}|{_ROMAN}|{_CAPITAL}|a?{_LETTER}")
_JOINTS: Final = re.compile("[./+~]+")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number before a heading or task.

    `text` is as printed («5.1.», «đ)», «(1)», «-»); `label` is it without brackets and closing marks («5.1», «đ», «1»,
    «-»), the piece that paths are made of; `style` is that of the last part; `parts` are the values («5.1.» → (5, 1),
    «đ)» → (5,), «II.3» → (2, 3)), empty for dashes, plus signs, stars and bullets.
    """

    text: str
    label: str
    style: NumberStyle
    parts: tuple[int, ...] = ()


def roman(n: int) -> str:
    """Roman numeral of n, 1 to 3999; ValueError outside."""
    if not 1 <= n <= 3999:
        raise ValueError(f"no Roman numeral for {n}")
    signs = []
    for value, sign in _ROMAN_SIGNS:
        count, n = divmod(n, value)
        signs.append(sign * count)
    return "".join(signs)


def roman_value(text: str) -> int | None:
    """Value of a Roman numeral written by the rules (IV, not IIII), capitals or small letters; else None."""
    rest, total = text.upper(), 0
    for value, sign in _ROMAN_SIGNS:
        while rest.startswith(sign):
            rest, total = rest[len(sign) :], total + value
    if rest or not 1 <= total <= 3999:
        return None
    return total if text in (roman(total), roman(total).lower()) else None


def letter(n: int) -> str:
    """The n-th letter of a list, from 1: a b c d đ e g … y, then aa, ab …; ValueError below 1."""
    if n < 1:
        raise ValueError(f"no letter for {n}")
    letters = ""
    while n:
        n, index = divmod(n - 1, len(VIETNAMESE_LETTERS))
        letters = VIETNAMESE_LETTERS[index] + letters
    return letters


def parse_number(text: str) -> PrintedNumber | None:
    """The number that a cell or a Word list holds («1», «3.5», «đ», «II.», «(1)», «-»); None for anything else."""
    number, rest = split_number(clean(text))
    return None if rest else number


def split_number(line: str) -> tuple[PrintedNumber | None, str]:
    """The number that a line begins with, and the rest of the line without blanks at its ends.

    A date («15/02/2026 …»), a year or a quantity («3 tháng», «1.5 tỷ đồng», «2.071 mô hình») is no number: then None
    and the whole line. A bare «2» or «a» counts only before a tab or the end of the line, as in a flattened table.
    """
    line = nfc(line).strip()
    found = _mark_at_start(line) or _in_paren(line) or _label_at_start(line)
    if not found:
        return None, line
    number, end = found
    return number, line[end:].strip()


def _mark_at_start(line: str) -> tuple[PrintedNumber, int] | None:
    mark, after, rest = line[:1], line[1:], line[1:].lstrip()
    if not mark or mark not in _MARKS:
        return None
    number = PrintedNumber(mark, mark, _MARKS[mark])
    if not rest or number.style is NumberStyle.BULLET or after.startswith("\t"):
        return number, 1
    doubled = after[0] in _NOT_AFTER_MARK
    emphasis = mark == "*" and not after[0].isspace() and "*" in after
    quantity = not any(char.isalpha() for char in rest)
    return None if doubled or emphasis or quantity else (number, 1)


def _in_paren(line: str) -> tuple[PrintedNumber, int] | None:
    found = _IN_PAREN.match(line)
    if not found or not _after_bracket(found["gap"], line[found.end() :]):
        return None
    label = found["label"]
    value = roman_value(label) if _SMALL_ROMAN.fullmatch(label) else _value(label)
    if value is None:
        return None
    return PrintedNumber(f"({label})", label, NumberStyle.PAREN, (value,)), found.end()


def _label_at_start(line: str) -> tuple[PrintedNumber, int] | None:
    found = _NUMBER.match(line)
    if not found or _DATE.match(line) or not _stands(found, line[found.end() :]):
        return None
    label = found["label"]
    pieces = _pieces(label)
    values = tuple(value for value in map(_value, pieces) if value is not None)
    if len(values) != len(pieces):
        return None
    return PrintedNumber(found["printed"], label, _style(pieces[-1]), values), found.end()


def _stands(found: re.Match[str], rest: str) -> bool:
    """Whether the matched piece is a number by what closes and follows it, rather than the beginning of a sentence."""
    label, close, gap = found["label"], found["close"] or "", found["gap"]
    if _TWO_LETTERS.fullmatch(label) and not close.endswith(")"):
        return False
    if not rest or "\t" in gap:
        return True
    if close.endswith(")"):
        return _after_bracket(gap, rest)
    if close == ".":
        return _after_dot(label, gap, rest)
    if close == "/":
        return bool(gap) and not rest[0].isdigit()
    word = rest.split()[0]
    if close:
        return label[0] != "0" and not label[0].islower() and word[0].isupper() and "/" not in word
    return "." in label and bool(gap) and _opens(rest) and not _MEASURES.fullmatch(word)


def _after_bracket(gap: str, rest: str) -> bool:
    return not rest or bool(gap) or _opens(rest)


def _after_dot(label: str, gap: str, rest: str) -> bool:
    if label == "v" and rest[0] == "v":  # «v.v.», «v. v.»: and so on
        return False
    if gap or label[-1].isdigit():
        return bool(gap) or _opens(rest)
    return _style(label) is not NumberStyle.CAPITAL and rest[0].isupper() and rest[:2].isalpha()


def _opens(rest: str) -> bool:
    return rest[0].isalpha() or rest[0] in "“\"'‘«([*_"


def _pieces(label: str) -> list[str]:
    """«3.5.a» → 3, 5, a; «a1» → a, 1."""
    return _PIECE.findall(label)


def _style(piece: str) -> NumberStyle:
    if piece.isdigit():
        return NumberStyle.DECIMAL
    if re.fullmatch(_ROMAN, piece):
        return NumberStyle.ROMAN
    return NumberStyle.CAPITAL if piece.isupper() else NumberStyle.LETTER


def _value(piece: str) -> int | None:
    style = _style(piece)
    if style is NumberStyle.DECIMAL:
        return int(piece)
    if style is NumberStyle.ROMAN:
        value = roman_value(piece)
        return value if value is not None and value < 50 else None
    value = 0
    for char in piece.lower():
        value = value * len(VIETNAMESE_LETTERS) + VIETNAMESE_LETTERS.index(_BEFORE.get(char, char)) + 1
    return value


def order_key(printed: str) -> str:
    """Storable sort key of a printed number or of a path made of them: plain comparison of the keys gives the order.

    «1.10» after «1.9», «đ» between «d» and «e», «II» after «I», «3.5.a» after «3.5» and before «3.6»; brackets and
    closing marks do not matter. What is no number sorts after the numbers, alphabetically; nothing sorts first.
    """
    number = parse_number(printed)
    if number and number.style is NumberStyle.PAREN:
        return _place(NumberStyle.PAREN, number.parts[0])
    if number and not number.parts:
        return _place(number.style, 0)
    pieces = _pieces(number.label) if number else _JOINTS.split(clean(printed))
    return ".".join(_order_of(piece) for piece in pieces if piece)


def _order_of(piece: str) -> str:
    value = _value(piece) if _ONE_PIECE.fullmatch(piece) else None
    if value is None:
        return "~" + collation_key(piece)
    return _place(_style(piece), 2 * value - (piece.lower() in _BEFORE))


def _place(style: NumberStyle, value: int) -> str:
    rank = chr(ord("a") + list(NumberStyle).index(style))
    return f"{rank}{value:07d}"
