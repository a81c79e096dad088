"""Checking files without assessing them; loads nothing that only an assessment needs."""

from collections.abc import Iterable
from pathlib import Path

from alignscan.model.survey import Survey
from alignscan.rules.check import Checked, check_file
from alignscan.source.finding import Finding


def check(path: str | Path, *, root: str | Path | None = None) -> tuple[Finding, ...]:
    """Return every finding of one file and of the files it refers to; never raises for bad input.

    Of a responses file only the header is looked at; its answers are read when they are assessed.
    """
    file, base = Path(path), Path(root) if root is not None else None
    checked = check_file(file, root=base)
    beside = (*_header_findings(checked, file, base), *_exposure_findings(checked, file))
    return tuple(sorted((*checked.findings, *beside), key=_by_place))


def _exposure_findings(checked: Checked, file: Path) -> Iterable[Finding]:
    if checked.survey is None or not checked.survey.respondents_inline:
        return ()
    from alignscan.responses.exposure import exposed_answers

    return exposed_answers(checked.survey, file, str(file))


def _header_findings(checked: Checked, file: Path, root: Path | None) -> Iterable[Finding]:
    survey, questionnaire = checked.survey, checked.questionnaire
    if survey is None or questionnaire is None or not _names_tables(survey):
        return ()
    from alignscan.responses.header import check_header

    return check_header(survey, questionnaire, file.parent, root, path=str(file))


def _names_tables(survey: Survey) -> bool:
    return bool(survey.responses or (survey.population and survey.population.file))


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    line, column = (finding.span.line, finding.span.column) if finding.span else (0, 0)
    return finding.path, line, column, finding.code
