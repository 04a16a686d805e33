"""The draft as the command line prints it."""

from __future__ import annotations

import json
from pathlib import Path

from danvan_desktop.domain.draft import Draft, DraftDocument
from danvan_desktop.reading import read_draft
from danvan_desktop.reading.draft_json import draft_json
from tests.reading.docx_files import p, row, save, table
from tests.reading.recogniser.documents import directory, programme


def test_an_empty_draft_has_every_key() -> None:
    data = draft_json(Draft(DraftDocument()))
    assert list(data) == [
        "schema",
        "document",
        "groups",
        "tasks",
        "directions",
        "responsibilities",
        "reporting",
        "footnotes",
        "unrecognised",
        "warnings",
    ]
    document = data["document"]
    assert isinstance(document, dict)
    assert document["signature"] is None
    assert document["recipients"] == []


def test_a_task_as_data() -> None:
    data = json.loads(
        json.dumps(
            draft_json(
                programme(
                    "# I. NHIỆM VỤ\n- "
                    + " ".join(f"chữ{number}" for number in range(20))
                    + "\nCơ quan chủ trì: Công an xã.\nThời gian: Quý I/2026."
                )
            )
        )
    )
    (task,) = data["tasks"]
    assert len(task["title"].split()) == 15
    assert task["text"].startswith(task["title"])
    assert task["lead"] == [
        {"raw": "Công an xã", "canonical": "Công an xã", "code": "CAX", "collective": False, "note": None}
    ]
    assert (task["time"]["kind"], task["time"]["end"]) == ("period", "2026-03-31")
    assert task["source"]["text"].startswith("- chữ0")
    assert data["document"]["signature"] == {"authority": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "name": "Trần Văn Bình"}


def test_a_report_as_data() -> None:
    data = draft_json(
        programme("# II. TỔ CHỨC THỰC HIỆN\n1. Các thôn\nBáo cáo UBND xã (qua Phòng VHXH) trước ngày 10/6/2026.")
    )
    (report,) = data["reporting"]  # type: ignore[misc]
    assert {key: report[key] for key in ("path", "name", "from", "to", "via", "kind", "named_date", "end")} == {
        "path": "II.1",
        "name": "báo cáo",
        "from": "Các thôn",
        "to": "UBND xã",
        "via": "Phòng VHXH",
        "kind": "deadline",
        "named_date": "2026-06-10",
        "end": "2026-06-09",
    }


def test_a_word_file_all_the_way(tmp_path: Path) -> None:
    rows = (
        row("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
        row("1", "Lập kế hoạch", "Phòng VHXH", "Công an xã", "Hoàn thành trước ngày 15/02/2026"),
    )
    path = save(tmp_path / "Danh mục năm 2026.docx", p("DANH MỤC") + p("Dân vận năm 2026") + table(*rows))
    (task,) = read_draft(path, directory()).tasks
    assert (task.path, task.lead[0].code, task.time.end and task.time.end.isoformat()) == ("1", "PVHXH", "2026-02-14")
