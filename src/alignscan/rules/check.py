"""Checking a file: everything that is wrong with it, in one run, each with its position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from alignscan.model.survey import Survey
from alignscan.rules import (
    forms,
    survey_alone,
    survey_asked,
    survey_gates,
    survey_plan,
    survey_weighting,
)
from alignscan.rules import labels as own_labels
from alignscan.rules.asked import (
    Asked,
    File,
    asked_by,
    only,
    questionnaire_findings,
    wrong_top_level,
)
from alignscan.rules.checked import Checked, blank, whole
from alignscan.rules.named import table_named, with_name_close_by
from alignscan.rules.place import Place
from alignscan.rules.problem import Problem, run
from alignscan.rules.shape import shape
from alignscan.rules.wording import is_lock, lock_findings, wording_findings
from alignscan.rules.words import did_you_mean, one_of
from alignscan.source.finding import Finding, SourceError
from alignscan.source.text import Text, read_text
from alignscan.source.yaml import load_yaml


def check_file(path: Path, *, shown: str | None = None, root: Path | None = None) -> Checked:
    """Return what a file holds and everything that is wrong with it; never raises for bad input.

    ``shown`` is the path for findings. Files named in the file have to lie in its folder, or in
    ``root``.
    """
    table = table_named(path, shown if shown is not None else str(path))
    if table is not None:
        return Checked(path, None, findings=(table,))
    try:
        text = read_text(path, shown)
    except SourceError as error:
        findings = _sorted(with_name_close_by(finding, path) for finding in error.findings)
        return Checked(path, None, findings=findings)
    checked = check_text(text, folder=path.parent, root=root)._replace(path=path)
    if checked.survey is None or checked.questionnaire is None:
        return checked
    found = wording_findings(path, text.path, checked.questionnaire)
    return checked._replace(findings=_sorted((*checked.findings, *found)))


def check_text(text: Text, *, folder: Path, root: Path | None = None) -> Checked:
    """Return what a text holds and everything that is wrong with it.

    Paths in the text are relative to ``folder``, and have to stay in it or in ``root``. What is odd
    about how a value is written is left out where the value is wrong anyway.
    """
    try:
        document = load_yaml(text)
    except SourceError as error:
        findings = _sorted(map(_answered_twice, error.findings))
        return Checked(None, text, findings=findings, texts=(text,))
    checked = _checked(File(document, folder, root or folder))
    wrong = {(finding.path, finding.span) for finding in checked.errors}
    odd = (finding for finding in document.findings if (finding.path, finding.span) not in wrong)
    return checked._replace(findings=_sorted((*odd, *checked.findings)))


def _checked(file: File) -> Checked:
    data = file.document.data
    if not isinstance(data, dict):
        return blank(file)._replace(findings=only(file, wrong_top_level()))
    if is_lock(data):
        return blank(file)._replace(findings=lock_findings(data, file.text.path))
    problem, kind = _format_of(_said(file, data))
    findings = only(file, problem) if problem is not None else ()
    if kind is None:
        return blank(file)._replace(findings=findings)
    checked = _by_format(file, kind, {**data, "format": kind})
    usable = checked if problem is None else blank(file)
    return usable._replace(findings=(*findings, *checked.findings), texts=checked.texts)


def _by_format(file: File, kind: str, data: forms.Raw) -> Checked:
    if kind == forms.SURVEY.format:
        return _check_survey(file, data)
    if kind == forms.QUESTIONNAIRE.format:
        return _check_questionnaire(file, data)
    from alignscan.rules.check_others import CHECKS

    return CHECKS[kind](file, data)


def _said(file: File, data: forms.Raw) -> forms.Raw:
    """Return data with its format; a brand file says it by its name."""
    if "format" in data:
        return data
    from alignscan.model.brand import is_brand_name

    name = PurePosixPath(file.text.path.replace("\\", "/")).name
    return {"format": forms.BRAND, **data} if is_brand_name(name) else data


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
        return forms.PLAN
    if "actions" in data:
        return forms.ACTIONS
    if "items" in data:
        return forms.QUESTIONNAIRE.format
    if data.keys() & {"color", "typography", "logo"}:
        return forms.BRAND
    return forms.SURVEY.format if data.keys() & {"organization", "questionnaire"} else None


def _check_questionnaire(file: File, data: forms.Raw) -> Checked:
    shaped = shape(file.document, forms.QUESTIONNAIRE, data=data)
    findings = (*shaped.findings, *questionnaire_findings(shaped, frozenset()))
    return blank(file)._replace(questionnaire=whole(shaped), findings=findings)


def _check_survey(file: File, data: forms.Raw) -> Checked:
    shaped = shape(file.document, forms.SURVEY, data=data)
    if shaped.model is None:
        return blank(file)._replace(findings=shaped.findings)
    survey, place = shaped.model, shaped.place
    checks = (
        *survey_alone.CHECKS,
        *survey_weighting.CHECKS,
        *survey_plan.CHECKS,
        *survey_gates.ALONE,
        *own_labels.ALONE,
    )
    alone = run(checks, survey_alone.SurveyFile(survey, data), shaped.broken)
    asked = Asked() if "questionnaire" in shaped.broken else asked_by(file, survey, place)
    together = _together(survey, asked, shaped.broken)
    mine = map(place.finding, (*alone, *together))
    own, named = _own_actions(file, survey, place), _own_labels(file, survey, place)
    return blank(file)._replace(
        survey=whole(shaped),
        questionnaire=asked.questionnaire if not asked.broken else None,
        findings=(*shaped.findings, *asked.findings, *mine, *own.findings, *named.findings),
        texts=(file.text, *asked.texts, *own.texts, *named.texts),
        labels=named.labels,
    )


def _own_actions(file: File, survey: Survey, place: Place) -> Checked:
    """Return the library of actions that a survey names, with what is wrong with it."""
    target, problem = survey_plan.library_file(file, survey)
    if problem is not None:
        return Checked(None, None, findings=(place.finding(problem),))
    if target is None:
        return Checked(None, None)
    shown = PurePosixPath(file.text.path.replace("\\", "/")).parent / (survey.plan.library or "")
    found = _check_named(target, shown.as_posix(), file.root)
    if found.library is not None or found.errors:
        return found
    hint = f"begin it with `format: {forms.ACTIONS}`"
    what = "this file is no library of actions"
    return Checked(
        None, None, findings=(place.finding(Problem("AS246", survey_plan.LIBRARY, what, hint)),)
    )


def _check_named(target: Path, shown: str, root: Path) -> Checked:
    """Return a file that a survey names, checked; nothing of a survey, which could name itself."""
    try:
        data = load_yaml(read_text(target, shown)).data
    except SourceError as error:
        return Checked(target, None, findings=error.findings)
    if isinstance(data, dict) and data.get("format", _guessed(data)) == forms.SURVEY.format:
        return Checked(target, None)
    return check_file(target, shown=shown, root=root)


def _own_labels(file: File, survey: Survey, place: Place) -> Checked:
    """Return the labels that a survey names, with what is wrong with them."""
    target, problem = own_labels.labels_file(file, survey)
    if problem is not None:
        return Checked(None, None, findings=(place.finding(problem),))
    if target is None:
        return Checked(None, None)
    shown = PurePosixPath(file.text.path.replace("\\", "/")).parent / (survey.labels or "")
    found = _check_named(target, shown.as_posix(), file.root)
    if found.labels is not None or found.errors:
        return found
    hint = f"begin it with `format: {forms.LABELS}`"
    problem = Problem("AS249", own_labels.LABELS, "this file holds no labels", hint)
    return Checked(None, None, findings=(place.finding(problem),))


def _together(survey: Survey, asked: Asked, broken: frozenset[str]) -> Iterable[Problem]:
    if asked.questionnaire is None:
        return ()
    subject = survey_asked.Asked(survey, asked.questionnaire)
    checks = (*survey_asked.CHECKS, *survey_gates.TOGETHER)
    return run(checks, subject, broken | asked.broken)


def _answered_twice(finding: Finding) -> Finding:
    if finding.code != "AS011" or not finding.data_path.startswith("answers."):
        return finding
    hint = "answer each item once; for several people write a list: [4, 5, 3]"
    return replace(finding, message=f"{finding.message}: the item is answered twice", hint=hint)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str]:
    line, column = finding.span.start if finding.span is not None else (0, 0)
    return (finding.path, line, column, finding.code)
