"""The parts of a Word package around its body, and the package itself.

They are written here rather than taken from a template: nothing in them (styles, fonts, settings of some other
PC) can change how a paper looks, the same paper gives the same file byte for byte, and the body streams: of a table of
ten thousand rows only what is packed is held in memory. The tests read every file again with python-docx.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from danvan_desktop.writing.blocks import Orientation, Role
from danvan_desktop.writing.decree import style_of
from danvan_desktop.writing.word.faces import font_table, theme
from danvan_desktop.writing.word.xml import NAMESPACES, escaped, paragraph, run_properties, twips

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from danvan_desktop.writing.blocks import Document, Page

DOCUMENT_PART: Final = "word/document.xml"
_HEADER_MM: Final = 10
_LONGEST_PROPERTY: Final = 255
_BEFORE_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_WORD_TYPE: Final = f"{_OFFICE_TYPE}.wordprocessingml"

_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/{DOCUMENT_PART}" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_WORD_TYPE}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_WORD_TYPE}.header+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD_TYPE}.fontTable+xml"/>'
    f'<Override PartName="/word/theme/theme1.xml" ContentType="{_OFFICE_TYPE}.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_ROOT_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{DOCUMENT_PART}"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE}/header" Target="header2.xml"/>'
    f'<Relationship Id="rId5" Type="{_OFFICE}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId6" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/>'
    "</Relationships>"
)
_HEADER_REFERENCES: Final = (
    '<w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
)
_SETTINGS: Final = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def write_package(path: Path, document: Document, body: Iterable[str]) -> None:
    """Write the package to `path`, the pieces of its body as they come."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "docProps/core.xml": _core(document),
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _styles(document.font_size),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": _header(_page_field(document.font_size), document.font_size),
        "word/header2.xml": _header("", document.font_size),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(_entry(name), _XML + content)
        with package.open(_entry(DOCUMENT_PART), "w", force_zip64=True) as part:
            part.write(f"{_XML}<w:document {NAMESPACES}><w:body>".encode())
            for piece in body:
                part.write(piece.encode())
            part.write(b"</w:body></w:document>")
    path.write_bytes(packed.getbuffer())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEFORE_ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def section_properties(page: Page) -> str:
    """`w:sectPr` of one section: its sheet, its margins, its pages counted from 1 (N1-N3, N6, N7)."""
    width, height = (twips(side) for side in page.size)
    orient = ' w:orient="landscape"' if page.orientation is Orientation.LANDSCAPE else ""
    margins = page.margins
    return (
        f'<w:sectPr>{_HEADER_REFERENCES}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}" w:bottom="{twips(margins.bottom)}" '
        f'w:left="{twips(margins.left)}" w:header="{twips(_HEADER_MM)}" w:footer="{twips(_HEADER_MM)}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="decimal" w:start="1"/><w:cols w:space="708"/><w:titlePg/><w:docGrid w:linePitch="360"/>'
        "</w:sectPr>"
    )


def _header(content: str, body: int) -> str:
    return f"<w:hdr {NAMESPACES}>{paragraph(content, style_of(Role.PAGE_NUMBER, body))}</w:hdr>"


def _page_field(body: int) -> str:
    look = run_properties(style_of(Role.PAGE_NUMBER, body))
    pieces = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{look}{piece}</w:r>" for piece in pieces)


def _core(document: Document) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(document.title[:_LONGEST_PROPERTY])}</dc:title>"
        f"<dc:creator>{escaped(document.author[:_LONGEST_PROPERTY])}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _styles(body: int) -> str:
    """Defaults and the four styles that Word cannot do without, all in one face, size and language."""
    look = run_properties(style_of(Role.PAGE_NUMBER, body))
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault>{look}</w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"{look}</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style></w:styles>'
    )
