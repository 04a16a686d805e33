"""The walker over Word's XML: what a person sees on paper, once, in order."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest

from danvan_desktop.reading.blocks import Document, Footnote, Paragraph, Table
from danvan_desktop.reading.docx import read_docx
from tests.reading.docx_files import cell, document_xml, docx, p, package, row, run, table, zipped


def read(body: str, **parts: str) -> Document:
    return read_docx(docx(body, **parts))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def only_table(document: Document) -> Table:
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return found


def cells(found: Table) -> list[list[str]]:
    return [[one.text for one in line.cells] for line in found.rows]


INSERTED = '<w:ins w:id="1">' + run("15/7") + "</w:ins>"
DELETED = '<w:del w:id="2"><w:r><w:delText>30/6</w:delText></w:r></w:del>'
MOVED_AWAY = '<w:moveFrom w:id="3">' + run("chỗ cũ ") + "</w:moveFrom>"
MOVED_HERE = '<w:moveTo w:id="4">' + run("chỗ mới ") + "</w:moveTo>"


def test_tracked_changes_are_read_as_accepted() -> None:
    document = read(p("Xong trước ", DELETED, INSERTED, MOVED_AWAY, MOVED_HERE))
    assert texts(document) == ["Xong trước 15/7chỗ mới "]
    assert len(document.notices) == 1
    assert "chấp nhận" in document.notices[0]


def test_a_deleted_paragraph_mark_joins_the_next_paragraph() -> None:
    marked = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert texts(read(p("Câu bị ", properties=marked) + p("nối lại."))) == ["Câu bị nối lại."]


def test_a_wholly_deleted_paragraph_leaves_nothing() -> None:
    marked = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert texts(read(p("trước") + p(DELETED, properties=marked) + p("sau"))) == ["trước", "sau"]


def test_untracked_files_need_no_notice() -> None:
    assert read(p("Không sửa gì")).notices == ()


def test_content_controls_links_and_fields_are_opened() -> None:
    control = "<w:sdt><w:sdtContent>" + run("trong khung ") + "</w:sdtContent></w:sdt>"
    link = '<w:hyperlink r:id="x">' + run("liên kết ") + "</w:hyperlink>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("2026") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    block = "<w:sdt><w:sdtContent>" + p(control, link, field) + "</w:sdtContent></w:sdt>"
    assert texts(read(block)) == ["trong khung liên kết 2026"]


def test_tabs_breaks_hyphens_and_symbols() -> None:
    signs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    assert texts(read(p(signs, symbol))) == ["a\tb\nc-d✓•"]


def test_hidden_text_is_left_out_and_capitals_are_as_printed() -> None:
    body = p(run("thấy "), run("ẩn", "<w:vanish/>"), run("không ẩn", '<w:vanish w:val="0"/>'), run(" đậm", "<w:caps/>"))
    assert texts(read(body)) == ["thấy không ẩn ĐẬM"]


def test_formulas_keep_their_letters() -> None:
    assert texts(read(p("x = ", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"))) == ["x = a+b"]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert texts(read(p("Ngoài", BOX.format(p("Trong khung"))) + p("Sau"))) == ["Ngoài", "Trong khung", "Sau"]


def test_a_text_box_of_old_word_is_read() -> None:
    old = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + p("Cũ")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(read(p(old))) == ["Cũ"]


def test_footnotes_stand_apart_in_the_order_of_the_text() -> None:
    notes = (
        '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="5">{p("chú thích năm")}</w:footnote><w:footnote w:id="2">{p("chú thích hai")}</w:footnote>'
        f'<w:footnote w:id="9">{p("không ai dẫn")}</w:footnote>'
    )
    first = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    second = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    document = read(p("Một", first, " hai", second, "."), footnotes=notes)
    assert texts(document) == ["Một hai."]
    assert document.footnotes == (Footnote("1", "chú thích hai"), Footnote("2", "chú thích năm"))


def test_emphasis_counts_when_all_letters_have_it() -> None:
    body = p(run("đậm", "<w:b/>"), run(" ", "")) + p(run("nửa", "<w:b/>"), run("vời")) + p(run("nghiêng", "<w:i/>"))
    whole, half, italic = read(body).blocks
    assert (whole, half, italic) == (
        Paragraph("đậm ", bold=True),
        Paragraph("nửavời"),
        Paragraph("nghiêng", italic=True),
    )


def test_styles_give_what_the_paragraph_does_not_say() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
    )
    (found,) = read(p("Mục", properties='<w:pStyle w:val="Child"/>'), styles=styles).blocks
    assert found == Paragraph("Mục", bold=True, centred=True, level=1)


def test_a_circle_of_styles_ends() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert texts(read(p("vẫn đọc", properties='<w:pStyle w:val="A"/>'), styles=styles)) == ["vẫn đọc"]


def test_merged_cells_stand_once_where_they_are() -> None:
    found = only_table(
        read(
            table(
                row("TT", cell("Nhóm", span=3)),
                row(cell("1", merge="restart"), "a", "b", "c"),
                row(cell(merge="continue"), "d", "e", "f"),
            )
        )
    )
    assert cells(found) == [["TT", "Nhóm"], ["1", "a", "b", "c"], ["", "d", "e", "f"]]
    assert [one.colspan for one in found.rows[0].cells] == [1, 3]
    assert [one.continued for one in found.rows[2].cells] == [True, False, False, False]


def test_old_horizontal_merges_widen_the_cell_before() -> None:
    merged = '<w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>' + p("rộng") + "</w:tc>"
    rest = '<w:tc><w:tcPr><w:hMerge w:val="continue"/></w:tcPr><w:p/></w:tc>'
    (line,) = only_table(read(table(f"<w:tr>{merged}{rest}</w:tr>"))).rows
    assert [(one.text, one.colspan) for one in line.cells] == [("rộng", 2)]


def test_columns_left_out_before_and_after_a_row_are_blank_cells() -> None:
    shifted = row("x", properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>')
    (line,) = only_table(read(table(shifted))).rows
    assert [(one.text, one.colspan) for one in line.cells] == [("", 2), ("x", 1), ("", 1)]


def test_heading_rows_and_deleted_rows() -> None:
    found = only_table(
        read(table(row("TT", properties="<w:tblHeader/>"), row("bỏ", properties='<w:del w:id="1"/>'), row("giữ")))
    )
    assert [(line.heading, line.cells[0].text) for line in found.rows] == [(True, "TT"), (False, "giữ")]


def test_cells_and_rows_inside_content_controls() -> None:
    wrapped = "<w:sdt><w:sdtContent>" + row("<w:tc><w:p/></w:tc>", "b") + "</w:sdtContent></w:sdt>"
    cell_in = "<w:tr><w:sdt><w:sdtContent>" + cell("trong") + "</w:sdtContent></w:sdt></w:tr>"
    assert cells(only_table(read(table(wrapped, cell_in)))) == [["", "b"], ["trong"]]


def test_nested_tables_stay_in_their_cell() -> None:
    inner = table(row("lồng a", "lồng b"))
    found = only_table(read(table(row(cell(p("ngoài") + inner + p("cuối")), "bên"))))
    assert cells(found) == [["ngoài\nlồng a\nlồng b\ncuối", "bên"]]


def test_strict_documents_are_read_too() -> None:
    files = package(p("chuẩn chặt"))
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in files.items()
    }
    assert texts(read_docx(ZipFile(io.BytesIO(zipped(strict))))) == ["chuẩn chặt"]


@pytest.mark.parametrize(
    ("font", "old", "means"),
    [
        (".VnTime", "C«ng t¸c d©n vËn", "Công tác dân vận"),
        (".VnTimeH", "d©n vËn", "DÂN VẬN"),
        ("VNI-Times", "daân vaän", "dân vận"),
    ],
)
def test_old_fonts_are_converted_and_told(font: str, old: str, means: str) -> None:
    named = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    document = read(p(run(old, named), run(" Unicode ở đây")))
    assert texts(document) == [f"{means} Unicode ở đây"]
    assert "bảng mã cũ" in document.notices[0]
    styles = f'<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>{named}</w:rPr></w:style>'
    by_style = read(p(old) + p("đã là Unicode"), styles=styles)
    assert texts(by_style) == [means, "đã là Unicode"]


def test_the_soft_hyphen_is_a_letter_in_old_fonts_alone() -> None:
    hyphen = "<w:r><w:rPr>{}</w:rPr><w:t>th</w:t><w:softHyphen/><w:t>êng</w:t></w:r>"
    old = hyphen.format('<w:rFonts w:ascii=".VnTime"/>')
    assert texts(read(p(old))) == ["thường"]
    assert texts(read(p(hyphen.format("")))) == ["thêng"]


def test_empty_paragraphs_are_no_blocks() -> None:
    assert read("<w:p/>" + p("có chữ") + p("   ")).blocks == (Paragraph("có chữ"),)


def test_what_python_docx_writes_is_read() -> None:
    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("I. MỤC TIÊU", level=1)
    made.add_paragraph("mục đầu", style="List Number")
    made.add_paragraph("mục sau", style="List Number")
    stream = io.BytesIO()
    made.save(stream)
    blocks = read_docx(ZipFile(stream)).blocks
    assert [(block.number, block.text) for block in blocks if isinstance(block, Paragraph)] == [
        ("", "I. MỤC TIÊU"),
        ("1.", "mục đầu"),
        ("2.", "mục sau"),
    ]
    assert getattr(blocks[0], "level", None) == 0


def test_a_document_without_a_body_has_no_blocks() -> None:
    files = package("") | {"word/document.xml": document_xml("").replace("<w:body></w:body>", "")}
    assert read_docx(ZipFile(io.BytesIO(zipped(files)))).blocks == ()
