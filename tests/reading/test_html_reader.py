"""Pages that Word, Excel, LibreOffice and web programs save, by content whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop.reading.blocks import Document, Footnote, Paragraph, Table
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.html import read_html, read_mhtml
from danvan_desktop.reading.parsing import parse_file

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><title>not read</title>
<style><!-- /* Font } */ p.MsoNormal {margin:0; font-family:"Times New Roman";} .an {mso-hide:all} --></style>
<!--[if gte mso 9]><xml><w:WordDocument>not read</w:WordDocument></xml><![endif]--></head>
<body><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b>CH&#431;&#416;NG
TR&Igrave;NH<o:p></o:p></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>R&agrave;
so&aacute;t <i>quy ch&#7871;</i><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference>[1]</span></a></p>
<p class=MsoListParagraph><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;
</span></span>&#272;&#7907;t 1</p>
<p class=MsoNormal><span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>D&ograve;ng m&#7897;t<br>
d&ograve;ng hai<span style='mso-hide:all'> &#7849;n</span><span class=an> &#7849;n</span>
<span style='display:none'>&#7849;n</span></p>
<p class=MsoNormal>Xong <del cite="mailto:a">qu&yacute; I</del><ins cite="mailto:a">qu&yacute; II</ins></p>
<table class=MsoTableGrid border=1>
 <thead><tr><td rowspan=2><p class=MsoNormal>TT</p></td><td colspan=2><p>Giao</p></td></tr></thead>
 <tr><td><p>Ch&#7911; tr&igrave;</p></td><td>Th&#7901;i gian</td></tr>
 <tr><td>1</td><td><p>C&ocirc;ng an</p><p>Qu&acirc;n s&#7921;</p></td>
 <td><table><tr><td>Qu&yacute; I</td></tr></table></td></tr>
 <tr style='display:none'><td>&#7849;n</td></tr>
</table>
<div style='mso-element:header'><p>&#272;&#7847;u trang</p></div>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Theo ngh&#7883; &#273;&#7883;nh</p></div></div>
</div></body></html>"""


def shape(table: Table) -> list[list[tuple[str, int, bool]]]:
    return [[(cell.text, cell.colspan, cell.continued) for cell in row.cells] for row in table.rows]


def test_a_page_that_word_saved() -> None:
    document = read_html(WORD.encode("cp1252"))
    *paragraphs, table = document.blocks
    assert paragraphs == [
        Paragraph("CHƯƠNG TRÌNH", bold=True, centred=True),
        Paragraph("Rà soát quy chế", number="1."),
        Paragraph("Đợt 1", number="•"),
        Paragraph("Dòng một\ndòng hai"),
        Paragraph("Xong quý II"),
    ]
    assert isinstance(table, Table)
    assert shape(table) == [
        [("TT", 1, False), ("Giao", 2, False)],
        [("", 1, True), ("Chủ trì", 1, False), ("Thời gian", 1, False)],
        [("1", 1, False), ("Công an\nQuân sự", 1, False), ("Quý I", 1, False)],
    ]
    assert [row.heading for row in table.rows] == [True, False, False]
    assert document.footnotes == (Footnote("1", "Theo nghị định"),)
    assert len(document.notices) == 1
    assert "sửa đang theo dõi" in document.notices[0]


def test_lists_headings_and_notes_of_other_programs() -> None:
    document = read_html(
        b"<!DOCTYPE html><meta charset=utf-8><h2>II. Vi\xe1\xbb\x87c</h2>loose"
        b"<ol start=3><li>ba<li>b\xe1\xbb\x91n<ul><li>con</ul></ol><ol type=a><li>x</ol>"
        b"<ol type=I><li>y<li value=4>z</ol><pre>m\nn</pre>"
        b"<p>note<a class=sdfootnoteanc href='#sdfootnote1sym'>1</a><div id=sdfootnote1><p>"
        b"<a href='#sdfootnote1anc'>1</a>d\xc6\xb0\xe1\xbb\x9bi</div><div title=footer><p>2</p></div>"
    )
    assert [(block.number, block.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("", "II. Việc"),
        ("", "loose"),
        ("3.", "ba"),
        ("4.", "bốn"),
        ("-", "con"),
        ("a)", "x"),
        ("I.", "y"),
        ("IV.", "z"),
        ("", "m\nn"),
        ("", "note"),
    ]
    assert document.blocks[0] == Paragraph("II. Việc", bold=True, level=1)
    assert document.footnotes == (Footnote("1", "dưới"),)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p style='font-family:\".VnTime\"'>Céng hßa</p><p style='font-family:.VnTimeH'>ñy ban</p>",
        "<html><body><p><font face='VNI-Times'>Coäng hoøa</font></p><p><font face='VNI-Times'>UÛY BAN</font></p>",
        '<html><style>p {font-family:".VnTime"} .h {font-family:".VnTimeH"}</style><p>Céng hßa<p class=h>ñy ban',
        "<html><p>COÄNG HOØA XAÕ HOÄI quý, Coäng hoøa</p>",
    ],
)
def test_old_charsets_by_font_or_by_their_words(page: str) -> None:
    for encoding in ("utf-8", "latin-1"):
        document = read_html(page.encode(encoding, "xmlcharrefreplace"))
        words = "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))
        assert words in ("Cộng hòa\nỦY BAN", "CỘNG HÒA XÃ HỘI quý, Cộng hòa")
        assert "bảng mã cũ" in document.notices[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_what_a_page_says_of_its_encoding_is_not_needed(encoding: str) -> None:
    page = "<html><meta charset=iso-8859-1><p>Danh sách ở thôn" if encoding == "utf-8" else "<html><p>Danh sách của xã"
    assert read_html(page.encode(encoding, "replace")).blocks[0].text.startswith("Danh sách")  # type: ignore[union-attr]


ARCHIVE = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n\r\nChữ không đọc\r\n'
    "------=_Next\r\nContent-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    'Content-Type: text/html; charset="utf-8"\r\n\r\n<html><body><p>R=C3=A0 so=C3=A1t</p></body></html>\r\n'
    "------=_Next\r\nContent-Location: file:///C:/x_files/header.htm\r\nContent-Type: text/html\r\n\r\n<p>trang</p>\r\n"
    "------=_Next\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    "------=_Next\r\nContent-Location: file:///C:/x_files/sheet2.htm\r\nContent-Type: text/html\r\n\r\n<p>Sheet</p>\r\n"
    "------=_Next--\r\n"
)


def test_a_web_archive() -> None:
    assert read_mhtml(ARCHIVE.encode()).blocks == (Paragraph("Rà soát"), Paragraph("Sheet"))
    with pytest.raises(FileFault) as caught:
        read_mhtml(
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/css\n\nx\n"
        )
    assert caught.value.fault is Fault.DAMAGED


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("cũ.doc", WORD.encode("cp1252"), "CHƯƠNG TRÌNH"),
        ("bảng.xls", b"\n<!-- x -->\n<table><tr><td>TT</td></tr></table>", "TT"),
        ("trang.doc", ARCHIVE.encode(), "Rà soát"),
        ("lạ.txt", "<Nghị quyết> không phải trang".encode(), "<Nghị quyết> không phải trang"),
        ("trang.htm", "<html><p>ở thôn".encode("utf-16"), "ở thôn"),
    ],
)
def test_the_kind_is_told_by_content(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    first = parse_file(path).blocks[0]
    assert (first.rows[0].cells[0].text if isinstance(first, Table) else first.text) == expected


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<html>" + "<div>" * 60_000 + "x", Fault.DAMAGED),
        ("<table><tr><td>" * 30_000 + "x", Fault.DAMAGED),
        ("<table>" + "<tr><td rowspan=65000 colspan=1>a" * 5_000, Fault.TEXT_TOO_LONG),
        ("<p>" + "x" * 13_000_000, Fault.TEXT_TOO_LONG),
    ],
)
def test_crafted_pages_are_refused(page: str, fault: Fault) -> None:
    with pytest.raises(FileFault) as caught:
        read_html(page.encode())
    assert caught.value.fault is fault


def test_an_archive_of_very_many_parts_is_refused() -> None:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n'
    for part in (b'--a\nContent-Type: multipart/related; boundary="a"\n\n', b"--a\nContent-Type: text/html\n\n<p>x\n"):
        with pytest.raises(FileFault) as caught:
            read_mhtml(head + part * 2000)
        assert caught.value.fault is Fault.TOO_MANY_PARTS


def test_nothing_of_a_crafted_page_is_expanded_or_slow() -> None:
    laughs = '<!DOCTYPE html [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>&a; &b; còn'
    assert texts(read_html(laughs.encode())) in (["&a; &b; còn"], ["]>", "&a; &b; còn"])
    for piece in ("/*a{", "a{b:c}", "a,", "{"):
        assert texts(read_html(f"<html><style>{piece * 30_000}</style><p>còn".encode())) == ["còn"]
    deep = "<span>" * 150 + "sâu" + "</span>" * 150
    assert texts(read_html(f"<html><p>{deep}</p><p>còn".encode())) == ["sâu", "còn"]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]
