"""Reading a survey file that is ready to be assessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alignscan.model.labels import LabelFile
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.rules.check import check_file
from alignscan.source.finding import Finding, Severity, SourceError


class InvalidInput(SourceError):
    """Input that cannot be assessed; ``findings`` says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A survey file that was read and found valid, with its questionnaire."""

    path: Path
    survey: Survey
    questionnaire: Questionnaire
    findings: tuple[Finding, ...]
    """Warnings and remarks; errors are raised."""
    labels: LabelFile | None = None
    """The labels that the survey file names."""
    root: Path | None = None
    """Paths inside the file may not leave this folder; None for the file's own folder."""

    @property
    def folder(self) -> Path:
        """The folder that paths inside the file start from."""
        return self.path.parent

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The survey file and the files it names."""
        named = [r.file for r in self.survey.responses]
        named += [self.survey.questionnaire.use or "", self.survey.labels or ""]
        named.append((self.survey.population and self.survey.population.file) or "")
        if self.survey.comments is not None:
            named += [self.survey.comments.file, self.survey.comments.names or ""]
        return (self.path, *(self.folder / name.replace("\\", "/") for name in named if name))


def load(path: str | Path, *, root: str | Path | None = None) -> Assessment:
    """Return a survey file that is ready to be assessed.

    Raises InvalidInput when the file, or the questionnaire it names, has an error.
    """
    file, base = Path(path), Path(root) if root is not None else None
    checked = check_file(file, root=base)
    survey, questionnaire = checked.survey, checked.questionnaire
    if has_errors(checked.findings) or survey is None or questionnaire is None:
        raise InvalidInput(checked.findings or (_not_a_survey(file),))
    return Assessment(file, survey, questionnaire, checked.findings, checked.labels, base)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether some finding makes an assessment impossible."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _not_a_survey(path: Path) -> Finding:
    return Finding(
        "AS107",
        Severity.ERROR,
        "this is not a survey file",
        str(path),
        None,
        "format",
        "a survey file begins with `format: alignscan/1`",
    )
