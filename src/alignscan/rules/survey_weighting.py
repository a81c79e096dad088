"""AS2: rules on what the answers are weighted by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.survey_alone import SurveyFile, categories_of
from alignscan.rules.words import quoted, suggestion


def unknown_segment(file: SurveyFile) -> Iterator[Problem]:
    """AS211: a segment to weight by that is not declared."""
    segments = file.survey.segments
    for loc, name in _named(file):
        if name not in segments:
            hint = suggestion(name, segments) if segments else f"declare `{name}`"
            yield Problem("AS211", loc, f"there is no segment {quoted(name)}", hint)


def weighting_without_counts(file: SurveyFile) -> Iterator[Problem]:
    """AS243: a segment to weight by for which the people are not counted."""
    population = file.survey.population
    if population is not None and population.file is not None:
        return
    given = {} if population is None else population.counts
    for loc, name in _named(file):
        segment = file.survey.segments.get(name)
        categories = () if segment is None else categories_of(segment)
        missing = [c for c in categories if c not in given.get(name, {})]
        if missing:
            what = f"nothing says how many people of {quoted(name)} are {quoted(missing[0])}"
            hint = f"count every category: `population: {{{name}: {{{missing[0]}: 120, ...}}}}`"
            yield Problem("AS243", loc, what, hint)


def _named(file: SurveyFile) -> Iterator[tuple[Loc, str]]:
    weighting = file.survey.weighting
    if weighting is not None:
        for i, name in enumerate(weighting.by):
            yield ("weighting", "by", i), name


CHECKS: Final[tuple[Check[SurveyFile], ...]] = (
    check(unknown_segment, "weighting", "segments"),
    check(weighting_without_counts, "weighting", "segments", "population"),
)
