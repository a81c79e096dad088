"""AS247 and AS248: gates that do not do what they seem to."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.SURVEY)

GATES: tuple[Rule, ...] = (
    _rule(
        "AS247",
        "gate-outside-scale",
        "A gate asks for a score outside the scale of the scores.",
        "It would be missed, or passed, whatever people answer.",
        bad="gates: {fail_under: 35}",
        good="gates: {fail_under: 3.5}",
    ),
    _rule(
        "AS248",
        "rate-without-gate",
        "A response rate is set for a gate that is not.",
        "The rate says what counts as low; without `low-response` nothing is held against it.",
        bad="gates: {response_rate: 0.6}",
        good="gates: {fail_on: [low-response], response_rate: 0.6}",
        severity=Severity.WARNING,
    ),
)
