"""Printed numbers: what counts as one, what does not, and their order."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.numbering import (
    VIETNAMESE_LETTERS,
    NumberStyle,
    PrintedNumber,
    letter,
    order_key,
    parse_number,
    roman,
    roman_value,
    split_number,
)

values = st.integers(1, 99)
dotted = st.lists(values, min_size=1, max_size=4)


def in_order(*printed: str) -> bool:
    """Whether sorting by the order key gives this order from another one."""
    shuffled = list(printed)
    random.Random(2026).shuffle(shuffled)
    return sorted(shuffled, key=order_key) == list(printed)


class TestRoman:
    @pytest.mark.parametrize(
        ("value", "numeral"),
        [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1949, "MCMXLIX"), (2026, "MMXXVI")],
    )
    def test_known(self, value: int, numeral: str) -> None:
        assert roman(value) == numeral
        assert roman_value(numeral) == value
        assert roman_value(numeral.lower()) == value

    @given(st.integers(1, 3999))
    def test_there_and_back(self, value: int) -> None:
        assert roman_value(roman(value)) == value

    @pytest.mark.parametrize("text", ["", "IIII", "IC", "VX", "IVI", "MMMM", "Quý", "1", "I.", "A", "ı", "iI"])
    def test_not_roman(self, text: str) -> None:
        assert roman_value(text) is None

    @pytest.mark.parametrize("value", [0, -1, 4000])
    def test_out_of_range(self, value: int) -> None:
        with pytest.raises(ValueError, match=str(value)):
            roman(value)


class TestLetter:
    def test_vietnamese_alphabet(self) -> None:
        assert "".join(letter(n) for n in range(1, 24)) == VIETNAMESE_LETTERS == "abcdđeghiklmnopqrstuvxy"
        assert [letter(24), letter(25), letter(46), letter(47)] == ["aa", "ab", "ay", "ba"]

    @given(st.integers(1, 46))
    def test_there_and_back(self, n: int) -> None:
        number = parse_number(letter(n) + ")")
        assert number is not None
        assert (number.style, number.parts) == (NumberStyle.LETTER, (n,))

    def test_out_of_range(self) -> None:
        with pytest.raises(ValueError, match="0"):
            letter(0)


NUMBERS = [
    ("1. Nội dung", PrintedNumber("1.", "1", NumberStyle.DECIMAL, (1,)), "Nội dung"),
    ("10.Nội dung", PrintedNumber("10.", "10", NumberStyle.DECIMAL, (10,)), "Nội dung"),
    ("1) Nội dung", PrintedNumber("1)", "1", NumberStyle.DECIMAL, (1,)), "Nội dung"),
    ("1/ Nội dung", PrintedNumber("1/", "1", NumberStyle.DECIMAL, (1,)), "Nội dung"),
    ("1 - Phòng Kinh tế", PrintedNumber("1 -", "1", NumberStyle.DECIMAL, (1,)), "Phòng Kinh tế"),
    ("01. Nội dung", PrintedNumber("01.", "01", NumberStyle.DECIMAL, (1,)), "Nội dung"),
    ("2. 100% cơ quan", PrintedNumber("2.", "2", NumberStyle.DECIMAL, (2,)), "100% cơ quan"),
    ("1.1. Nội dung", PrintedNumber("1.1.", "1.1", NumberStyle.DECIMAL, (1, 1)), "Nội dung"),
    ("5.1.Đẩy mạnh", PrintedNumber("5.1.", "5.1", NumberStyle.DECIMAL, (5, 1)), "Đẩy mạnh"),
    ("1.3 Nội dung", PrintedNumber("1.3", "1.3", NumberStyle.DECIMAL, (1, 3)), "Nội dung"),
    ("1.10 “Dân vận khéo”", PrintedNumber("1.10", "1.10", NumberStyle.DECIMAL, (1, 10)), "“Dân vận khéo”"),
    ("2.1.3. Nội dung", PrintedNumber("2.1.3.", "2.1.3", NumberStyle.DECIMAL, (2, 1, 3)), "Nội dung"),
    ("II.1. Nội dung", PrintedNumber("II.1.", "II.1", NumberStyle.DECIMAL, (2, 1)), "Nội dung"),
    ("A.2 Nội dung", PrintedNumber("A.2", "A.2", NumberStyle.DECIMAL, (1, 2)), "Nội dung"),
    ("3.5.a) Nội dung", PrintedNumber("3.5.a)", "3.5.a", NumberStyle.LETTER, (3, 5, 1)), "Nội dung"),
    ("a) Nội dung", PrintedNumber("a)", "a", NumberStyle.LETTER, (1,)), "Nội dung"),
    ("đ)Nội dung", PrintedNumber("đ)", "đ", NumberStyle.LETTER, (5,)), "Nội dung"),
    ("e. Nội dung", PrintedNumber("e.", "e", NumberStyle.LETTER, (6,)), "Nội dung"),
    ("b.Nội dung", PrintedNumber("b.", "b", NumberStyle.LETTER, (2,)), "Nội dung"),
    ("a1) Nội dung", PrintedNumber("a1)", "a1", NumberStyle.DECIMAL, (1, 1)), "Nội dung"),
    ("I. MỤC ĐÍCH", PrintedNumber("I.", "I", NumberStyle.ROMAN, (1,)), "MỤC ĐÍCH"),
    ("II.NHIỆM VỤ", PrintedNumber("II.", "II", NumberStyle.ROMAN, (2,)), "NHIỆM VỤ"),
    ("III - TỔ CHỨC", PrintedNumber("III -", "III", NumberStyle.ROMAN, (3,)), "TỔ CHỨC"),
    ("IV/ TỔ CHỨC", PrintedNumber("IV/", "IV", NumberStyle.ROMAN, (4,)), "TỔ CHỨC"),
    ("A. KẾT QUẢ", PrintedNumber("A.", "A", NumberStyle.CAPITAL, (1,)), "KẾT QUẢ"),
    ("Đ. KIẾN NGHỊ", PrintedNumber("Đ.", "Đ", NumberStyle.CAPITAL, (5,)), "KIẾN NGHỊ"),
    ("(1) Nội dung", PrintedNumber("(1)", "1", NumberStyle.PAREN, (1,)), "Nội dung"),
    ("(đ) Nội dung", PrintedNumber("(đ)", "đ", NumberStyle.PAREN, (5,)), "Nội dung"),
    ("(iv) Nội dung", PrintedNumber("(iv)", "iv", NumberStyle.PAREN, (4,)), "Nội dung"),
    ("(c) Nội dung", PrintedNumber("(c)", "c", NumberStyle.PAREN, (3,)), "Nội dung"),
    ("- Nội dung", PrintedNumber("-", "-", NumberStyle.DASH, ()), "Nội dung"),
    ("–Nội dung", PrintedNumber("–", "–", NumberStyle.DASH, ()), "Nội dung"),
    ("-100% cơ quan", PrintedNumber("-", "-", NumberStyle.DASH, ()), "100% cơ quan"),
    ("+ Đợt 1: tháng 3", PrintedNumber("+", "+", NumberStyle.PLUS, ()), "Đợt 1: tháng 3"),
    ("* Phòng Kinh tế:", PrintedNumber("*", "*", NumberStyle.STAR, ()), "Phòng Kinh tế:"),
    ("• Nội dung", PrintedNumber("•", "•", NumberStyle.BULLET, ()), "Nội dung"),
    ("\uf0b7\tNội dung", PrintedNumber("\uf0b7", "\uf0b7", NumberStyle.BULLET, ()), "Nội dung"),
    ("2\tTHỰC HIỆN", PrintedNumber("2", "2", NumberStyle.DECIMAL, (2,)), "THỰC HIỆN"),
    ("a\tBan hành\tPhòng A", PrintedNumber("a", "a", NumberStyle.LETTER, (1,)), "Ban hành\tPhòng A"),
    ("\u00a0 3.\u00a0Nội dung ", PrintedNumber("3.", "3", NumberStyle.DECIMAL, (3,)), "Nội dung"),
]

NOT_NUMBERS = [
    "15/02/2026 hoàn thành",
    "15/02/2026",
    "05/6",
    "15.02.2026 hoàn thành",
    "15. 2. 2026 hoàn thành",
    "15-02-2026",
    "2026. Các cơ quan, đơn vị",
    "2026 và những năm tiếp theo",
    "2026",
    "3 tháng",
    "6 tháng cuối năm 2025",
    "02 mô hình",
    "2 - 3 tháng",
    "100% các cơ quan",
    "1,5 tỷ đồng",
    "1.5 tỷ đồng",
    "8.5 điểm",
    "2.071 mô hình",
    "1.234.567 đồng",
    "3.1415",
    "24/7",
    "33/CT-TTg",
    "05-NQ/ĐU",
    "7- CT/QU ngày 01/3",
    "12/UBND-VHXH",
    "(2026) là năm",
    "(3 tháng)",
    "(1), (2) nêu trên",
    "(iiii) nội dung",
    "v.v. và các nội dung khác",
    "v. v. và",
    "V/v đôn đốc",
    "V.I. Lênin",
    "X-quang",
    "Vi phạm quy chế",
    "IIII. Nội dung",
    "L. Nội dung",
    "TP. Hải Phòng",
    "an ninh",
    "xi. măng",
    "vi) Nội dung",
    "Điều 1. Phạm vi",
    "1.. Nội dung",
    "**Nhiệm vụ cụ thể**",
    "*Cơ quan chủ trì:* Phòng",
    "---",
    "-5%",
    "-> Kết quả",
    "",
]


class TestSplitNumber:
    @pytest.mark.parametrize(("line", "number", "rest"), NUMBERS)
    def test_number_and_rest(self, line: str, number: PrintedNumber, rest: str) -> None:
        assert split_number(line) == (number, rest)

    @pytest.mark.parametrize("line", NOT_NUMBERS)
    def test_no_number(self, line: str) -> None:
        assert split_number(line) == (None, line)

    def test_half_composed_line(self) -> None:
        assert split_number("a) thô\u0301ng nhâ\u0301t")[1] == "thống nhất"

    @given(st.text(max_size=40))
    def test_never_raises_and_loses_nothing(self, line: str) -> None:
        number, rest = split_number(line)
        assert rest == rest.strip()
        if number:
            assert number.text

    @given(dotted, st.sampled_from([". ", ") "]))
    def test_dotted_numbers(self, parts: list[int], close: str) -> None:
        number, rest = split_number(".".join(map(str, parts)) + close + "Nội dung")
        assert number is not None
        assert (number.parts, rest) == (tuple(parts), "Nội dung")

    @given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    def test_no_date_is_a_number(self, day: date) -> None:
        for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m", "%Y-%m-%d"):
            line = format(day, form) + " hoàn thành"
            assert split_number(line) == (None, line)


class TestParseNumber:
    @pytest.mark.parametrize(
        ("text", "style", "parts"),
        [
            ("1", NumberStyle.DECIMAL, (1,)),
            ("125", NumberStyle.DECIMAL, (125,)),
            (" 3.5 ", NumberStyle.DECIMAL, (3, 5)),
            ("đ", NumberStyle.LETTER, (5,)),
            ("II", NumberStyle.ROMAN, (2,)),
            ("II.", NumberStyle.ROMAN, (2,)),
            ("(1)", NumberStyle.PAREN, (1,)),
            ("-", NumberStyle.DASH, ()),
        ],
    )
    def test_only_a_number(self, text: str, style: NumberStyle, parts: tuple[int, ...]) -> None:
        number = parse_number(text)
        assert number is not None
        assert (number.style, number.parts) == (style, parts)

    @pytest.mark.parametrize("text", ["1. Nội dung", "- x", "TT", "STT", "2026", "05/6/2026", "an", "0", ""])
    def test_anything_else(self, text: str) -> None:
        assert parse_number(text) is None


class TestOrderKey:
    def test_dotted_numbers_by_value(self) -> None:
        assert in_order("1", "1.1.", "1.2", "1.9", "1.10.", "1.10.1", "2", "10", "100")

    def test_vietnamese_letters(self) -> None:
        assert in_order(*(f"{char})" for char in VIETNAMESE_LETTERS), "aa)", "ab)")

    def test_letters_of_other_alphabets_keep_their_place(self) -> None:
        assert in_order("e)", "f)", "g)", "i)", "j)", "k)", "v)", "w)", "x)", "y)")

    def test_roman(self) -> None:
        assert in_order("I", "II", "III", "IV", "V", "VIII", "IX", "X", "XI")

    def test_brackets(self) -> None:
        assert in_order("(1)", "(2)", "(10)")
        assert in_order("(i)", "(ii)", "(iii)", "(iv)", "(v)", "(ix)", "(x)")

    def test_paths(self) -> None:
        assert in_order(
            "I.1", "II.4/1", "II.4/2", "II.4/10", "II.5.1", "II.5.1/2", "II.5.2", "III", "3.5", "3.5.a", "3.5.đ", "3.6"
        )

    def test_what_is_no_number_comes_last_and_nothing_first(self) -> None:
        assert in_order("", "1", "a", "-", "Đợt 1", "Đợt 2", "Đợt 10", "Quý I")

    @pytest.mark.parametrize(
        "same", [("5.1", "5.1.", "5.1)"), ("a", "a)", "a."), ("II", "II.", "II/"), ("1", "01", "1.")]
    )
    def test_closing_marks_do_not_matter(self, same: tuple[str, ...]) -> None:
        assert len({order_key(printed) for printed in same}) == 1

    @given(dotted, dotted)
    def test_order_of_dotted_numbers(self, one: list[int], other: list[int]) -> None:
        keys = [order_key(".".join(map(str, parts))) for parts in (one, other)]
        assert (keys[0] < keys[1]) == (one < other)
        assert (keys[0] == keys[1]) == (one == other)

    @given(st.integers(1, 49), st.integers(1, 49))
    def test_order_of_roman_numbers(self, one: int, other: int) -> None:
        assert (order_key(roman(one)) < order_key(roman(other))) == (one < other)

    @given(st.text(max_size=30))
    def test_any_text_has_a_key(self, text: str) -> None:
        assert "\x00" not in order_key(text)
