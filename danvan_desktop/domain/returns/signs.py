"""By what a workbook is known as a form of ours; apart, because every workbook that is read is looked at for it."""

from __future__ import annotations

from typing import Final

FORMAT_NAME: Final = "danvan-unit-form"
FACTS_SHEET: Final = "_danvan"
"""The hidden sheet, with keys in its first column and values in its second."""
