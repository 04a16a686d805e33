"""What can be wrong with a book, each as one Vietnamese sentence that says what is safe and what to do.

SQLite's own failures are turned into these in one place, `known_sqlite_error`; what it does not name is a fault
of ours and goes on as it is.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from types import MappingProxyType

from danvan_desktop.domain.errors import KnownError


class BookError(KnownError):
    """Something about the file of a book."""


class NotABook(BookError):
    """The file is not a book of this program."""

    def __init__(self, name: str) -> None:
        named_so = name.lower().endswith(".danvan")
        hint = "Hãy chọn sổ khác, hoặc khôi phục từ bản sao lưu." if named_so else "Hãy chọn tệp có đuôi .danvan."
        content = "Nội dung tệp" if named_so else "Tệp"
        super().__init__(f"{content} «{name}» không phải là sổ dân vận; tệp được giữ nguyên. {hint}")


class BookMissing(BookError):
    """There is no file there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Không tìm thấy sổ «{name}». Hãy kiểm tra lại tên tệp và thư mục, hoặc cắm lại USB.")


class BookExists(BookError):
    """A new book would overwrite a file."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Đã có tệp «{name}»; tệp đó được giữ nguyên. Hãy đặt tên khác cho sổ mới.")


class NewerBook(BookError):
    """The book was written by a newer program."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Sổ «{name}» do phiên bản mới hơn ghi; sổ được giữ nguyên. Hãy cập nhật phần mềm rồi mở lại.")


class OlderBook(BookError):
    """The book was written by an older program and has to be upgraded before anything is written in it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Sổ «{name}» do phiên bản cũ ghi; chưa thay đổi gì. Hãy mở sổ bằng cửa sổ để nâng cấp.")


class DamagedBook(BookError):
    """The file cannot be read as a database, or its content does not match its own hashes."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Sổ «{name}» bị hỏng, không đọc được hết; tệp được giữ nguyên. Cách sửa mà mất ít nhất (dựng lại, khôi "
            "phục, cứu dữ liệu) ghi ở thanh thông báo của cửa sổ chương trình."
        )


class EncipheredBook(BookError):
    """The file was sent under a password, which has to be given first."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp «{name}» có mật khẩu nên chưa đọc được; tệp được giữ nguyên. Hãy mở hoặc gộp tệp bằng cửa sổ chương "
            "trình (chương trình hỏi mật khẩu), hoặc gộp bằng lệnh merge có --password-file."
        )


class ReadOnlyBook(BookError):
    """A change was asked of a book that can only be read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Sổ «{name}» chỉ đọc được, chưa ghi gì. Hãy chép sổ vào thư mục Tài liệu của máy rồi mở bản đó."
        )


class UnfinishedBook(BookError):
    """The last writing was cut off, and where the file lies nothing may be written to put the old pages back."""

    def __init__(self, name: str, journal: str) -> None:
        super().__init__(
            f"Lần ghi cuối vào sổ «{name}» bị ngắt giữa chừng mà nơi này không cho ghi để hoàn lại; chưa thay đổi gì. "
            f"Hãy chép cả hai tệp «{name}» và «{journal}» vào thư mục Tài liệu của máy rồi mở ở đó."
        )


class BookBusy(BookError):
    """Another window or person has the book open."""

    def __init__(self, name: str, holder: str = "") -> None:
        who = f" ({holder})" if holder else ""
        super().__init__(
            f"Sổ «{name}» đang được mở ở nơi khác{who} nên chưa dùng được ở đây; sổ không thay đổi. "
            "Hãy đóng sổ ở đó rồi thử lại."
        )


class NoRoom(BookError):
    """The disk is full; `told` says it where more is known."""

    def __init__(self, name: str, told: str = "") -> None:
        super().__init__(
            told or f"Ổ đĩa đã đầy, chưa ghi được vào «{name}»; nội dung cũ còn nguyên. Hãy giải phóng chỗ trống."
        )


class NoAccess(BookError):
    """The file or folder may not be used."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Không có quyền dùng «{name}» hoặc thư mục của nó; chưa ghi gì. Hãy chọn thư mục khác.")


class FolderMissing(BookError):
    """The folder for a new file does not exist."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"Không có thư mục «{folder}»; chưa ghi gì. Hãy tạo thư mục đó hoặc chọn thư mục khác.")


class NotAFolder(BookError):
    """A file stands where a folder is needed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"«{name}» là tệp, không phải thư mục; chưa ghi gì. Hãy chọn một thư mục.")


class DiskTrouble(BookError):
    """The disk or stick failed while it was read or written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Ổ đĩa hoặc USB không đọc, ghi được khi dùng «{name}»; những gì đã lưu trước đó còn nguyên. "
            "Hãy cắm lại USB hoặc chép sổ sang ổ khác rồi thử lại."
        )


class UnsoundCopy(BookError):
    """A copy of a book does not hold what it should: the book itself is damaged, or the disk of the copy is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Bản sao của sổ «{name}» không qua được kiểm tra nên đã bỏ; sổ và các bản sao lưu trước còn nguyên. "
            "Hãy kiểm tra sổ, rồi sao lưu sang ổ khác."
        )


class CannotUndo(KnownError):
    """Undo or redo is refused; nothing was changed."""


class UnknownRecord(KnownError):
    """A record that was named is not in the book."""


_BY_CODE: Mapping[int, type[BookError]] = MappingProxyType(
    {
        sqlite3.SQLITE_BUSY: BookBusy,
        sqlite3.SQLITE_LOCKED: BookBusy,
        sqlite3.SQLITE_CORRUPT: DamagedBook,
        sqlite3.SQLITE_NOTADB: NotABook,
        sqlite3.SQLITE_READONLY: ReadOnlyBook,
        sqlite3.SQLITE_FULL: NoRoom,
        sqlite3.SQLITE_CANTOPEN: NoAccess,
        sqlite3.SQLITE_PERM: NoAccess,
        sqlite3.SQLITE_AUTH: NoAccess,
        sqlite3.SQLITE_IOERR: DiskTrouble,
    }
)


def known_sqlite_error(error: BaseException, name: str) -> BookError | None:
    """The sentence for a failure of SQLite that lies in the file, the disk or the rights; None for a bug of ours."""
    origin = getattr(error, "orig", None) or error
    if isinstance(origin, UnicodeDecodeError):
        return DamagedBook(name)
    if not isinstance(origin, sqlite3.Error):
        return None
    code = getattr(origin, "sqlite_errorcode", None)
    if code is None:
        return DamagedBook(name) if "decode" in str(origin) else None
    found = _BY_CODE.get(code & 0xFF)
    return found(name) if found else None


def known_os_error(error: OSError, name: str) -> BookError:
    """The sentence for a failure of the disk, the stick or the rights, met outside SQLite."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(name)
    if error.errno == errno.EIO:
        return DiskTrouble(name)
    return NoAccess(name)
