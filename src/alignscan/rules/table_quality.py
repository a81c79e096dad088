"""AS3: how well a questionnaire asks. Sources: domain literature on item writing."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule = Rules(Area.QUALITY, Severity.WARNING)


def _item(text: str, more: str = "") -> str:
    return f'items:\n  - {{id: q1, practice: C1.1, scale: agree{more}, text: "{text}"}}'


def _agree(label: str) -> str:
    return f"scales:\n  agree: {{low: 1, high: 3, {label}}}\n"


_LABELED = "labels: [Disagree, Neither, Agree]"
_CANNOT = _LABELED + ", cannot_say: Cannot say"
_RECALL = "  - {id: recall, kind: recall, text: Which priorities do you recall?}\n"
_SHOWN = (
    '  - {id: q1, practice: C2.1, scale: agree, text: "I know that {priorities} come first."}\n'
)

QUALITY: tuple[Rule, ...] = (
    _rule(
        "AS301",
        "double-barreled",
        "An item asks about more than one thing.",
        "Somebody who agrees with one half only has no answer to give. Make two items of it.",
        bad=_item("Our vision and our values and our goals are clear."),
        good=_item("Our vision is clear."),
    ),
    _rule(
        "AS302",
        "long-item",
        "An item has more than 25 words.",
        "Long items are read in part, and by different people in different part.",
        bad=_item("When I think of " + "all of the many things " * 4 + "that we do, we have aims."),
        good=_item("We have aims."),
    ),
    _rule(
        "AS303",
        "negated-item",
        "An item is worded with a negation.",
        "Disagreeing with a negation is easily got wrong. Say what there is, or reverse the "
        "meaning and write `reverse: true`.",
        bad=_item("Our goals are not known."),
        good=_item("Our goals are known."),
    ),
    _rule(
        "AS304",
        "absolute-word",
        "An item holds an absolute word such as `always` or `everyone`.",
        "Few people can agree with an absolute, so the item measures caution.",
        bad=_item("Everyone knows our goals."),
        good=_item("People in my team know our goals."),
    ),
    _rule(
        "AS305",
        "condition-thin",
        "A condition is asked too little to be scored.",
        "It takes items for three of its six practices, or one anchor item. Else the condition "
        "is not scorable, and whether the organization is aligned cannot be judged.",
        bad="items:\n  - {id: q1, practice: C1.1, scale: agree, text: We have a vision.}",
        good="items:\n"
        + "".join(
            f"  - {{id: {name}, kind: anchor, condition: {name}, scale: agree, text: {name}}}\n"
            for name in ("direction", "commitment", "goals", "capability", "systems")
        ),
    ),
    _rule(
        "AS306",
        "two-reversed",
        "A condition has more than one reversed item.",
        "Reversed items tend to measure how carefully people read, more than what they think.",
        bad="items:\n  - {id: q1, practice: C1.1, scale: agree, reverse: true, text: We drift.}\n"
        "  - {id: q2, practice: C1.2, scale: agree, reverse: true, text: We guess.}",
        good="items:\n  - {id: q1, practice: C1.1, scale: agree, reverse: true, text: We drift.}\n"
        "  - {id: q2, practice: C1.2, scale: agree, text: We know.}",
    ),
    _rule(
        "AS307",
        "unlabeled-points",
        "The points of a scale have no labels.",
        "People read bare numbers differently. Give each point a label.",
        bad="scales:\n  agree: {low: 1, high: 3}",
        good=_agree(_LABELED),
    ),
    _rule(
        "AS308",
        "no-cannot-say",
        "A scale offers no way to say `cannot say`.",
        "People who do not know then answer in the middle. Who cannot say is a finding itself.",
        bad=_agree(_LABELED),
        good=_agree(_CANNOT),
        severity=Severity.INFO,
    ),
    _rule(
        "AS309",
        "recall-after-priorities",
        "The recall question comes after an item that shows the priorities.",
        "People would read the answer before they are asked for it.",
        bad="variables: {priorities: our aims}\nitems:\n" + _SHOWN + _RECALL,
        good="variables: {priorities: our aims}\nitems:\n" + _RECALL + _SHOWN,
    ),
)
