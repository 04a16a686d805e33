"""What a check found, in words and as JSON."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.checking import DECREE, RULEBOOK, Finding, Place, Report, Rule, Severity

_SEVERITIES = {Severity.WRONG: "sai", Severity.DOUBTFUL: "nên xem lại"}


def rule_of(finding: Finding) -> Rule:
    """The rule that a finding is about."""
    return RULEBOOK[finding.rule]


def told(report: Report) -> str:
    """How many faults there are, in words."""
    wrong = sum(finding.severity is Severity.WRONG for finding in report.findings)
    doubtful = len(report.findings) - wrong
    parts = [f"{wrong} chỗ sai"] if wrong else []
    parts += [f"{doubtful} chỗ nên xem lại"] if doubtful else []
    return ", ".join(parts) or "không thấy chỗ nào sai thể thức"


def severity_text(finding: Finding) -> str:
    """«sai» or «nên xem lại»."""
    return _SEVERITIES[finding.severity]


def place_text(place: Place, more: int = 0) -> str:
    """«Trang 2, đoạn 14 và 3 chỗ nữa»; a file of one section does not name it."""
    parts = [f"trang {place.page}"] if place.page else []
    parts += [f"đoạn {place.paragraph}"] if place.paragraph else [f"phần {place.section}"] if place.section else []
    said = ", ".join(parts) or "cả văn bản"
    said = said[0].upper() + said[1:]
    return f"{said} và {more} chỗ nữa" if more else said


def report_object(path: Path, report: Report) -> dict[str, object]:
    """The report as `check-format --json` prints it."""
    return {
        "file": path.name,
        "decree": DECREE,
        "rules": len(RULEBOOK),
        "wrong": sum(finding.severity is Severity.WRONG for finding in report.findings),
        "doubtful": sum(finding.severity is Severity.DOUBTFUL for finding in report.findings),
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    rule = rule_of(finding)
    places = [
        {"section": place.section, "paragraph": place.paragraph, "page": place.page, "text": place.text}
        for place in finding.places
    ]
    return {
        "rule": finding.rule,
        "text": rule.text,
        "source": rule.source,
        "severity": finding.severity.value,
        "advice": finding.advice,
        "place": places[0],
        "places": places,
        "mend": finding.mendable,
    }
