"""The verb that looks at a paper: check-format."""

from __future__ import annotations

import argparse
import sys

from danvan_desktop.cli import output
from danvan_desktop.services import form_check
from danvan_desktop.services.form_check import Report


def check_format(call: argparse.Namespace) -> int:
    """danvan check-format FILE [--mend] [--json]"""
    report = form_check.check(call.file)
    found, looked_at = report, call.file
    if call.mend and any(finding.mendable for finding in report.findings):
        chosen = [at for at, finding in enumerate(report.findings) if finding.mendable]
        looked_at, found = form_check.mend(call.file, report, chosen)
        print(f"Đã sửa {len(chosen)} chỗ vào «{looked_at.name}»; tệp gốc giữ nguyên.", file=sys.stderr)
    if call.json:
        output.print_json(form_check.report_object(looked_at, found))
    else:
        _print(found)
    left = "còn lại " if found is not report and found.findings else ""
    print(f"«{looked_at.name}»: {left}{form_check.told(found)} (Nghị định 30/2020/NĐ-CP).", file=sys.stderr)
    return 1 if found.findings else 0


def _print(report: Report) -> None:
    """A line a finding, columns parted by TAB: rule, how sure, where, what to do, what stands there."""
    for finding in report.findings:
        place = finding.places[0]
        where = form_check.place_text(place, len(finding.places) - 1)
        print("\t".join((finding.rule, form_check.severity_text(finding), where, finding.advice, place.text)))
