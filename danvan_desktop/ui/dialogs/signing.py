"""Under what authority papers are signed, as a choice."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.papers import SigningForm
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_LETTERS = 16


class SigningBox(QuietComboBox):
    """The forms of the decree, as printed, and none."""

    def __init__(
        self, chosen: SigningForm | None, parent: QWidget | None = None, *, nothing: str = "Không in khối ký"
    ) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.addItem(nothing, None)
        for form in SigningForm:
            self.addItem(" / ".join(form.lines), form)
        self.choose(chosen)

    def choose(self, form: SigningForm | None) -> None:
        """Make a form the chosen one."""
        self.setCurrentIndex(self.findData(form) if form else 0)

    def form(self) -> SigningForm | None:
        """The chosen form; Qt gives it back as plain text."""
        held = self.currentData()
        return SigningForm(held) if held else None
