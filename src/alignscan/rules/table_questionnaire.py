"""AS2: what a questionnaire means."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.QUESTIONNAIRE)
_AGREE = "scales:\n  agree: {low: 1, high: 5}\n"

QUESTIONNAIRE: tuple[Rule, ...] = (
    _rule(
        "AS213",
        "duplicate-item",
        "Two items have the same id.",
        "The id names the column of the answers.",
        bad="items:\n  - {id: q1, kind: comment, text: What helps?}\n"
        "  - {id: q1, kind: comment, text: What hinders?}",
        good="items:\n  - {id: q1, kind: comment, text: What helps?}\n"
        "  - {id: q2, kind: comment, text: What hinders?}",
    ),
    _rule(
        "AS214",
        "unknown-scale",
        "An item uses a scale that is not declared under `scales`.",
        "The scale says which answers are possible.",
        bad=_AGREE + "items:\n  - {id: q1, practice: C1.1, scale: agre, text: We have a vision.}",
        good=_AGREE + "items:\n  - {id: q1, practice: C1.1, scale: agree, text: We have a vision.}",
    ),
    _rule(
        "AS215",
        "item-without-subject",
        "An item does not say which practice or condition it is about.",
        "Its answers would count nowhere. Give a practice (C1.1 to C5.6), or for an anchor or a "
        "wish a condition.",
        bad=_AGREE + "items:\n  - {id: q1, scale: agree, text: We have a vision.}",
        good=_AGREE + "items:\n  - {id: q1, practice: C1.1, scale: agree, text: We have a vision.}",
    ),
    _rule(
        "AS216",
        "labels-do-not-match",
        "A scale has more or fewer labels than points.",
        "Each point has its label, from the lowest to the highest.",
        bad="scales:\n  agree: {low: 1, high: 5, labels: [Disagree, Neither, Agree]}",
        good="scales:\n  agree: {low: 1, high: 3, labels: [Disagree, Neither, Agree]}",
    ),
    _rule(
        "AS217",
        "scale-empty",
        "A scale has no points, points it cannot reach, or more than 101.",
        "`low` is below `high`, and steps lead exactly from one to the other.",
        bad="scales:\n  agree: {low: 5, high: 1}",
        good="scales:\n  agree: {low: 1, high: 5}",
    ),
    _rule(
        "AS218",
        "favorable-off-scale",
        "A favorable or unfavorable point is not on the scale, or is both.",
        "The share of favorable answers counts these points.",
        bad="scales:\n  agree: {low: 1, high: 5, favorable: [5, 6]}",
        good="scales:\n  agree: {low: 1, high: 5, favorable: [4, 5]}",
    ),
    _rule(
        "AS219",
        "unknown-variable",
        "A text uses a variable that is not declared.",
        "People would read the braces. Declare it under `variables`; only {organization} is "
        "always there.",
        bad='items:\n  - {id: q1, kind: comment, text: "What do you tell {custommers}?"}',
        good="variables: {customers: our customers}\n"
        'items:\n  - {id: q1, kind: comment, text: "What do you tell {customers}?"}',
    ),
    _rule(
        "AS226",
        "choice-without-options",
        "A choice question has fewer than two options.",
        "There is nothing to choose from.",
        bad="items:\n  - {id: q1, kind: choice, text: What comes first?}",
        good="items:\n  - id: q1\n    kind: choice\n    text: What comes first?\n    options:\n"
        "      - {id: speed, text: Speed}\n      - {id: price, text: Price}",
    ),
    _rule(
        "AS234",
        "scale-needed",
        "A rated item has no scale.",
        "Without points to choose from it cannot be answered.",
        bad="items:\n  - {id: q1, practice: C1.1, text: We have a vision.}",
        good=_AGREE + "items:\n  - {id: q1, practice: C1.1, scale: agree, text: We have a vision.}",
    ),
    _rule(
        "AS240",
        "option-action-unknown",
        "An option points to an action that is not in the library.",
        "Whoever chooses the option would be led to nothing.",
        bad="items:\n  - id: q1\n    kind: choice\n    text: What comes first?\n    options:\n"
        "      - {id: speed, text: Speed, action: A999}\n      - {id: price, text: Price}",
        good="items:\n  - id: q1\n    kind: choice\n    text: What comes first?\n    options:\n"
        "      - {id: speed, text: Speed, action: A101}\n      - {id: price, text: Price}",
        severity=Severity.WARNING,
    ),
)
