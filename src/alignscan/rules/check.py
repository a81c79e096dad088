"""Checking a file: everything that is wrong with it, in one run, each with its position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from alignscan.model.actions import ActionLibrary
from alignscan.model.planfile import PlanFile
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.rules import (
    actions,
    forms,
    plan_rules,
    planfile,
    survey_alone,
    survey_asked,
    survey_plan,
    survey_weighting,
)
from alignscan.rules.asked import (
    Asked,
    File,
    asked_by,
    only,
    questionnaire_findings,
    wrong_top_level,
)
from alignscan.rules.forms import Model
from alignscan.rules.place import Place
from alignscan.rules.problem import Problem, run
from alignscan.rules.shape import Shaped, shape
from alignscan.rules.wording import is_lock, lock_findings, wording_findings
from alignscan.rules.words import did_you_mean, one_of
from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.text import Text, read_text
from alignscan.source.yaml import Document, load_yaml


@dataclass(frozen=True)
class Checked:
    """A checked file; what could not be understood, or is not there, is None.

    A survey is checked with its questionnaire, so findings may be in another file as well.
    """

    path: Path | None
    text: Text | None
    document: Document | None = None
    survey: Survey | None = None
    questionnaire: Questionnaire | None = None
    library: ActionLibrary | None = None
    plan: PlanFile | None = None
    findings: tuple[Finding, ...] = ()
    """Sorted by file, line, column and code."""
    texts: tuple[Text, ...] = ()
    """The text of each file that findings are in, for excerpts."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors; without any, the file can be used."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def check_file(path: Path, *, shown: str | None = None, root: Path | None = None) -> Checked:
    """Return what a file holds and everything that is wrong with it; never raises for bad input.

    ``shown`` is the path for findings. Files named in the file have to lie in its folder, or in
    ``root``.
    """
    try:
        text = read_text(path, shown)
    except SourceError as error:
        return Checked(path, None, findings=_sorted(error.findings))
    checked = replace(check_text(text, folder=path.parent, root=root), path=path)
    if checked.survey is None or checked.questionnaire is None:
        return checked
    found = wording_findings(path, text.path, checked.questionnaire)
    return replace(checked, findings=_sorted((*checked.findings, *found)))


def check_text(text: Text, *, folder: Path, root: Path | None = None) -> Checked:
    """Return what a text holds and everything that is wrong with it.

    Paths in the text are relative to ``folder``, and have to stay in it or in ``root``.
    """
    try:
        document = load_yaml(text)
    except SourceError as error:
        findings = _sorted(map(_answered_twice, error.findings))
        return Checked(None, text, findings=findings, texts=(text,))
    checked = _checked(File(document, folder, root or folder))
    return replace(checked, findings=_sorted((*document.findings, *checked.findings)))


def _blank(file: File) -> Checked:
    return Checked(None, file.text, file.document, texts=(file.text,))


def _checked(file: File) -> Checked:
    data = file.document.data
    if not isinstance(data, dict):
        return replace(_blank(file), findings=only(file, wrong_top_level()))
    if is_lock(data):
        return replace(_blank(file), findings=lock_findings(data, file.text.path))
    problem, kind = _format_of(data)
    findings = only(file, problem) if problem is not None else ()
    if kind is None:
        return replace(_blank(file), findings=findings)
    checked = _by_format(file, kind, {**data, "format": kind})
    usable = checked if problem is None else _blank(file)
    return replace(usable, findings=(*findings, *checked.findings), texts=checked.texts)


def _by_format(file: File, kind: str, data: forms.Raw) -> Checked:
    if kind == forms.SURVEY.format:
        return _check_survey(file, data)
    if kind == forms.QUESTIONNAIRE.format:
        return _check_questionnaire(file, data)
    if kind == forms.PLAN.format:
        return _check_plan(file, data)
    return _check_actions(file, data)


def _format_of(data: forms.Raw) -> tuple[Problem | None, str | None]:
    """Return what is wrong with the format line, and the format to go on with, if any."""
    written = data.get("format")
    if written in forms.FORMATS:
        return None, str(written)
    guess = _guessed(data)
    hint = f"add `format: {guess or 'alignscan/1'}` as the first line"
    if "format" not in data:
        return Problem("AS107", (), "the `format:` line is missing", hint), guess
    close = did_you_mean(written, forms.FORMATS)
    hint = f"write `format: {guess}`" if guess else f"write {one_of(forms.FORMATS)}"
    return Problem("AS107", ("format",), "this format is not known", hint), close and guess


def _guessed(data: forms.Raw) -> str | None:
    if data.keys() & {"program", "communication", "cadence"}:
        return forms.PLAN.format
    if "actions" in data:
        return forms.ACTIONS.format
    if "items" in data:
        return forms.QUESTIONNAIRE.format
    return forms.SURVEY.format if data.keys() & {"organization", "questionnaire"} else None


def _check_actions(file: File, data: forms.Raw) -> Checked:
    shaped = shape(file.document, forms.ACTIONS, data=data)
    problems = () if shaped.model is None else run(actions.CHECKS, shaped.model, shaped.broken)
    findings = (*shaped.findings, *map(shaped.place.finding, problems))
    return replace(_blank(file), library=_whole(shaped), findings=findings)


def _check_questionnaire(file: File, data: forms.Raw) -> Checked:
    shaped = shape(file.document, forms.QUESTIONNAIRE, data=data)
    findings = (*shaped.findings, *questionnaire_findings(shaped, frozenset()))
    return replace(_blank(file), questionnaire=_whole(shaped), findings=findings)


def _check_plan(file: File, data: forms.Raw) -> Checked:
    shaped = shape(file.document, forms.PLAN, data=data)
    if shaped.model is None or shaped.broken:
        return replace(_blank(file), findings=shaped.findings)
    subject = planfile.PlanText(shaped.model, data)
    found = list(run(planfile.CHECKS, subject))
    readable = planfile.readable(data)
    for problem in run(plan_rules.CHECKS, readable.plan):
        found.append(replace(problem, loc=readable.written(problem.loc)))
    placed = (replace(problem, loc=planfile.place_of(data, problem.loc)) for problem in found)
    findings = (*shaped.findings, *map(shaped.place.finding, placed))
    return replace(_blank(file), plan=shaped.model, findings=findings)


def _check_survey(file: File, data: forms.Raw) -> Checked:
    shaped = shape(file.document, forms.SURVEY, data=data)
    if shaped.model is None:
        return replace(_blank(file), findings=shaped.findings)
    survey, place = shaped.model, shaped.place
    checks = (*survey_alone.CHECKS, *survey_weighting.CHECKS, *survey_plan.CHECKS)
    alone = run(checks, survey_alone.SurveyFile(survey, data), shaped.broken)
    asked = Asked() if "questionnaire" in shaped.broken else asked_by(file, survey, place)
    together = _together(survey, asked, shaped.broken)
    mine = map(place.finding, (*alone, *together))
    own = _own_actions(file, survey, place)
    return replace(
        _blank(file),
        survey=_whole(shaped),
        questionnaire=asked.questionnaire if not asked.broken else None,
        findings=(*shaped.findings, *asked.findings, *mine, *own.findings),
        texts=(file.text, *asked.texts, *own.texts),
    )


def _own_actions(file: File, survey: Survey, place: Place) -> Checked:
    """Return the library of actions that a survey names, with what is wrong with it."""
    target, problem = survey_plan.library_file(file, survey)
    if problem is not None:
        return Checked(None, None, findings=(place.finding(problem),))
    if target is None:
        return Checked(None, None)
    shown = PurePosixPath(file.text.path.replace("\\", "/")).parent / (survey.plan.library or "")
    found = check_file(target, shown=shown.as_posix(), root=file.root)
    if found.library is not None or found.errors:
        return found
    hint = f"begin it with `format: {forms.ACTIONS.format}`"
    what = "this file is no library of actions"
    return Checked(
        None, None, findings=(place.finding(Problem("AS246", survey_plan.LIBRARY, what, hint)),)
    )


def _together(survey: Survey, asked: Asked, broken: frozenset[str]) -> Iterable[Problem]:
    if asked.questionnaire is None:
        return ()
    subject = survey_asked.Asked(survey, asked.questionnaire)
    return run(survey_asked.CHECKS, subject, broken | asked.broken)


def _answered_twice(finding: Finding) -> Finding:
    if finding.code != "AS011" or not finding.data_path.startswith("answers."):
        return finding
    hint = "answer each item once; for several people write a list: [4, 5, 3]"
    return replace(finding, message=f"{finding.message}: the item is answered twice", hint=hint)


def _whole(shaped: Shaped[Model]) -> Model | None:
    return None if shaped.broken else shaped.model


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str]:
    line, column = finding.span.start if finding.span is not None else (0, 0)
    return (finding.path, line, column, finding.code)
