"""Checking files without assessing them; loads nothing that only an assessment needs."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from alignscan.model.survey import Survey
from alignscan.rules.check import check_file, check_text
from alignscan.rules.checked import Checked
from alignscan.rules.ignores import MARK, heed
from alignscan.source.finding import Finding, SourceError
from alignscan.source.text import Text, decode_text


@dataclass(frozen=True, slots=True)
class CheckedFiles:
    """What checking some files, and the files they refer to, has shown."""

    findings: tuple[Finding, ...] = ()
    """By file, line, column and code."""
    files: tuple[str, ...] = ()
    """The files, as they are named in findings: those given and those they refer to."""
    ignored: int = 0
    """How many findings remarks in the files say to ignore."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """The texts of files with findings, by their names there."""


def check(path: str | Path, *, root: str | Path | None = None) -> tuple[Finding, ...]:
    """Return every finding of one file and of the files it refers to; never raises for bad input.

    Of a responses file only the header is looked at; its answers are read when they are assessed.
    Findings that a remark in a file says to ignore are left out.
    """
    return check_files([path], root=root).findings


def check_files(
    paths: Iterable[str | Path],
    *,
    root: str | Path | None = None,
    typed: tuple[str, bytes] | None = None,
) -> CheckedFiles:
    """Return what is wrong with files and with what they refer to, each of them checked once.

    A questionnaire or library of actions that a survey file of the same run refers to is checked
    together with it only. ``typed`` is the path and the content of one more file that need not
    exist, such as from a pipe. A file that cannot be read does not stop the others.
    """
    collected = _Collected(Path(root) if root is not None else None)
    if typed is not None:
        collected.add_typed(*typed)
    for path in paths:
        collected.add_file(Path(path))
    return collected.result()


class _Collected:
    """What was found so far; texts are kept of files that findings or remarks are in."""

    def __init__(self, root: Path | None) -> None:
        self._root = root
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._referred: set[str] = set()
        self._files: dict[str, str] = {}
        self._texts: dict[str, Text] = {}

    def add_typed(self, name: str, content: bytes) -> None:
        """Check a content as if it were that of a file."""
        path = Path(name)
        try:
            text = decode_text(content, name)
        except SourceError as error:
            self._add(path, Checked(path, None, findings=error.findings))
        else:
            self._add(path, check_text(text, folder=path.parent, root=self._root))

    def add_file(self, path: Path) -> None:
        """Check a file and what it refers to, unless that was done already."""
        key = _key(str(path))
        self._files.setdefault(key, str(path))
        if key not in self._found and key not in self._referred:
            self._add(path, check_file(path, root=self._root))

    def _add(self, path: Path, checked: Checked) -> None:
        key, beside = _key(str(path)), _beside(checked, path, self._root)
        self._files.setdefault(key, str(path))
        self._found[key] = findings = (*checked.findings, *beside)
        for text in checked.texts:
            self._keep(text, findings)
            if text is not checked.text and not _misplaced(text, findings):
                self._referred.add(_key(text.path))
                self._files.setdefault(_key(text.path), text.path)

    def _keep(self, text: Text, findings: Iterable[Finding]) -> None:
        if text.is_large:
            return  # it is not quoted
        if MARK in text.content or any(finding.path == text.path for finding in findings):
            self._texts[text.path] = replace(text)  # without its table of lines

    def result(self) -> CheckedFiles:
        """Return everything; of a file that others refer to what is wrong with it there."""
        alone = (found for key, found in self._found.items() if key not in self._referred)
        left = heed((finding for found in alone for finding in found), self._texts)
        return CheckedFiles(
            tuple(sorted(left.findings, key=_by_place)),
            tuple(self._files.values()),
            left.ignored,
            self._texts,
        )


def _misplaced(text: Text, findings: Iterable[Finding]) -> bool:
    """Return whether a file is not of the kind that it is referred to as."""
    return any(f.path == text.path and f.code in ("AS107", "AS108") for f in findings)


def _key(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100  a name need not exist


def _beside(checked: Checked, file: Path, root: Path | None) -> Iterable[Finding]:
    return (*_header_findings(checked, file, root), *_exposure_findings(checked, file))


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
