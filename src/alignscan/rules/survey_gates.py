"""AS247, AS248: gates that do what they seem to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from alignscan.rules.problem import Check, Problem, check
from alignscan.rules.survey_alone import SurveyFile
from alignscan.rules.survey_asked import Asked


def gate_outside_scale(asked: Asked) -> Iterator[Problem]:
    """AS247: a score that decides nothing, since no score is below it, or none reaches it."""
    limit = asked.survey.gates.fail_under
    scale = asked.questionnaire.score_scale
    if limit is not None and not scale.low <= limit <= scale.high:
        what = f"gates.fail_under: {limit} is outside the scale"
        hint = f"write a number from {scale.low} to {scale.high}"
        yield Problem("AS247", ("gates", "fail_under"), what, hint)


def rate_without_gate(file: SurveyFile) -> Iterator[Problem]:
    """AS248: a threshold that nothing is held against."""
    gates = file.survey.gates
    if "response_rate" in gates.model_fields_set and "low-response" not in gates.fail_on:
        what = "gates.response_rate says what is low, but `low-response` is no gate"
        hint = "write `gates: {fail_on: [low-response], response_rate: ...}`"
        yield Problem("AS248", ("gates", "response_rate"), what, hint, at_key=True)


ALONE: Final[tuple[Check[SurveyFile], ...]] = (check(rate_without_gate, "gates"),)
TOGETHER: Final[tuple[Check[Asked], ...]] = (check(gate_outside_scale, "gates", "score_scale"),)
