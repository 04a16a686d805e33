"""Qt's own words in Vietnamese: Qt ships no Vietnamese, so buttons, context menus and file dialogs are said here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QTranslator

WORDS: Mapping[str, str] = MappingProxyType(
    {
        # buttons
        "OK": "Đồng ý",
        "&OK": "Đồng ý",
        "Cancel": "Hủy",
        "&Cancel": "Hủy",
        "Close": "Đóng",
        "&Close": "Đóng",
        "Close Tab": "Đóng thẻ",
        "&Yes": "&Có",
        "&No": "&Không",
        "Yes to &All": "Có cho tất cả",
        "N&o to All": "Không cho tất cả",
        "Save": "Lưu",
        "&Save": "&Lưu",
        "Save All": "Lưu tất cả",
        "Open": "Mở",
        "&Open": "&Mở",
        "Apply": "Áp dụng",
        "Reset": "Đặt lại",
        "Restore Defaults": "Về mặc định",
        "Discard": "Bỏ",
        "Don't Save": "Không lưu",
        "Abort": "Dừng",
        "Retry": "Thử lại",
        "Ignore": "Bỏ qua",
        "Help": "Trợ giúp",
        "Show Details...": "Xem chi tiết…",
        "Hide Details...": "Ẩn chi tiết",
        # context menus of text fields
        "&Undo": "&Hoàn tác",
        "&Redo": "&Làm lại",
        "Cu&t": "&Cắt",
        "&Copy": "&Chép",
        "Copy &Link Location": "Chép liên kết",
        "&Paste": "&Dán",
        "Delete": "Xóa",
        "Select All": "Chọn tất cả",
        "&Select All": "Chọn &tất cả",
        "&Step up": "&Tăng",
        "Step &down": "&Giảm",
        "Clear": "Xóa",
        # scroll bars
        "Scroll here": "Cuộn đến đây",
        "Left edge": "Mép trái",
        "Right edge": "Mép phải",
        "Top": "Đầu trang",
        "Bottom": "Cuối trang",
        "Page left": "Trang bên trái",
        "Page right": "Trang bên phải",
        "Page up": "Trang trước",
        "Page down": "Trang sau",
        "Scroll Left": "Cuộn sang trái",
        "Scroll Right": "Cuộn sang phải",
        "Scroll left": "Cuộn sang trái",
        "Scroll right": "Cuộn sang phải",
        "Scroll up": "Cuộn lên",
        "Scroll down": "Cuộn xuống",
        # file dialogs drawn by Qt
        "Look in:": "Trong thư mục:",
        "&Look in:": "&Trong thư mục:",
        "Files of &type:": "&Loại tệp:",
        "&Directory:": "&Thư mục:",
        "File &name:": "Tên &tệp:",
        "Files of type:": "Loại tệp:",
        "Directory:": "Thư mục:",
        "Directories": "Thư mục",
        "&Choose": "&Chọn",
        "Save As": "Lưu thành",
        "Back": "Trở lại",
        "Forward": "Tiếp",
        "Parent Directory": "Thư mục chứa",
        "Create New Folder": "Tạo thư mục mới",
        "Create a New Folder": "Tạo thư mục mới",
        "&New Folder": "Thư mục &mới",
        "New Folder": "Thư mục mới",
        "List View": "Dạng danh sách",
        "Detail View": "Dạng chi tiết",
        "Change to list view mode": "Chuyển sang dạng danh sách",
        "Change to detail view mode": "Chuyển sang dạng chi tiết",
        "Go back": "Trở lại",
        "Go forward": "Đi tiếp",
        "Go to the parent directory": "Lên thư mục chứa",
        "Sidebar": "Nơi hay dùng",
        "List of places and bookmarks": "Các nơi hay dùng",
        "Files": "Các tệp",
        "&Rename": "Đổ&i tên",
        "&Delete": "&Xóa",
        "Show &hidden files": "Hiện tệp ẩn",
        "Recent Places": "Nơi vừa dùng",
        "Remove": "Bỏ",
        "My Computer": "Máy tính này",
        "Computer": "Máy tính này",
        "Drive": "Ổ đĩa",
        "File": "Tệp",
        "File Folder": "Thư mục",
        "Folder": "Thư mục",
        "Alias": "Lối tắt",
        "Shortcut": "Lối tắt",
        "Unknown": "Không rõ",
        "Name": "Tên",
        "Size": "Kích cỡ",
        "Kind": "Loại",
        "Type": "Loại",
        "Date Modified": "Ngày sửa",
        "All Files (*)": "Mọi tệp (*)",
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
            "%1\nKhông tìm thấy thư mục này. Hãy kiểm tra lại tên."
        ),
        "%1\nFile not found.\nPlease verify the correct file name was given.": (
            "%1\nKhông tìm thấy tệp này. Hãy kiểm tra lại tên."
        ),
        "%1 already exists.\nDo you want to replace it?": "Đã có tệp %1.\nGhi đè lên tệp này?",
    }
)


class VietnameseQt(QTranslator):
    """Answers Qt's questions for a text; what is not known stays as it is."""

    def isEmpty(self) -> bool:
        """Qt leaves an empty translator out."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The Vietnamese for `source`, wherever in Qt it stands."""
        del context, disambiguation, n
        return WORDS.get(source)
