"""What can be wrong with a file, and the one sentence that the officer reads about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from danvan_desktop.domain.errors import KnownError


class Fault(StrEnum):
    """Why a file cannot be read; the value travels from the parsing process."""

    MISSING = "missing"
    FOLDER = "folder"
    NO_PERMISSION = "no_permission"
    NOT_READABLE = "not_readable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TEXT_TOO_LONG = "text_too_long"
    WORD_95 = "word_95"
    ENCRYPTED = "encrypted"
    EXCEL = "excel"
    SCANNED = "scanned"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    HIDDEN_SHEETS = "hidden_sheets"
    TOO_MANY_CELLS = "too_many_cells"
    RTF = "rtf"
    OPEN_TEXT = "open_text"
    FLAT_OPEN_TEXT = "flat_open_text"
    WORD_XML = "word_xml"
    OPEN_SHEET = "open_sheet"
    NOT_CONVERTED = "not_converted"
    NOT_WORD = "not_word"
    MACROS = "macros"
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too_many_parts"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    UNSAFE_NAMES = "unsafe_names"
    ENTITIES = "entities"
    NO_TEXT = "no_text"
    UNIT_FORM = "unit_form"
    NOT_A_FORM = "not_a_form"
    FORM_NEWER = "form_newer"
    FORM_TAKEN_APART = "form_taken_apart"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"


_SAVE_AS_DOCX: Final = "hãy mở tệp gốc bằng Word, lưu lại dưới dạng .docx rồi nhập lại"
_NO_CONVERTER: Final = "máy này không có Word hay LibreOffice để chuyển đổi"
_ASK_AGAIN: Final = "hãy xin lại tệp gốc từ nơi gửi"

_SENTENCES: Final = {
    Fault.MISSING: "Không tìm thấy tệp «{name}» (có thể đã bị chuyển chỗ, đổi tên hoặc USB đã rút ra);"
    " hãy chọn lại tệp.",
    Fault.FOLDER: "«{name}» là một thư mục, không phải một tệp; hãy mở thư mục đó và chọn tệp Word hoặc PDF bên trong.",
    Fault.NO_PERMISSION: "Máy không cho phép đọc tệp «{name}»; hãy đóng chương trình đang mở tệp hoặc chép tệp"
    " sang thư mục khác rồi nhập lại.",
    Fault.NOT_READABLE: "Không đọc được tệp «{name}» từ ổ đĩa; hãy chép tệp vào máy rồi nhập lại.",
    Fault.EMPTY: "Tệp «{name}» rỗng, không có gì bên trong (có thể lần chép trước chưa xong); hãy chép lại tệp gốc.",
    Fault.TOO_LARGE: "Tệp «{name}» quá lớn (trên 100 MB) nên không được mở; hãy bỏ bớt ảnh trong tệp rồi nhập lại.",
    Fault.TEXT_TOO_LONG: "Tệp «{name}» có quá nhiều chữ so với một chương trình công tác nên không được đọc; hãy chép"
    " riêng phần chương trình, danh mục sang một tệp khác rồi nhập lại.",
    Fault.WORD_95: f"Tệp «{{name}}» là văn bản Word quá cũ (Word 6 hoặc Word 95) và {_NO_CONVERTER}; {_SAVE_AS_DOCX}.",
    Fault.ENCRYPTED: "Tệp «{name}» có đặt mật khẩu nên không đọc được; hãy gỡ mật khẩu bằng chương trình đã"
    " tạo ra tệp, hoặc xin tệp không đặt mật khẩu, rồi nhập lại.",
    Fault.EXCEL: "Tệp «{name}» là bảng tính ở dạng mà chương trình không đọc được (.xlsb); hãy mở bằng Excel, lưu lại"
    " dưới dạng .xlsx rồi nhập lại.",
    Fault.HIDDEN_SHEETS: "Mọi trang có chữ trong tệp «{name}» đều đang ẩn; hãy mở bằng Excel, bỏ ẩn trang cần đọc, lưu"
    " lại rồi nhập lại.",
    Fault.TOO_MANY_CELLS: "Bảng tính «{name}» trải ra quá nhiều ô; hãy chép phần bảng có nhiệm vụ sang một tệp Excel"
    " mới rồi nhập lại.",
    Fault.SCANNED: "Tệp «{name}» là tệp ảnh, không có chữ để đọc (bản chụp hoặc bản quét); hãy xin tệp Word gốc hoặc"
    " tệp PDF xuất thẳng từ Word.",
    Fault.TOO_MANY_PAGES: "Tệp «{name}» quá dài (trên 500 trang) nên không được đọc; hãy tách riêng phần chương trình,"
    " danh mục thành một tệp rồi nhập lại.",
    Fault.TOO_COMPLEX: f"Tệp «{{name}}» có quá nhiều chữ hoặc nét vẽ nên đã dừng đọc; {_SAVE_AS_DOCX}.",
    Fault.NOT_WORD: f"Tệp «{{name}}» không phải văn bản Word .docx hay PDF (có thể chỉ được đổi tên); {_SAVE_AS_DOCX}.",
    Fault.RTF: f"Tệp «{{name}}» là văn bản RTF và {_NO_CONVERTER}; {_SAVE_AS_DOCX}.",
    Fault.OPEN_TEXT: f"Tệp «{{name}}» là văn bản OpenDocument (.odt) và {_NO_CONVERTER}; {_SAVE_AS_DOCX}.",
    Fault.FLAT_OPEN_TEXT: f"Tệp «{{name}}» là văn bản OpenDocument (.fodt) và {_NO_CONVERTER}; {_SAVE_AS_DOCX}.",
    Fault.WORD_XML: f"Tệp «{{name}}» là văn bản Word dạng XML và {_NO_CONVERTER}; {_SAVE_AS_DOCX}.",
    Fault.OPEN_SHEET: "Tệp «{name}» là bảng tính OpenDocument (.ods) và máy này không có LibreOffice để chuyển đổi; hãy"
    " mở tệp gốc bằng Excel, lưu lại dưới dạng .xlsx rồi nhập lại.",
    Fault.NOT_CONVERTED: f"Word, LibreOffice trên máy này không chuyển được tệp «{{name}}»; {_SAVE_AS_DOCX}.",
    Fault.MACROS: "Tệp «{name}» có chứa macro nên không được mở để bảo đảm an toàn; hãy lưu lại bằng Word dưới dạng"
    " .docx không có macro rồi nhập lại.",
    Fault.DAMAGED: f"Tệp «{{name}}» bị hỏng hoặc chép chưa xong nên không đọc được; {_ASK_AGAIN}.",
    Fault.TOO_MANY_PARTS: "Tệp «{name}» có quá nhiều thành phần bên trong nên không được mở để bảo đảm"
    f" an toàn; {_SAVE_AS_DOCX}.",
    Fault.UNPACKS_TOO_LARGE: "Tệp «{name}» bung ra lớn bất thường, có dấu hiệu tệp độc hại, nên không được mở;"
    f" {_ASK_AGAIN}.",
    Fault.UNSAFE_NAMES: "Tệp «{name}» chứa đường dẫn trỏ ra ngoài tệp, có dấu hiệu tệp độc hại, nên không được mở;"
    f" {_ASK_AGAIN}.",
    Fault.ENTITIES: "Tệp «{name}» chứa khai báo mà văn bản Word không bao giờ có, có dấu hiệu tệp độc hại, nên không"
    f" được mở; {_ASK_AGAIN}.",
    Fault.NO_TEXT: "Tệp «{name}» không có chữ nào (có thể chỉ là ảnh chụp văn bản); hãy dùng tệp Word gốc có chữ.",
    Fault.UNIT_FORM: "Tệp «{name}» là biểu báo cáo mà đơn vị gửi lại, không phải danh mục; hãy nhận bằng «Nhận biểu của"
    " đơn vị…» (thực đơn Tệp, «Trao đổi dữ liệu»).",
    Fault.NOT_A_FORM: "Tệp «{name}» không phải biểu báo cáo do chương trình này xuất cho đơn vị; hãy chọn tệp .xlsx mà"
    " đơn vị gửi lại, hoặc dùng «Nhập danh mục…» nếu tệp là một danh mục.",
    Fault.FORM_NEWER: "Biểu «{name}» được xuất từ bản phần mềm mới hơn bản trên máy này; hãy cập nhật phần mềm rồi nhận"
    " lại biểu.",
    Fault.FORM_TAKEN_APART: "Biểu «{name}» đã bị đổi cột, đổi tiêu đề hoặc mất phần ẩn nên không đối chiếu được với sổ;"
    " hãy đề nghị đơn vị ghi vào biểu gốc, hoặc xuất biểu mới gửi lại đơn vị.",
    Fault.TIMEOUT: f"Đọc tệp «{{name}}» quá lâu nên đã dừng lại, sổ không thay đổi; {_SAVE_AS_DOCX}.",
    Fault.MEMORY: f"Tệp «{{name}}» cần quá nhiều bộ nhớ nên đã dừng đọc, sổ không thay đổi; {_SAVE_AS_DOCX}.",
    Fault.CRASHED: f"Có lỗi khi đọc tệp «{{name}}» nên đã dừng lại, sổ không thay đổi; {_SAVE_AS_DOCX}.",
}


class FileFault(Exception):
    """A reader's finding inside the parsing process; becomes `UnreadableFile` where the file's name is known."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class UnreadableFile(KnownError):
    """The file cannot be read; `message` is one Vietnamese sentence: what happened and what to do."""

    def __init__(self, message: str, fault: Fault = Fault.DAMAGED) -> None:
        super().__init__(message)
        self.message = message
        self.fault = fault


class ReadingCancelled(Exception):
    """The officer stopped the reading; nothing was changed."""


def unreadable(fault: Fault, name: str) -> UnreadableFile:
    """The exception for a fault of the file called `name` (without its folder)."""
    return UnreadableFile(_SENTENCES[fault].format(name=name), fault)
