"""The directory of agencies, near spellings, and lists of agencies taken apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.agencies import (
    AddressedAs,
    AgencyDirectory,
    AgencyKind,
    CommuneType,
    agency_key,
    directory_from_json,
    doubled_word,
)
from danvan_desktop.domain.agencies.lists import split_agencies

SHIPPED = (Path(__file__).resolve().parents[2] / "resources" / "agencies" / "commune.json").read_text(encoding="utf-8")
DIRECTORY = directory_from_json(SHIPPED)


def code_of(raw: str, directory: AgencyDirectory = DIRECTORY) -> str | None:
    entry = directory.find(raw)
    return entry.code if entry else None


def split(cell: str) -> list[tuple[str | None, str]]:
    return [(agency.code, agency.raw) for agency in split_agencies(cell, DIRECTORY)]


def codes(cell: str) -> list[str | None]:
    return [agency.code for agency in split_agencies(cell, DIRECTORY)]


@pytest.mark.parametrize("unit", list(CommuneType))
def test_the_shipped_directory_is_consistent(unit: CommuneType) -> None:
    directory = directory_from_json(SHIPPED, unit)
    known = [entry.code for entry in directory.entries]
    assert len(set(known)) == len(known)
    assert [entry.position for entry in directory.entries] == list(range(1, len(known) + 1))
    for entry in directory.entries:
        assert set(entry.members) <= set(known)
        assert entry.collective or not entry.members
        assert "{" not in f"{entry.name}{entry.short}{entry.variants}"
        for name in (entry.name, entry.short, *entry.variants):
            assert directory.exact(name) == entry, name


def test_names_differ_between_commune_and_ward() -> None:
    ward = directory_from_json(SHIPPED, CommuneType.WARD)
    assert ward.by_code("CAX") is not None
    assert [directory.find("Công an").name for directory in (DIRECTORY, ward) if directory.find("Công an")] == [  # type: ignore[union-attr]
        "Công an xã",
        "Công an phường",
    ]
    assert code_of("Phòng Kinh tế, Hạ tầng và Đô thị", ward) == code_of("Phòng Kinh tế, Hạ tầng và Đô thị") == "PKT"


def test_party_and_front_are_asked_and_own_units_are_given_work() -> None:
    for entry in DIRECTORY.entries:
        if entry.kind in (AgencyKind.PARTY, AgencyKind.FRONT):
            assert entry.addressed_as is AddressedAs.REQUEST
        if entry.kind in (AgencyKind.DEPARTMENT, AgencyKind.PUBLIC_UNIT, AgencyKind.FORCE):
            assert entry.addressed_as is AddressedAs.ASSIGN


SPELLINGS: dict[str, str] = {
    "PVHXH": """Phòng Văn hóa - Xã hội; Phòng Văn hóa – Xã hội; Phòng Văn hoá – Xã hội; phòng Văn hoá  - Xã hội xã;
        PHÒNG VĂN HÓA - XÃ HỘI; P.VHXH; P. VH - XH; Phòng VH-XH; VHXXH; VHXX; VHXH""",
    "VPHU": """Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã; Văn phòng HĐND&UBND; Văn phòng HĐND và UBND;
        VP HĐND-UBND; Văn phòng HĐND, UBND; Văn phòng HĐND/UBND; VP.HĐND và UBND; VPHĐND&UBND; VP UBND xã""",
    "PKT": "Phòng Kinh tế; phòng kinh tế; P.Kinh tế; P. KT; Phòng Kinh tế, Hạ tầng và Đô thị; Phòng KTHT&ĐT",
    "TTPVHCC": "Trung tâm Phục vụ hành chính công; TTPVHCC; TT PVHCC; TT Phục vụ hành chính công xã",
    "TTDVSNC": "Trung tâm Dịch vụ sự nghiệp công xã; Trung tâm Dịch vụ sự nghiệp công .; TT DVSNC",
    "TTDVCI": "Trung tâm Dịch vụ công ích",
    "TTCUDVC": "Trung tâm Cung ứng dịch vụ công",
    "CAX": "Công an xã; Công an xã Tân Phú; Công an phường 7; CAX; CA xã",
    "BCHQS": "Ban Chỉ huy Quân sự xã; Ban CHQS xã; BCHQS xã; Ban chỉ huy quân sự",
    "MTTQ": """Ủy ban MTTQ Việt Nam xã; Ủy ban Mặt trận Tổ quốc Việt Nam xã; Uỷ ban Mặt trận Tổ quốc xã;
        UBMTTQ; MTTQ xã; UBMTTQ VN xã; UB MTTQ xã; Mặt trận xã; Ủy ban MTTQ Việt Nam xã An Bình""",
    "BXDD": "Ban Xây dựng Đảng; Ban Xây dựng Đảng Đảng ủy xã; Ban XĐĐ ĐU",
    "UBKTDU": "Ủy ban Kiểm tra Đảng ủy; UBKT Đảng ủy xã",
    "TTHDND": "Thường trực HĐND xã; TT HĐND xã; TT. HĐND xã",
    "TTDU": "TT Đảng ủy; Thường trực Đảng ủy",
    "UBBC": "Ủy ban bầu cử xã",
    "SNV": "Sở Nội vụ; Sở Nội vụ thành phố; Sở Nội vụ thành phố Hải Phòng; Sở Nội vụ tỉnh Lạng Sơn",
    "UBNDT": "UBND thành phố; UBND TP; UBND thành phố Hải Phòng",
    "UBNDTINH": "Ủy ban nhân dân tỉnh Lạng Sơn",
    "LDUBND": "Lãnh đạo UBND xã; CT, các PCT UBND; Chủ tịch, các PCT UBND xã",
    "DTN": "Đoàn Thanh niên; Đoàn TNCS HCM; Đoàn TNCS Hồ Chí Minh xã",
    "PCM": """Các phòng chuyên môn; Các phòng chuyên môn thuộc UBND; các phòng chuyên môn thuộc UBND xã Tân Phú;
        Các cơ quan chuyên môn thuộc Ủy ban nhân dân xã""",
    "PCMLQ": "Các phòng chuyên môn, cơ quan, đơn vị có liên quan",
    "CQDV": """Các cơ quan, đơn vị; Các các cơ quan, đơn vị; các phòng, đơn vị thuộc phường;
        Các cơ quan, đơn vị thuộc xã""",
    "CQDVTC": "Các cơ quan, đơn vị, tổ chức",
    "CQDVDN": "Các cơ quan, đơn vị, doanh nghiệp",
    "CQDVTCDN": "Các cơ quan, đơn vị, tổ chức, doanh nghiệp",
    "CQDVLQ": "Các cơ quan, đơn vị có liên quan; các cơ quan, đơn vị liên quan",
    "DVSN": "Các đơn vị sự nghiệp trên địa bàn",
    "DVSNCL": "Các đơn vị sự nghiệp công lập",
    "TCCTXH": "Các tổ chức chính trị - xã hội xã; các tổ chức chính trị – xã hội; các đoàn thể",
    "THON": "các thôn, thị tứ; Các thôn trên địa bàn xã; các tổ dân phố; Các ấp; Các khu phố; Các trưởng thôn",
    "CQDVDP": "Các cơ quan, ban, ngành, địa phương; Các cơ quan, đơn vị, địa phương; Các cấp chính quyền",
    "TATCA": "Các phòng chuyên môn, tổ chức hành chính, cơ quan, đơn vị, các thôn, cán bộ, công chức xã",
}
"""Spellings of the documents at hand and of officials (domain.md 1.5), divided by «;»."""


def test_spellings() -> None:
    wrong = []
    for code, spelt in SPELLINGS.items():
        for raw in (" ".join(name.split("\n")).strip() for name in spelt.split(";")):
            found = DIRECTORY.match(raw)
            alone = [agency.code for agency in split_agencies(raw, DIRECTORY)]
            if found is None or (found.entry.code, found.exact, alone) != (code, True, [code]):
                wrong.append((code, raw, found and found.entry.code, alone))
    assert wrong == []


def test_collectives_propose_known_members() -> None:
    """All but those whose members only the officer knows: «có liên quan», the schools, the villages, enterprises."""
    members = {entry.code: entry.members for entry in DIRECTORY.entries if entry.collective}
    blank = {code for code, proposed in members.items() if not proposed}
    assert blank == {"TRUONG", "THON", "DN", "PCMLQ", "CQDVLQ"}
    assert members["PCM"] == ("VPHU", "PKT", "PVHXH")
    assert set(members["PCM"]) < set(members["CQDV"]) < set(members["CQDVTC"])
    assert {code for proposed in members.values() for code in proposed} <= {entry.code for entry in DIRECTORY.entries}


@pytest.mark.parametrize(
    ("raw", "code"),
    [("Các cơ qan, đơn vị", "CQDV"), ("Phòng Văn hóa - Xã hôi", "PVHXH"), ("các quan, đơn vị", "CQDV")],
)
def test_slips_are_found_and_known_as_such(raw: str, code: str) -> None:
    found = DIRECTORY.match(raw)
    assert found is not None
    assert (found.entry.code, found.exact) == (code, False)


@pytest.mark.parametrize(
    "raw", ["Phòng Y tế", "Hội Khuyến học", "Trường Tiểu học Tân Phú", "", "Xã hội", "Ban", "Công ty Điện lực"]
)
def test_strangers_are_not_taken_for_others(raw: str) -> None:
    assert DIRECTORY.find(raw) is None


def test_numbers_in_names_are_never_a_slip() -> None:
    entries = [
        {"code": "T1", "name": "Trường Tiểu học số 1", "kind": "public_unit", "addressed_as": "assign"},
        {"code": "T2", "name": "Trường Tiểu học số 2", "kind": "public_unit", "addressed_as": "assign"},
    ]
    directory = directory_from_json(json.dumps({"agencies": entries}))
    assert code_of("Trường Tiểu học số 2", directory) == "T2"
    assert code_of("Trường Tiểu hoc số 2", directory) == "T2"
    assert code_of("Trường Tiểu học số 3", directory) is None
    assert code_of("Trường Tiểu học số", directory) is None


def test_a_name_as_near_to_two_agencies_is_neither() -> None:
    entries = [
        {"code": "A", "name": "Trung tâm Văn hóa Đông An", "kind": "public_unit", "addressed_as": "assign"},
        {"code": "B", "name": "Trung tâm Văn hóa Đông Ân", "kind": "public_unit", "addressed_as": "assign"},
    ]
    directory = directory_from_json(json.dumps({"agencies": entries}))
    assert code_of("Trung tâm Văn hóa Đông Ăn", directory) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Phòng Kinh tế; Văn phòng HĐND và UBND", ["PKT", "VPHU"]),
        ("Phòng Văn hóa - Xã hội, Phòng Kinh tế, Công an xã.", ["PVHXH", "PKT", "CAX"]),
        ("Công an xã và Phòng Kinh tế", ["CAX", "PKT"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị, Công an xã", ["PKT", "CAX"]),
        ("Phòng Kinh tế/Công an xã", ["PKT", "CAX"]),
        ("- Phòng Kinh tế\n- Công an xã", ["PKT", "CAX"]),
        ("Phòng Văn hóa -\nXã hội", ["PVHXH"]),
        ("Phòng Kinh tế. Công an xã", ["PKT", "CAX"]),
        ("Công an, Quân sự", ["CAX", "BCHQS"]),
        ("Văn phòng HĐND&UBND, Trung tâm Dịch vụ sự nghiệp công .", ["VPHU", "TTDVSNC"]),
        ("Ban Xây dựng Đảng, các cơ quan, đơn vị", ["BXDD", "CQDV"]),
        ("Các cơ quan, đơn vị, tổ chức", ["CQDVTC"]),
        ("Các cơ quan, đơn vị, tổ chức; Công an xã", ["CQDVTC", "CAX"]),
        ("Các cơ quan, đơn vị, tổ chức, Công an xã", ["CQDVTC", "CAX"]),
        ("Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội xã", ["MTTQ", "TCCTXH"]),
        ("Các phòng chuyên môn, cơ quan, đơn vị có liên quan.", ["PCMLQ"]),
        ("Các phòng chuyên môn, tổ chức hành chính, cơ quan, đơn vị, các thôn, cán bộ, công chức xã", ["TATCA"]),
        ("", []),
        (" ; ,", []),
    ],
)
def test_lists(cell: str, expected: list[str]) -> None:
    assert codes(cell) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Nông nghiệp, Môi trường và Thương mại",
        "Các phòng, ban, đơn vị, trường học",
        "Ban Chỉ đạo thực hiện dân chủ ở cơ sở",
        "Người đứng đầu các dòng họ, chức sắc tôn giáo",
        "Tổ hỗ trợ triển khai thủ tục hành chính",
    ],
)
def test_unknown_names_stay_whole(name: str) -> None:
    assert split(f"{name}; Công an xã") == [(None, name), ("CAX", "Công an xã")]


def test_unknown_collectives_are_known_as_collectives() -> None:
    (agency,) = split_agencies("Các chi hội khuyến học", DIRECTORY)
    assert (agency.code, agency.collective, agency.canonical) == (None, True, "Các chi hội khuyến học")


@pytest.mark.parametrize(
    ("cell", "raw", "note"),
    [
        ("Phòng Văn hóa – Xã hội tổng hợp, theo dõi chung", "Phòng Văn hóa – Xã hội", "tổng hợp, theo dõi chung"),
        (
            "đề nghị Ủy ban MTTQ Việt Nam xã phối hợp thực hiện",
            "Ủy ban MTTQ Việt Nam xã",
            "đề nghị … phối hợp thực hiện",
        ),
        ("Công an xã (phối hợp)", "Công an xã", "phối hợp"),
        ("giao Phòng Kinh tế", "Phòng Kinh tế", "giao"),
        ("Hội Khuyến học theo dõi, đôn đốc", "Hội Khuyến học", "theo dõi, đôn đốc"),
        ("Phòng Kinh tế là cơ quan thường trực", "Phòng Kinh tế", "là cơ quan thường trực"),
        ("Phòng Kinh tế", "Phòng Kinh tế", None),
        ("Thủ trưởng các cơ quan, đơn vị, địa phương", "các cơ quan, đơn vị, địa phương", "Thủ trưởng"),
        ("Chánh Văn phòng HĐND và UBND", "Văn phòng HĐND và UBND", "Chánh"),
        ("Trưởng phòng Văn hóa - Xã hội", "phòng Văn hóa - Xã hội", "Trưởng"),
        ("Chủ tịch UBND xã", "Chủ tịch UBND xã", None),
    ],
)
def test_words_about_the_role_become_notes(cell: str, raw: str, note: str | None) -> None:
    (agency,) = split_agencies(cell, DIRECTORY)
    assert (agency.raw, agency.note) == (raw, note)


def test_the_source_spelling_is_kept_and_the_name_repaired() -> None:
    (agency,) = split_agencies("Các các cơ quan, đơn vị, tổ chức", DIRECTORY)
    assert (agency.raw, agency.canonical) == ("Các các cơ quan, đơn vị, tổ chức", "Các cơ quan, đơn vị, tổ chức")


def test_an_empty_directory_knows_nobody() -> None:
    directory = AgencyDirectory()
    assert directory.find("Phòng Kinh tế") is None
    assert [agency.code for agency in split_agencies("Phòng Kinh tế; Công an xã", directory)] == [None, None]


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"agencies": [{"code": "A"}]}', '{"agencies": [{"kind": "odd"}]}'])
def test_a_file_that_is_no_directory(broken: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        directory_from_json(broken)


NAMES = [entry.name for entry in DIRECTORY.entries]


@given(st.lists(st.sampled_from(NAMES), max_size=5), st.sampled_from(["; ", ";", ";\n"]))
def test_a_list_of_known_names_comes_apart_into_them(names: list[str], divider: str) -> None:
    assert [agency.canonical for agency in split_agencies(divider.join(names), DIRECTORY)] == names


@given(st.text(max_size=120))
def test_no_text_is_too_strange(cell: str) -> None:
    for agency in split_agencies(cell, DIRECTORY):
        assert agency.raw
        assert agency.canonical


@given(st.text(max_size=60))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    assert agency_key(agency_key(name)) == agency_key(name)


def test_a_doubled_word_is_told_as_it_was_written() -> None:
    assert doubled_word("Các các cơ quan, đơn vị") == "Các các"
    assert doubled_word("Các cơ quan, đơn vị") == ""
