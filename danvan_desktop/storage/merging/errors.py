"""Why a file cannot be merged, each as one Vietnamese sentence; the book itself is never changed then."""

from __future__ import annotations

from danvan_desktop.domain.errors import KnownError

_AGAIN = "Hãy gửi lại từ máy kia bằng «Gửi ra USB…» rồi gộp lại."


class CannotMerge(KnownError):
    """A file that is not merged; nothing was changed."""


class ForeignDamaged(CannotMerge):
    """The file cannot be read as a book of this program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Sổ «{name}» bị hỏng, chép dở hoặc không do phần mềm này ghi nên không gộp được; sổ của máy này "
            f"không thay đổi. {_AGAIN}"
        )


class ForeignEmpty(CannotMerge):
    """There is nothing in the file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp «{name}» rỗng, không có gì để gộp (lần chép trước có thể bị dở); sổ của máy này không thay đổi. "
            f"{_AGAIN}"
        )


class ForeignNoBook(CannotMerge):
    """The file is something else."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp «{name}» không phải sổ của phần mềm này nên không gộp được; sổ của máy này không thay đổi. "
            "Hãy chọn tệp mà máy kia đã ghi bằng «Gửi ra USB…»."
        )


class ForeignTooLarge(CannotMerge):
    """The file is larger than any book is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp «{name}» lớn quá mức của một sổ nên không gộp; sổ của máy này không thay đổi. Hãy xem lại tệp đó."
        )


class ForeignInUse(CannotMerge):
    """Somebody writes in the file, or his last writing was cut off: it has a journal beside it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Sổ «{name}» đang được ghi dở ở nơi khác nên chưa gộp; cả hai sổ không thay đổi. "
            "Hãy mở sổ đó bằng phần mềm rồi đóng lại, sau đó gộp."
        )


class OwnBook(CannotMerge):
    """The file is the very book that should take it in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«{name}» chính là sổ đang mở nên không có gì để gộp; sổ không thay đổi. Hãy chọn sổ của máy kia."
        )


class ForeignChanged(CannotMerge):
    """The file is not as it was when it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Tệp «{name}» đã thay đổi từ lúc đọc nên không ghi đè; tệp được giữ nguyên. Hãy gộp lại rồi ghi lại."
        )


class ForeignKeeps(CannotMerge):
    """The file holds something that this book did not take in, so it is not written over."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Trong «{name}» còn nội dung chưa gộp được nên không ghi đè; tệp được giữ nguyên. "
            "Hãy lưu bản sao sang tên khác."
        )


class CannotUndoMerge(CannotMerge):
    """The last merge cannot be taken back any more."""
