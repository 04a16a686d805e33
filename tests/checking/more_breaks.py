"""Other ways to break a rule: what is broken, in which good paper, how."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tests.checking.broken_papers import Break, inside, line_after, once, without


def after(said: str, added: str) -> Break:
    """More XML behind the first paragraph that says this."""

    def edit(text: str) -> str:
        end = text.index("</w:p>", text.index(said)) + len("</w:p>")
        return text[:end] + added + text[end:]

    return edit


def both(*edits: Break) -> Break:
    """One after the other."""

    def edit(text: str) -> str:
        for one in edits:
            text = one(text)
        return text

    return edit


def _no_symbol_end(text: str) -> str:
    """«/UBND-VHXH» without the drafter."""
    return re.sub(r"/UBND</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">VHXH", "/UBND", text, count=1)


def _said(text: str, align: str = "both", bold: str = "") -> str:
    """A paragraph as the good papers have them."""
    fonts = 'w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
    look = f'<w:rPr><w:rFonts {fonts}/>{bold}<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>'
    place = '<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{place}<w:jc w:val="{align}"/></w:pPr><w:r>{look}<w:t>{text}</w:t></w:r></w:p>'


def _two_annexes(text: str) -> str:
    """The annex twice, each on pages of its own and without a number."""
    start = text.rindex("<w:p>", 0, text.index(">Phụ lục<"))
    end = text.rindex("<w:sectPr>")
    section = text[end : text.index("</w:sectPr>", end) + len("</w:sectPr>")]
    return f"{text[:end]}<w:p><w:pPr>{section}</w:pPr></w:p>{text[start:]}"


_ADDRESS = both(without("Kính gửi"), without("- Trưởng các"), without("- Hiệu trưởng"), without("- Như trên;"))

HEAD: Mapping[str, tuple[str, str, Break]] = MappingProxyType(
    {
        "no quốc hiệu": ("N8", "plan", without("CỘNG HÒA")),
        "quốc hiệu in small letters": (
            "N8",
            "plan",
            inside("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ),
        "a slanted quốc hiệu": ("N8", "plan", inside("CỘNG HÒA", "<w:sz ", "<w:i/><w:sz ")),
        "no tiêu ngữ": ("N9", "plan", both(line_after("Hạnh phúc", "<w:pBdr>.*?</w:pBdr>", ""), without("Hạnh phúc"))),
        "tiêu ngữ far below": ("N9", "plan", inside("Hạnh phúc", 'w:before="0"', 'w:before="120"')),
        "tiêu ngữ in double lines": ("N9", "plan", inside("Hạnh phúc", 'w:line="240"', 'w:line="360"')),
        "no line under the motto": ("N10", "plan", line_after("Hạnh phúc", "<w:pBdr>.*?</w:pBdr>", "")),
        "an underlined motto": (
            "N10",
            "plan",
            both(
                line_after("Hạnh phúc", "<w:pBdr>.*?</w:pBdr>", ""),
                inside("Hạnh phúc", "<w:sz ", '<w:u w:val="single"/><w:sz '),
            ),
        ),
        "an issuer in small letters": ("N11", "plan", inside("XÃ MAI LĨNH", "XÃ MAI LĨNH", "Xã Mai Lĩnh")),
        "a bold superior": ("N11", "report", inside("UBND XÃ", "<w:sz ", "<w:b/><w:sz ")),
        "a pale issuer": ("N11", "report", inside("PHÒNG VĂN", "<w:b/><w:bCs/>", "")),
        "a low line": ("N12", "plan", line_after("XÃ MAI LĨNH", "<w:pBdr>.*?</w:pBdr>", "")),
        "no number": ("N13", "plan", without("Số:")),
        "blanks in the symbol": ("N13", "plan", inside("Số:", "/KH", " / KH")),
        "a place without a comma": ("N15", "plan", inside("Mai Lĩnh, ngày", "Lĩnh, ngày", "Lĩnh ngày")),
        "a place in small letters": ("N15", "plan", inside("Mai Lĩnh, ngày", "Mai Lĩnh", "Mai lĩnh")),
        "a day of one digit": ("N15", "plan", inside("Mai Lĩnh, ngày", "ngày 05", "ngày 5")),
        "March with a nought": ("N15", "plan", inside("Mai Lĩnh, ngày", "tháng 02", "tháng 03")),
        "no place and date": ("N15", "plan", without("Mai Lĩnh, ngày")),
        "a type in small letters": ("N18", "plan", inside("KẾ HOẠCH", "KẾ HOẠCH", "Kế hoạch")),
        "a title in capitals": (
            "N18",
            "plan",
            inside(
                "Tuyên truyền vận", "Tuyên truyền vận động nhân dân chỉnh trang đường làng năm 2026", "CHỈNH TRANG LÀNG"
            ),
        ),
        "no line under the title": ("N18", "plan", line_after("Tuyên truyền vận", "<w:pBdr>.*?</w:pBdr>", "")),
        "a bold subject": ("N19", "letter", inside("V/v", "<w:sz ", "<w:b/><w:sz ")),
        "no V/v": ("N19", "letter", without("V/v")),
        "a symbol without drafter": ("N20", "letter", _no_symbol_end),
    }
)
BODY: Mapping[str, tuple[str, str, Break]] = MappingProxyType(
    {
        "upright grounds": ("N21", "plan", inside("của Chính phủ", "<w:i/><w:iCs/>", "")),
        "grounds in 12 points": ("N21", "plan", inside("của Chính phủ", 'w:val="28"', 'w:val="24"')),
        "grounds that end with a stroke": ("N21", "plan", inside("nông thôn mới", "mới.", "mới;")),
        "letters of 12 points": ("N23", "plan", inside("Mỗi thôn chọn", 'w:val="28"', 'w:val="24"')),
        "a slanted paragraph": ("N23", "plan", inside("Mỗi thôn chọn", "<w:sz ", "<w:i/><w:sz ")),
        "a heading at the edge": ("N23", "plan", inside("I. MỤC ĐÍCH", '<w:ind w:firstLine="720"/>', "")),
        "no first line": ("N23", "plan", inside("Mỗi thôn chọn", '<w:ind w:firstLine="720"/>', "")),
        "paragraphs close together": ("N23", "plan", inside("Mỗi thôn chọn", 'w:after="120"', 'w:after="0"')),
        "double lines": ("N23", "plan", inside("Mỗi thôn chọn", 'w:line="240"', 'w:line="480"')),
        "lines of 12 points": (
            "N23",
            "plan",
            inside("Mỗi thôn chọn", 'w:line="240" w:lineRule="auto"', 'w:line="240" w:lineRule="exact"'),
        ),
        "a chapter with an Arabic number": ("N24", "plan", after("I. MỤC ĐÍCH", _said("Chương 2", "center", "<w:b/>"))),
        "a pale chapter": ("N24", "plan", after("I. MỤC ĐÍCH", _said("Chương II", "center"))),
        "a pale section": ("N24", "plan", inside("MỤC ĐÍCH", "<w:b/><w:bCs/>", "")),
        "a section in small letters": ("N24", "plan", inside("MỤC ĐÍCH", "MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu")),
        "no sign at the end": ("N26", "plan", inside("Trường học", "./.", ";")),
        "red letters": ("N4", "plan", inside("Mỗi thôn chọn", "<w:sz ", '<w:color w:val="FF0000"/><w:sz ')),
        "marked letters": (
            "N4",
            "plan",
            inside("Mỗi thôn chọn", "<w:sz ", '<w:shd w:val="clear" w:fill="FFFF00"/><w:sz '),
        ),
        "a theme's face": ("N4", "plan", inside("Mỗi thôn chọn", 'w:ascii="Times New Roman"', 'w:asciiTheme="minor"')),
        "an old face": ("N4", "plan", inside("Mỗi thôn chọn", "Times New Roman", ".VnTime")),
    }
)
END: Mapping[str, tuple[str, str, Break]] = MappingProxyType(
    {
        "no Kính gửi": ("N27", "letter", _ADDRESS),
        "bold Kính gửi": ("N27", "letter", inside("Kính gửi", "<w:sz ", "<w:b/><w:sz ")),
        "an addressee without a dash": ("N27", "letter", inside("- Trưởng các", "- Trưởng", "Trưởng")),
        "one addressee below": (
            "N27",
            "report",
            inside(
                "Kính gửi",
                "Kính gửi: Ủy ban nhân dân xã Mai Lĩnh.",
                "Kính gửi:</w:t></w:r></w:p><w:p><w:r><w:t>- Ủy ban nhân dân xã Mai Lĩnh.",
            ),
        ),
        "Kính gửi in a plan": ("N27", "report", lambda text: text.replace("BÁO CÁO", "KẾ HOẠCH")),
        "as above in a plan": ("N28", "plan", inside("Các thôn trong", "Các thôn trong xã", "Như trên")),
        "no TM.": ("N29", "plan", inside("TM. ỦY BAN", "TM. ỦY", "ỦY")),
        "an office in small letters": ("N29", "plan", inside("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phó Chủ tịch")),
        "a deputy without KT.": ("N29", "plan", without("KT. CHỦ TỊCH")),
        "a name in capitals": ("N30", "plan", inside("Đỗ Thị", "Đỗ Thị Thanh Mai", "ĐỖ THỊ THANH MAI")),
        "a name at the left": ("N30", "plan", inside("Đỗ Thị", 'w:val="center"', 'w:val="left"')),
        "an office at the left": ("N30", "plan", inside("KT. CHỦ TỊCH", 'w:val="center"', 'w:val="left"')),
        "a signature that is cut": (
            "N31",
            "plan",
            both(
                inside("PHÓ CHỦ TỊCH", "<w:keepNext/>", ""),
                lambda said: re.sub(r"<w:trPr><w:cantSplit/></w:trPr>(?=<w:tc>(?:(?!<w:tr>).)*Nơi nhận)", "", said),
            ),
        ),
        "no Nơi nhận": ("N32", "plan", both(without("Nơi nhận"), without("- Các thôn"), without("- Lưu"))),
        "Nơi nhận without a colon": ("N32", "plan", inside("Nơi nhận:", "nhận:", "nhận")),
        "recipients in the middle": ("N32", "plan", inside("- Các thôn", 'w:val="left"', 'w:val="center"')),
        "no Lưu": ("N32", "plan", without("Lưu: VT")),
        "a wrong Lưu": ("N32", "plan", inside("Lưu: VT", "Lưu: VT", "Lưu VT")),
    }
)
SHEETS: Mapping[str, tuple[str, str, Break]] = MappingProxyType(
    {
        "gutter": ("N3", "letter", once('w:gutter="0"', 'w:gutter="900"')),
        "page one has its number": ("N6", "plan", once("<w:titlePg/>", "")),
        "pages from 3": ("N6", "letter", once('w:start="1"', 'w:start="3"')),
        "pages in Roman": ("N6", "letter", once('w:fmt="decimal"', 'w:fmt="lowerRoman"')),
        "no page numbers": (
            "N6",
            "plan",
            both(
                once('<w:headerReference w:type="default" r:id="rId3"/>', ""),
                after(
                    "I. MỤC ĐÍCH",
                    _said("") * 60
                    + _said("Dài thêm " * 9 + ".").replace("<w:jc", '<w:ind w:firstLine="720"/><w:jc') * 20,
                ),
            ),
        ),
        "an annex behind the text": (
            "N7",
            "plan",
            lambda text: re.sub(r"<w:p>(?:(?!<w:p>).)*<w:sectPr>.*?</w:sectPr></w:pPr></w:p>", "", text, count=1),
        ),
        "annexes without numbers": ("N33", "plan", _two_annexes),
        "an annex without its reference": ("N34", "plan", without("(Kèm theo Kế")),
        "a reference without brackets": ("N34", "plan", inside("(Kèm theo Kế", "(Kèm", "Kèm")),
        "an annex in capitals": ("N34", "plan", lambda text: text.replace(">Phụ lục<", ">PHỤ LỤC<")),
        "a pale annex": ("N34", "plan", inside("CÁC TUYẾN", "<w:b/><w:bCs/>", "")),
        "rows that are cut": ("N35", "plan", lambda text: "".join(text.rsplit("<w:cantSplit/>", 1))),
    }
)
MORE: Mapping[str, tuple[str, str, Break]] = MappingProxyType({**HEAD, **BODY, **END, **SHEETS})
