"""Thông tin cơ quan: what is printed at the head and the foot of every paper."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from danvan_desktop.domain.agencies import CommuneType
from danvan_desktop.domain.papers import Margins, SigningForm
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.ui.dialogs.letterhead import LetterheadDialog
from tests.ui.officer import Officer


def opened(at_work: Officer) -> LetterheadDialog:
    at_work.choose("Tệp", "Thông tin cơ quan")
    return at_work.dialog(LetterheadDialog)


def test_what_is_filled_in_is_kept_and_one_undo_takes_it_back(at_work: Officer) -> None:
    dialog = opened(at_work)
    assert dialog.commune.text() == "xã Tân Phú"
    dialog.commune.clear()
    at_work.type(dialog.commune, "phường An Bình")
    dialog.form.setCurrentIndex(dialog.form.findData(SigningForm.DEPUTY))
    at_work.type(dialog.signer, "Nguyễn Thị Mai")
    assert dialog.place.placeholderText() == "để trống thì ghi «An Bình»"
    at_work.type(dialog.superior, "Ủy ban nhân dân  thành phố")
    at_work.type(dialog.province, "thành phố Hải Phòng")
    at_work.type(dialog.place, "Kẻ Sặt")
    dialog.margins.fields["left"].setValue(40)
    dialog.margins.fields["top"].setValue(22.5)
    dialog.recipients.setPlainText("Như trên\n\nLưu: VT, VHXH\n")
    at_work.click(dialog, "Ghi lại")
    at_work.settle()
    held = at_work.stored(read_letterhead)
    assert (held.commune_type, held.commune) == (CommuneType.WARD, "An Bình")
    assert [(signer.form, signer.name) for signer in held.signers] == [(SigningForm.DEPUTY, "Nguyễn Thị Mai")]
    assert (held.superior, held.province) == ("ỦY BAN NHÂN DÂN THÀNH PHỐ", "thành phố Hải Phòng")
    assert (held.place_name, held.margins) == ("Kẻ Sặt", Margins(22.5, 20, 35, 15))
    assert held.recipients == ("Như trên", "Lưu: VT, VHXH")
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert at_work.stored(read_letterhead).unit_name == "xã Tân Phú"


def test_what_the_decree_forbids_cannot_be_kept(at_work: Officer) -> None:
    dialog = opened(at_work)
    keep = next(button for button in dialog.findChildren(QPushButton) if button.text() == "&Ghi lại")
    dialog.form.setCurrentIndex(dialog.form.findData(SigningForm.CHAIR))
    at_work.type(dialog.signer, "ThS. Trần Văn Bình")
    assert not keep.isEnabled()
    dialog.signer.setText("Trần Văn Bình")
    assert keep.isEnabled()
    dialog.commune.clear()
    assert not keep.isEnabled()
    at_work.click(dialog, "Hủy")
    at_work.settle()
    assert at_work.stored(read_letterhead).signers == ()
