"""Text in whatever it was saved in: Unicode, windows-1258, TCVN3, VNI, or misread on the way."""

from __future__ import annotations

import unicodedata

import pytest

from danvan_desktop.reading.blocks import Document, Paragraph
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.legacy import Charset, converted, document_converted, guess, likeness, run_text
from danvan_desktop.reading.text import decode, read_text

SENTENCE = (
    "Ủy ban nhân dân xã Tân Phú giao Phòng Kinh tế rà soát quy chế dân chủ, xong trước ngày 15/6/2026; đường thôn"
)
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, th­êng xuyªn, ®«n ®èc, quý ¦u tiªn"
TCVN3_MEANS = "Cộng hòa xã hội chủ nghĩa Việt Nam, thường xuyên, đôn đốc, quý Ưu tiên"
VNI = "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, thöôøng xuyeân, ñoân ñoác, tröôùc ngaøy, nghò quyeát"
VNI_MEANS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, thường xuyên, đôn đốc, trước ngày, nghị quyết"


def windows_1258(text: str) -> bytes:
    """As Windows saves Vietnamese: letters with hat or horn, then the tone as a sign of its own."""
    kept = "\u0302\u0306\u031b"
    halves = []
    for char in text:
        letter, *marks = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", letter + "".join(mark for mark in marks if mark in kept))
        halves.append(base + "".join(mark for mark in marks if mark not in kept))
    return "".join(halves).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    for form in ("NFC", "NFD"):
        decoded = decode(unicodedata.normalize(form, SENTENCE).encode(encoding))
        assert (decoded.text, decoded.notices) == (SENTENCE, ())


def test_windows_1258_is_composed() -> None:
    decoded = decode(windows_1258(SENTENCE))
    assert (decoded.text, decoded.notices) == (SENTENCE, ())


@pytest.mark.parametrize(("old", "means", "name"), [(TCVN3, TCVN3_MEANS, "TCVN3"), (VNI, VNI_MEANS, "VNI")])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
def test_old_charsets_are_told_by_their_words(old: str, means: str, name: str, encoding: str) -> None:
    decoded = decode(old.encode(encoding))
    assert decoded.text == means
    assert name in decoded.notices[0]


def test_every_letter_of_both_charsets_comes_back() -> None:
    vowels = "aăâeêioôơuưy"
    letters = [
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in vowels
        for tone in ["", *"\u0300\u0309\u0303\u0301\u0323"]
    ]
    tcvn3 = dict(
        zip(map(converted, map(chr, range(0xA1, 0xFF)), [Charset.TCVN3] * 94), map(chr, range(0xA1, 0xFF)), strict=True)
    )
    assert {letter for letter in letters if not letter.isascii()} <= tcvn3.keys()
    assert converted("aùaøaûaõaï aâaáaàaåaãaä aêaéaèaúaüaë íìæóò ôôùôø ööûöï yùî ñ Ñ ÖÔ", Charset.VNI) == (
        "áàảãạ âấầẩẫậ ăắằẳẵặ íìỉĩị ơớờ ưửự ýỵ đ Đ ƯƠ"
    )


def test_a_line_that_is_unicode_already_is_left() -> None:
    text = f"{TCVN3}\n{SENTENCE}"
    assert decode(text.encode()).text == f"{TCVN3_MEANS}\n{SENTENCE}"
    assert guess(SENTENCE) is None
    assert guess("Réunion à l'hôtel, où le café est très cher, déjà payé") is None
    assert guess("khong dau") is None


def test_a_run_is_converted_by_its_font() -> None:
    assert run_text("Céng hßa", ".VnTime") == ("Cộng hòa", Charset.TCVN3)
    assert run_text("ñy ban", ".VnTimeH") == ("ỦY BAN", Charset.TCVN3)
    assert run_text("Coäng hoøa", "VNI-Times") == ("Cộng hòa", Charset.VNI)
    assert run_text("Cộng hòa", ".VnTime") == ("Cộng hòa", None), "written in Unicode whatever the font says"
    assert run_text("tài", ".VnTime") == ("tài", None)
    assert run_text("Céng hßa", "Times New Roman") == ("Céng hßa", None)


def test_a_document_without_fonts_is_converted_as_a_whole() -> None:
    read = document_converted(Document((Paragraph(TCVN3),)))
    assert read.blocks == (Paragraph(TCVN3_MEANS),)
    assert "TCVN3" in read.notices[0]
    assert document_converted(Document((Paragraph(SENTENCE),))) == Document((Paragraph(SENTENCE),))


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf_8_that_somebody_read_as_western(wrong: str) -> None:
    text = "Kế hoạch của xã Tân Phú"
    misread = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    decoded = decode(misread.encode())
    assert decoded.text == text
    assert "sai bảng mã" in decoded.notices[0]


def test_what_is_doubtful_is_said() -> None:
    broken = decode(f"{SENTENCE}. {SENTENCE}".encode()[:-1] + b"\xe1")
    assert "1 chữ" in broken.notices[0]
    assert "Không chắc" in decode("æøåßÐÞ ðñæ".encode("cp1252")).notices[0]
    assert likeness(SENTENCE).share == 1.0
    assert likeness("").share == 0.0


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(FileFault) as caught:
        read_text(bytes(range(1, 9)) * 40)
    assert caught.value.fault is Fault.NOT_WORD
