"""Why a file does not travel, each as one Vietnamese sentence."""

from __future__ import annotations

from danvan_desktop.domain.errors import KnownError


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


class StickFull(KnownError):
    """What is to be written does not fit where it goes."""

    def __init__(self, folder: str, needed: int) -> None:
        size = f"{max(needed / 1_000_000, 0.1):.1f}".replace(".", ",")
        super().__init__(
            f"«{folder}» không đủ chỗ trống: cần khoảng {size} MB. Chưa để lại gì ở đó, sổ của máy này không thay đổi. "
            "Hãy xóa bớt tệp ở đó, hoặc chọn USB, thư mục khác."
        )


class NothingToSend(KnownError):
    """The agency has no task in the book."""

    def __init__(self, agency: str) -> None:
        super().__init__(f"«{agency}» chưa có nhiệm vụ nào trong sổ nên không có gì để gói. Hãy chọn cơ quan khác.")
