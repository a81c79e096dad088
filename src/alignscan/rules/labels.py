"""AS910 to AS912: what is wrong with a file of labels; and the one that a survey names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Final

from alignscan.model.labels import (
    FORMAT,
    OWN,
    LabelFile,
    fits,
    known_language,
    labels,
    languages,
    values_of,
)
from alignscan.model.survey import Survey
from alignscan.rules.asked import File, inside
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.survey_alone import SurveyFile
from alignscan.rules.words import did_you_mean, one_of, quoted

LABELS: Final[Loc] = ("labels",)


def unknown_label(file: LabelFile) -> Iterator[Problem]:
    """AS910: a label that no report has."""
    for key in file.labels:
        if values_of(key) is None:
            close = did_you_mean(key, labels(OWN))
            hint = f"did you mean `{close}`?" if close else "take a name of the packaged labels"
            what = f"reports have no label {quoted(key)}"
            yield Problem("AS910", ("labels", key), what, hint, at_key=True)


def wrong_values(file: LabelFile) -> Iterator[Problem]:
    """AS911: a label whose values in braces are not those of the packaged one."""
    for key, text in file.labels.items():
        values = values_of(key)
        if values is not None and not fits(key, text):
            named = " and ".join(f"{{{name}}}" for name in sorted(values))
            hint = f"use {named}, each by its name alone" if named else "write it without braces"
            what = f"{quoted(key)} does not have the values of the packaged label"
            yield Problem("AS911", ("labels", key), what, hint)


def unknown_language(file: LabelFile) -> Iterator[Problem]:
    """AS912: labels in a language that reports do not come in."""
    if known_language(file.language) is None:
        what = f"reports do not come in {quoted(file.language)}"
        yield Problem("AS912", ("language",), what, f"write {one_of(languages())}")


def no_reports(file: SurveyFile) -> Iterator[Problem]:
    """AS250: a survey in a language that reports do not come in."""
    language = file.survey.language
    if known_language(language) is None:
        what = f"reports do not come in {quoted(language)}, so this one is in English"
        hint = f"write {one_of(languages())}; what people write may be in any language"
        yield Problem("AS250", ("language",), what, hint)


ALONE: Final[tuple[Check[SurveyFile], ...]] = (check(no_reports, "language"),)
CHECKS: Final[tuple[Check[LabelFile], ...]] = (
    check(unknown_label, "labels"),
    check(wrong_values, "labels"),
    check(unknown_language, "language"),
)


def labels_file(file: File, survey: Survey) -> tuple[Path | None, Problem | None]:
    """Return the file of a survey's own labels, and what is wrong with the reference (AS249)."""
    if survey.labels is None:
        return None, None
    target, windows = file.folder / survey.labels, PureWindowsPath(survey.labels)
    if windows.drive or windows.root or not inside(target, file.root):
        what = "the labels lie outside the folder of this file"
        hint = "copy them into the folder, or name a wider folder with --root"
        return None, Problem("AS249", LABELS, what, hint)
    if not target.is_file():
        hint = f"write the path of a file that begins with `format: {FORMAT}`"
        return None, Problem("AS249", LABELS, f"there is no file {quoted(survey.labels)}", hint)
    return target, None
