"""Files that must not be read: each is refused by its own sentence, before anything of it is parsed."""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from danvan_desktop.reading.errors import Fault, FileFault, unreadable
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.safety import MAX_ENTRIES
from tests.reading.docx_files import document_xml, p, package, save, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def fault_of(path: Path) -> Fault:
    with pytest.raises(FileFault) as caught:
        parse_file(path)
    return caught.value.fault


def written(folder: Path, content: bytes, name: str = "tệp lạ.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def ole(*streams: str) -> bytes:
    """A container of old Office with these stream names in its directory."""
    return OLE + bytes(1016) + b"".join(name.encode("utf-16-le") + bytes(64) for name in streams)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    assert parse_file(save(tmp_path / "tốt.docx", p("có chữ"))).blocks


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"%PDF-1.7\n", Fault.DAMAGED),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", Fault.NOT_WORD),
        (ole("EncryptionInfo", "EncryptedPackage"), Fault.ENCRYPTED),
        (ole("Root Entry", "WordDocument", "1Table"), Fault.DAMAGED),
        (zipped({"xl/workbook.bin": "x"}), Fault.EXCEL),
        (b"PK\x03\x04 not really", Fault.DAMAGED),
    ],
)
def test_other_files_renamed_to_docx(tmp_path: Path, content: bytes, fault: Fault) -> None:
    assert fault_of(written(tmp_path, content)) is fault


def test_a_stream_name_is_found_across_reading_chunks(tmp_path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    content = OLE + bytes(1024 * 1024 - len(OLE) - 10) + name
    assert fault_of(written(tmp_path, content)) is Fault.ENCRYPTED


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.99])
def test_a_file_copied_in_part(tmp_path: Path, keep: float) -> None:
    whole = zipped(package(p("một đoạn dài " * 200)))
    assert fault_of(written(tmp_path, whole[: int(len(whole) * keep)])) is Fault.DAMAGED


def test_a_flipped_byte_in_the_text(tmp_path: Path) -> None:
    whole = bytearray(zipped(package(p("chữ"))))
    at = whole.index(b"word/document.xml") + 40
    whole[at] ^= 0xFF
    assert fault_of(written(tmp_path, bytes(whole))) is Fault.DAMAGED


def test_files_and_folders_that_cannot_be_opened(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "không có.docx") is Fault.MISSING
    assert fault_of(tmp_path) is Fault.FOLDER


def test_an_archive_without_word_s_parts(tmp_path: Path) -> None:
    assert fault_of(written(tmp_path, zipped({"ghi chú.txt": "xin chào"}))) is Fault.NOT_WORD


def test_a_spreadsheet_renamed(tmp_path: Path) -> None:
    sheet = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    files = package(p("x")) | {"word/document.xml": sheet}
    assert fault_of(written(tmp_path, zipped(files))) is Fault.EXCEL


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_macros_by_their_part(tmp_path: Path, name: str) -> None:
    assert fault_of(written(tmp_path, zipped(package(p("x")) | {name: "code"}))) is Fault.MACROS


def test_macros_by_their_type(tmp_path: Path) -> None:
    files = package(p("x"))
    types = files["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert fault_of(written(tmp_path, zipped(files | {"[Content_Types].xml": types}), "cũ.docm")) is Fault.MACROS


@pytest.mark.parametrize("name", ["../ngoài.xml", "word/../../x.xml", "/etc/passwd", "C:/Windows/x.dll", "..\\x.xml"])
def test_names_that_leave_the_archive(tmp_path: Path, name: str) -> None:
    assert fault_of(written(tmp_path, zipped(package(p("x")) | {name: "x"}))) is Fault.UNSAFE_NAMES


def test_too_many_parts(tmp_path: Path) -> None:
    files = package(p("x")) | {f"word/media/{index}.xml": "" for index in range(MAX_ENTRIES)}
    assert fault_of(written(tmp_path, zipped(files))) is Fault.TOO_MANY_PARTS


def bomb(megabytes: int) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in package(p("x")).items():
            archive.writestr(name, content)
        with archive.open("word/media/lớn.xml", "w") as part:
            for _ in range(megabytes):
                part.write(bytes(1024 * 1024))
    return stream.getvalue()


def test_a_zip_bomb(tmp_path: Path) -> None:
    content = bomb(120)
    assert len(content) < 1024 * 1024
    assert fault_of(written(tmp_path, content)) is Fault.UNPACKS_TOO_LARGE


def test_a_part_that_unpacks_suspiciously_well(tmp_path: Path) -> None:
    assert fault_of(written(tmp_path, bomb(3))) is Fault.UNPACKS_TOO_LARGE


def test_a_part_larger_than_it_declares(tmp_path: Path) -> None:
    """The size in the directory is a lie: no more than it says is unpacked, and that is not the whole part."""
    text = document_xml(p("chữ " * 50_000))
    content = zipped(package(p("x")) | {"word/document.xml": text})
    true_size, lie = (struct.pack("<I", size) for size in (len(text.encode()), 100))
    assert content.count(true_size) == 2
    assert fault_of(written(tmp_path, content.replace(true_size, lie))) is Fault.DAMAGED


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    content = bytearray(zipped(package(p("x"))))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    assert fault_of(written(tmp_path, bytes(content))) is Fault.ENCRYPTED


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + step)} '{('&' + chr(97 + step) + ';') * 10}'>" for step in range(9)
)


@pytest.mark.parametrize(
    "declaration",
    [
        LAUGHS + "]>",
        "<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE w SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_declared_entities(tmp_path: Path, declaration: str, encoding: str, part: str) -> None:
    files = {name: content.encode() for name, content in package(p("&amp;"), styles="").items()}
    text = files[part].decode()
    head, rest = text.split("?>", 1)
    head = head.replace('encoding="UTF-8"', "").replace("?xml", "?xml") + f' encoding="{encoding}"?>'
    files[part] = (head + declaration + rest).encode(encoding)
    assert fault_of(written(tmp_path, zipped(files))) is Fault.ENTITIES


def test_a_part_that_is_no_xml(tmp_path: Path) -> None:
    files = package(p("x")) | {"word/document.xml": document_xml("<w:p>")}
    assert fault_of(written(tmp_path, zipped(files))) is Fault.DAMAGED


def test_elements_nested_without_end(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    assert fault_of(save(tmp_path / "sâu.docx", deep)) is Fault.DAMAGED


def test_links_to_the_outside_are_not_followed(tmp_path: Path) -> None:
    outside = (
        '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/></Relationships>'
    )
    files = package(p("vẫn đọc được"))
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace("</Relationships>", outside)
    assert parse_file(written(tmp_path, zipped(files))).blocks


def test_a_picture_of_a_document(tmp_path: Path) -> None:
    assert fault_of(save(tmp_path / "ảnh.docx", "<w:p><w:r><w:drawing/></w:r></w:p>")) is Fault.NO_TEXT


@pytest.mark.skipif(sys.platform == "win32", reason="a file without rights is made with POSIX modes")
def test_a_file_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "kín.docx", p("x"))

    def refuse(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)  # root reads everything, so the mode alone proves nothing
    assert fault_of(path) is Fault.NO_PERMISSION


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_one_vietnamese_sentence(fault: Fault) -> None:
    message = unreadable(fault, "kế hoạch.docx").message
    assert "«kế hoạch.docx»" in message
    assert message.endswith(".")
    assert message.count(". ") == 0
    assert ";" in message
