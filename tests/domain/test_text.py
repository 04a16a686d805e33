"""Vietnamese text keys: what they make equal, what they keep apart, and in which order they sort."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from danvan_desktop.domain import text

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TONES = "\u0300\u0309\u0303\u0301\u0323"
words = st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper()), min_size=1, max_size=8)
phrases = st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " \t\u00a0-–—“”'.,;:/0123456789"), max_size=60)


def half_composed(letters: str) -> str:
    """As Windows-1258 writes it: the vowel with its hat or horn, then the tone by itself."""
    out: list[str] = []
    for char in unicodedata.normalize("NFD", letters):
        joined = unicodedata.normalize("NFC", out[-1] + char) if out and char not in TONES else ""
        if len(joined) == 1:
            out[-1] = joined
        else:
            out.append(char)
    return "".join(out)


class TestNfc:
    def test_half_composed_text_becomes_precomposed(self) -> None:
        source = "thô\u0301ng nhâ\u0301t cu\u0309a Đa\u0309ng u\u0309y"
        assert text.nfc(source) == "thống nhất của Đảng ủy"

    @given(phrases)
    def test_every_composition_gives_one_form(self, phrase: str) -> None:
        composed = unicodedata.normalize("NFC", phrase)
        assert text.nfc(unicodedata.normalize("NFD", phrase)) == composed
        assert text.nfc(half_composed(phrase)) == composed

    @given(st.text())
    def test_twice_changes_nothing(self, anything: str) -> None:
        assert text.nfc(text.nfc(anything)) == text.nfc(anything)


class TestClean:
    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("  Phòng\u00a0Văn hóa \t -\r\n Xã hội ", "Phòng Văn hóa - Xã hội"),
            ("\ufeffĐảng\u200b ủy\u200d xã", "Đảng ủy xã"),
            ("công\u00adtác", "côngtác"),
            ("dân\u2003vận\u2028khéo\x00\x07", "dân vận khéo"),
            ("Đa\u0309ng", "Đảng"),
            (" \u200b ", ""),
        ],
    )
    def test_blanks_and_invisible_characters(self, source: str, wanted: str) -> None:
        assert text.clean(source) == wanted

    def test_keeps_what_is_printed(self) -> None:
        printed = "“Dân vận khéo” – 05-NQ/ĐU; 1.1. a) đ) (có Phụ lục)…"
        assert text.clean(printed) == printed

    @given(st.text())
    def test_twice_changes_nothing(self, anything: str) -> None:
        assert text.clean(text.clean(anything)) == text.clean(anything)


class TestFold:
    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("Đảng ủy", "dang uy"),
            ("ĐẢNG UỶ", "dang uy"),
            ("Phòng  Văn hoá – Xã hội", "phong van hoa - xa hoi"),
            ("Ưu đãi người có công ƯỚC MƠ", "uu dai nguoi co cong uoc mo"),
            ("“Dân vận khéo”", '"dan van kheo"'),
            ("Ðề án ð", "de an d"),
            ("Zürich Łódź ΑΣ", "zurich łodz ασ"),
            ("ABC\tdef\x07", "abc def"),
            ("", ""),
        ],
    )
    def test_search_key(self, source: str, wanted: str) -> None:
        assert text.fold(source) == wanted

    def test_what_is_typed_without_marks_is_found(self) -> None:
        assert text.fold("dang uy") in text.fold("Báo cáo Đảng ủy xã Tân Phú")
        assert text.fold("đảng UỶ") in text.fold("Báo cáo Đa\u0309ng ủy xã Tân Phú")

    @given(st.text())
    @example("ǰ\u0345 ẞ İ ﬁ K")
    def test_twice_changes_nothing(self, anything: str) -> None:
        assert text.fold(text.fold(anything)) == text.fold(anything)

    @given(st.text() | phrases)
    def test_composition_does_not_matter(self, anything: str) -> None:
        assert text.fold(unicodedata.normalize("NFD", anything)) == text.fold(unicodedata.normalize("NFC", anything))

    @given(st.text() | phrases)
    def test_cleaning_first_does_not_matter(self, anything: str) -> None:
        assert text.fold(text.clean(anything)) == text.fold(anything)

    @given(phrases)
    def test_vietnamese_becomes_ascii_without_capitals(self, phrase: str) -> None:
        folded = text.fold(phrase)
        assert folded.isascii()
        assert folded == folded.lower()


class TestMatchKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Phòng Văn hoá – Xã hội", "phòng Văn hóa - Xã hội"),
            ("Văn hóa  —Xã hội", "Văn hóa-Xã hội"),
            ("Uỷ ban", "Ủy ban"),
            ("UỶ BAN", "ủy ban"),
            ("toàn", "tòan"),
            ("khoẻ, thuý, hoạ, loè loẹt", "khỏe, thúy, họa, lòe lọet"),
            ("“Dân vận khéo”", '"Dân vận khéo"'),
            ("Ðại hội", "Đại hội"),
            ("Hoa\u0300 gia\u0309i", "Hoà giải"),
        ],
    )
    def test_same_words(self, one: str, other: str) -> None:
        assert text.match_key(one) == text.match_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("dân vận", "dan van"), ("Đảng", "Dảng"), ("hoa", "hoà"), ("của", "của c"), ("mùa", "muà"), ("già", "gìa")],
    )
    def test_letters_and_tones_are_kept(self, one: str, other: str) -> None:
        assert text.match_key(one) != text.match_key(other)

    @pytest.mark.parametrize("syllable", ["quý", "quỳ", "quỷ", "quỹ", "quỵ", "quả", "quà", "quá", "giả", "già", "quýt"])
    def test_qu_and_gi_are_consonants(self, syllable: str) -> None:
        assert text.match_key(syllable) == syllable
        assert text.match_key(syllable.upper()) == syllable

    @given(st.sampled_from(["oa", "oe", "uy"]), st.sampled_from(TONES), words.filter(lambda word: word[-1] not in "qQ"))
    def test_place_of_the_tone_does_not_matter(self, pair: str, tone: str, before: str) -> None:
        assert text.match_key(before + pair[0] + tone + pair[1]) == text.match_key(before + pair + tone)

    @given(st.text())
    @example("ǰ\u0345 ẞ İ ﬁ K")
    def test_twice_changes_nothing(self, anything: str) -> None:
        assert text.match_key(text.match_key(anything)) == text.match_key(anything)


def in_order(*items: str) -> bool:
    """Whether sorting by the collation key gives this order from any other."""
    shuffled = list(items)
    random.Random(2026).shuffle(shuffled)
    return sorted(shuffled, key=text.collation_key) == list(items)


class TestCollationKey:
    def test_alphabet(self) -> None:
        assert in_order(*"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
        assert in_order("az", "ă", "ân", "ba", "dz", "đa", "e", "ê")

    def test_tones(self) -> None:
        assert in_order("ma", "mà", "mả", "mã", "má", "mạ")
        assert in_order("ươn", "ườn", "ưởn", "ưỡn", "ướn", "ượn")

    def test_letters_of_a_word_come_before_its_tone(self) -> None:
        assert in_order("bạ", "ban", "bàn", "bang")

    def test_word_by_word(self) -> None:
        assert in_order("ba", "ba hoa", "ba má", "bà", "bà con", "bá")

    def test_numbers_by_value(self) -> None:
        assert in_order("Mục 1.2", "Mục 1.9", "Mục 1.10", "Mục 2", "Mục 10", "Mục 99999999", "Mục 1" + "0" * 20)
        assert in_order("1 tháng", "03 tháng", "12 tháng", "a")

    def test_case_dashes_and_quotes_do_not_order(self) -> None:
        assert in_order("“An Bình”", "- Ân Thi", "BÌNH AN", "bình dân")

    def test_agencies(self) -> None:
        assert in_order(
            "Ban Chỉ huy Quân sự xã",
            "Công an xã",
            "Đoàn Thanh niên",
            "Phòng Kinh tế",
            "Phòng Văn hóa - Xã hội",
            "Trạm Y tế",
            "Trung tâm Phục vụ hành chính công",
            "Trường Tiểu học",
            "Ủy ban MTTQ Việt Nam xã",
            "Văn phòng HĐND và UBND xã",
        )

    @given(st.text() | phrases, st.text() | phrases)
    def test_equal_only_for_the_same_words(self, one: str, other: str) -> None:
        same_words = text.match_key(one) == text.match_key(other)
        assert (text.collation_key(one) == text.collation_key(other)) == same_words

    @given(st.lists(phrases, max_size=12), st.randoms(use_true_random=False))
    def test_order_does_not_depend_on_the_order_before(self, phrases: list[str], chance: random.Random) -> None:
        keys = [text.collation_key(phrase) for phrase in phrases]
        chance.shuffle(phrases)
        assert sorted(text.collation_key(phrase) for phrase in phrases) == sorted(keys)

    @given(words, words)
    def test_a_word_alone_comes_before_the_word_with_more(self, word: str, more: str) -> None:
        assert text.collation_key(word) < text.collation_key(f"{word} {more}")

    @given(st.integers(0, 10**30), st.integers(0, 10**30))
    def test_any_two_numbers(self, one: int, other: int) -> None:
        assert (text.collation_key(f"Mục {one}") < text.collation_key(f"Mục {other}")) == (one < other)

    @given(st.text() | phrases)
    def test_can_be_stored_as_text(self, anything: str) -> None:
        assert "\x00" not in text.collation_key(anything)


class TestCollationKeys:
    @given(st.lists(phrases | st.text(), max_size=6))
    @example(["Hoà bình", "hòa bình", "1.10 việc", "1.9 việc", "- a", "a", "hoa\u200b\u0300"])
    def test_the_same_words_as_one_by_one(self, held: list[str]) -> None:
        alone = [text.collation_key(phrase) for phrase in held]
        words = [key[: len(key) - len(text.match_key(phrase)) - 1] for key, phrase in zip(alone, held, strict=True)]
        assert list(text.collation_keys(held)) == words


class TestPersonKey:
    def test_given_name_then_surname(self) -> None:
        wanted = ["Nguyễn Văn An", "Trần Thị An", "Lê Ánh", "Phạm Văn Ân", "Đỗ Bình", "Lý Thu Hiền", "Hoàng Hiển"]
        names = sorted(wanted)
        assert sorted(names, key=text.person_key) == wanted

    def test_one_name_and_none(self) -> None:
        assert text.person_key("  An ") == text.person_key("An")
        assert text.person_key("") < text.person_key("An")


class TestSimilarity:
    def test_the_same_words_are_fully_alike(self) -> None:
        assert text.similarity("Phòng Văn hoá – Xã hội", "phòng Văn hóa - Xã hội") == 1.0

    def test_a_slip_of_the_pen_is_nearly_alike(self) -> None:
        assert 0.9 <= text.similarity("Các cơ qan, đơn vị", "Các cơ quan, đơn vị") < 1.0

    def test_nothing_in_common(self) -> None:
        assert text.similarity("abc", "xyz") == 0.0
