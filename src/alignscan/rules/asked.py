"""The questionnaire of a survey: packaged, in a file of its own, or written in the survey file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from alignscan.model import content
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.rules import forms, quality, questionnaire
from alignscan.rules.place import Place
from alignscan.rules.problem import Loc, Problem, run
from alignscan.rules.shape import Shaped, shape
from alignscan.rules.words import quoted, suggestion
from alignscan.source.finding import Finding, SourceError
from alignscan.source.text import Text, read_text
from alignscan.source.yaml import Document, load_yaml


class File(NamedTuple):
    """A loaded file, the folder its paths are relative to, and the one they stay in."""

    document: Document
    folder: Path
    root: Path

    @property
    def text(self) -> Text:
        """The text of the file."""
        return self.document.text


class Asked(NamedTuple):
    """The questionnaire of a survey, and what is wrong with it or with the reference to it."""

    questionnaire: Questionnaire | None = None
    broken: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    texts: tuple[Text, ...] = ()


def asked_by(file: File, survey: Survey, place: Place) -> Asked:
    """Return the questionnaire that a survey names or holds, checked."""
    inline, name = survey.questionnaire.inline, survey.questionnaire.use
    if inline is not None:
        return _asked_inline(file, survey, place, inline)
    if name is None:
        return Asked()
    if name in content.packaged_questionnaires():
        return Asked(content.packaged_questionnaire(name))
    target, problem = _located(file, name)
    if problem is not None:
        return Asked(findings=(place.finding(problem),))
    return _asked_file(file, survey, name, target)


def _asked_inline(file: File, survey: Survey, place: Place, full: forms.Raw) -> Asked:
    loc: Loc = ("questionnaire",)
    written = place.value(loc)
    if isinstance(written, dict) and "inline" in written:
        loc, written = (*loc, "inline"), written["inline"]
    filled = {k: v for k, v in full.items() if k in ("format", "id", "title")}
    data = {**filled, **written} if isinstance(written, dict) else full
    shaped = shape(file.document, forms.QUESTIONNAIRE, loc, data, place.renamed)
    findings = (*shaped.findings, *questionnaire_findings(shaped, frozenset(survey.variables)))
    return Asked(shaped.model, shaped.broken, findings)


def _asked_file(file: File, survey: Survey, name: str, target: Path) -> Asked:
    shown = (PurePosixPath(file.text.path.replace("\\", "/")).parent / name).as_posix()
    try:
        document = load_yaml(read_text(target, shown))
    except SourceError as error:
        return Asked(findings=error.findings)
    inner = File(document, target.parent, file.root)
    data = document.data
    if not isinstance(data, dict):
        return Asked(findings=only(inner, wrong_top_level()), texts=(document.text,))
    if data.get("format") != forms.QUESTIONNAIRE.format:
        hint = f"write `format: {forms.QUESTIONNAIRE.format}`"
        loc = ("format",) if "format" in data else ()
        problem = Problem("AS107", loc, "this file is not a questionnaire", hint)
        return Asked(findings=only(inner, problem), texts=(document.text,))
    shaped = shape(document, forms.QUESTIONNAIRE)
    found = questionnaire_findings(shaped, frozenset(survey.variables))
    findings = (*document.findings, *shaped.findings, *found)
    return Asked(shaped.model, shaped.broken, findings, (document.text,))


def _located(file: File, name: str) -> tuple[Path, Problem | None]:
    """Return the file of a questionnaire, or what is wrong with the reference (AS207, AS229)."""
    target, loc = file.folder / name, ("questionnaire", "use")
    windows = PureWindowsPath(name)
    if windows.drive or windows.root or not inside(target, file.root):
        what = "the questionnaire lies outside the folder of this file"
        hint = "copy it into the folder, or name a wider folder with --root"
        return target, Problem("AS229", loc, what, hint)
    if not target.is_file():
        what = f"there is no questionnaire and no file {quoted(name)}"
        hint = suggestion(name, content.packaged_questionnaires())
        hint = hint if hint.startswith("did") else f"{hint}, or the path of a file"
        return target, Problem("AS207", loc, what, hint)
    return target, None


def inside(target: Path, root: Path) -> bool:
    """Return whether a path stays in a folder, wherever links lead."""
    try:
        return target.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def questionnaire_findings(
    shaped: Shaped[Questionnaire], variables: frozenset[str]
) -> Iterator[Finding]:
    """Yield what is wrong with a questionnaire; a survey file may add variables to it."""
    if shaped.model is not None:
        asking = questionnaire.Asking(shaped.model, variables)
        checks = (*questionnaire.CHECKS, *quality.CHECKS)
        yield from map(shaped.place.finding, run(checks, asking, shaped.broken))


def wrong_top_level() -> Problem:
    """Return AS108."""
    what = "the file is not made of `key: value` lines"
    return Problem("AS108", (), what, "begin with `format: alignscan/1`")


def only(file: File, problem: Problem) -> tuple[Finding, ...]:
    """Return one problem of a whole file as its findings."""
    return (Place(file.document).finding(problem),)
