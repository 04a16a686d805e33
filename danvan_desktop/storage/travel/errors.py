"""Why a file does not travel, each as one Vietnamese sentence."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.text import size_text
from danvan_desktop.storage import errors


class NoRoomToSend(errors.NoRoom):
    """Where the file should go, or where it is made ready, is no room for it."""

    def __init__(self, folder: Path, needed: int, free: int | None = None, *, ready: bool = False) -> None:
        left = f", chỉ còn {size_text(free)}" if free is not None else ""
        place = "Thư mục tạm của máy này" if ready else "Nơi ghi"
        advice = "Hãy xóa bớt tệp trên ổ đĩa đó." if ready else "Hãy xóa bớt tệp ở đó, hoặc chọn USB, thư mục khác."
        super().__init__(
            str(folder),
            f"{place} «{folder}» đã đầy: cần khoảng {size_text(needed)}{left}. Sổ trên máy không thay đổi, các "
            f"tệp cũ ở đó còn nguyên, không có tệp dở dang nào ở lại. {advice}",
        )


class WrongPassword(KnownError):
    """The file is whole, and this is not its password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Mật khẩu không đúng với tệp «{name}»; tệp còn nguyên. "
            "Hãy gõ lại, để ý chữ hoa, chữ thường và bộ gõ tiếng Việt."
        )


class CipherDamaged(KnownError):
    """The file with a password is not as it was written; no password opens it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp có mật khẩu «{name}» bị hỏng hoặc bị cắt cụt nên không mật khẩu nào mở được; sổ của máy này không "
            "thay đổi. Hãy gửi lại từ máy kia."
        )


class WrittenOtherwise(KnownError):
    """What is read back from the stick is not what was written to it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Đọc lại «{name}» từ USB không đúng như đã ghi nên đã bỏ tệp đó; sổ còn nguyên. "
            "USB có thể đã hỏng: hãy dùng USB khác."
        )


class NothingToSend(KnownError):
    """The agency has no task in the book."""

    def __init__(self, agency: str) -> None:
        super().__init__(f"«{agency}» chưa có nhiệm vụ nào trong sổ nên không có gì để gói. Hãy chọn cơ quan khác.")
