"""AS55: plan files."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_plan = Rules(Area.PLAN)
_A1 = "{id: A1, condition: direction, owner_role: senior_leadership, "

PLANFILE: tuple[Rule, ...] = (
    _plan(
        "AS551",
        "duplicate-entry",
        "Two entries of a list in a plan file have the same id.",
        "Prerequisites and the next run find an entry by its id.",
        bad=f"actions:\n  - {_A1}title: Agree}}\n  - {_A1}title: Agree again}}",
        good=f"actions:\n  - {_A1}title: Agree}}\n  - {{id: A2, condition: direction, "
        "owner_role: senior_leadership}",
    ),
    _plan(
        "AS552",
        "renamed-action",
        "A suggested action has an id that no library has.",
        "The next run does not find it again: it adds the action once more.",
        bad="actions:\n  - {id: A6O2, suggested: {condition: all, owner_role: senior_leadership}}",
        good="actions:\n  - {id: A602, suggested: {condition: all, owner_role: senior_leadership}}",
        severity=Severity.WARNING,
    ),
    _plan(
        "AS553",
        "unknown-prerequisite",
        "An action waits for one that is not in the plan.",
        "It would wait for something that never comes.",
        bad=f"actions:\n  - {_A1}requires: [A7]}}",
        good=f"actions:\n  - {_A1}requires: []}}",
    ),
    _plan(
        "AS554",
        "waiting-in-a-circle",
        "Actions of a plan wait for each other.",
        "None of them could ever start.",
        bad=f"actions:\n  - {_A1}requires: [A1]}}",
        good=f"actions:\n  - {_A1}requires: []}}",
    ),
    _plan(
        "AS555",
        "ends-before-it-starts",
        "An action is due before it starts.",
        "One of the two dates is a slip, and the calendar shows the wrong one.",
        bad=f"actions:\n  - {_A1}start: 2027-03-01, due: 2027-02-01}}",
        good=f"actions:\n  - {_A1}start: 2027-02-01, due: 2027-03-01}}",
    ),
    _plan(
        "AS556",
        "starts-too-early",
        "An action starts before one that it waits for is due.",
        "It builds on something that is not there yet.",
        bad=f"actions:\n  - {_A1}start: 2027-01-04, due: 2027-02-26}}\n"
        "  - {id: A2, requires: [A1], start: 2027-02-01}",
        good=f"actions:\n  - {_A1}start: 2027-01-04, due: 2027-02-26}}\n"
        "  - {id: A2, requires: [A1], start: 2027-03-01}",
        severity=Severity.WARNING,
    ),
    _plan(
        "AS557",
        "not-mergeable",
        "A plan file is written in a way that nothing can be merged into.",
        "A run writes nothing rather than touch what people wrote.",
        bad="actions: [{id: A602}]",
        good="actions:\n  - {id: A602, condition: all, owner_role: senior_leadership}",
    ),
)
