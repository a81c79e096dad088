"""Checking files without assessing them; loads nothing that only an assessment needs."""

from pathlib import Path

from alignscan.responses.header import check_header
from alignscan.rules.check import check_file
from alignscan.source.finding import Finding


def check(path: str | Path, *, root: str | Path | None = None) -> tuple[Finding, ...]:
    """Return every finding of one file and of the files it refers to; never raises for bad input.

    Of a responses file only the header is looked at; its answers are read when they are assessed.
    """
    file, base = Path(path), Path(root) if root is not None else None
    checked = check_file(file, root=base)
    findings = checked.findings
    if checked.survey is not None and checked.questionnaire is not None:
        findings += tuple(
            check_header(checked.survey, checked.questionnaire, file.parent, base, path=str(path))
        )
    return tuple(sorted(findings, key=_by_place))


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    line, column = (finding.span.line, finding.span.column) if finding.span else (0, 0)
    return finding.path, line, column, finding.code
