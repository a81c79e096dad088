"""AS7, and the roles of AS4: libraries of actions."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules
from alignscan.source.finding import Severity

_rule, _role = Rules(Area.ACTIONS), Rules(Area.ROLES)

ACTIONS: tuple[Rule, ...] = (
    _role(
        "AS401",
        "consultant-accountable",
        "An external consultant is accountable for an action.",
        "Consultants support and leave again; what nobody inside owns is not carried out. Name "
        "a role inside, and the consultant under `support`.",
        bad="actions:\n  - {id: A1, owner_role: external_consultant}",
        good="actions:\n  - {id: A1, owner_role: senior_management, "
        "support: [external_consultant]}",
    ),
    _rule(
        "AS701",
        "duplicate-action",
        "Two actions have the same id.",
        "Plans and other actions refer to an action by its id.",
        bad="actions:\n  - {id: A1}\n  - {id: A1}",
        good="actions:\n  - {id: A1}\n  - {id: A2}",
    ),
    _rule(
        "AS702",
        "requires-unknown",
        "An action refers to one that is neither in the library nor packaged.",
        "The plan would wait for something that never comes.",
        bad="actions:\n  - {id: A1, requires: [{action: A7}]}",
        good="actions:\n  - {id: A1, requires: [{action: A2}]}\n  - {id: A2}",
    ),
    _rule(
        "AS703",
        "requires-cycle",
        "Actions require each other in a circle.",
        "None of them could ever start.",
        bad="actions:\n  - {id: A1, requires: [{action: A2}]}\n"
        "  - {id: A2, requires: [{action: A1}]}",
        good="actions:\n  - {id: A1, requires: [{action: A2}]}\n  - {id: A2}",
    ),
    _rule(
        "AS704",
        "unknown-evidence",
        "An action refers to evidence that the library does not hold.",
        "A reader has to be able to look up what an evidence grade rests on.",
        bad="actions:\n  - {id: A1, evidence: {grade: B, refs: [E91]}}",
        good="evidence:\n  E1: {finding: Shared goals help., source: A journal}\n"
        "actions:\n  - {id: A1, evidence: {grade: B, refs: [E1]}}",
    ),
    _rule(
        "AS705",
        "grade-beyond-evidence",
        "An action has grade A, and no finding that it refers to has.",
        "A grade says how well it is known that an action works. A reader has to be able to "
        "follow it to a review of many studies.",
        bad="evidence:\n  E31: {finding: Shared goals help., source: A journal, grade: C}\n"
        "actions:\n  - {id: A1, evidence: {grade: A, refs: [E31]}}",
        good="evidence:\n  E31: {finding: Shared goals help., source: A journal, grade: C}\n"
        "actions:\n  - {id: A1, evidence: {grade: C, refs: [E31]}}",
        severity=Severity.WARNING,
    ),
    _rule(
        "AS706",
        "owner-without-say",
        "An action is owned by employees, who own nothing in a plan.",
        "An owner decides, frees time and answers for the result. No plan would hold the action.",
        bad="actions:\n  - {id: A1, condition: goals, owner_role: employee}",
        good="actions:\n  - {id: A1, condition: goals, owner_role: team_leader, "
        "participants: [employee]}",
    ),
    _rule(
        "AS707",
        "nothing-answers",
        "An action takes the place of a packaged one, and a gap or pattern is left without any.",
        "A plan could then only say that nothing is there for it.",
        bad="actions:\n  - {id: A406, condition: capability, practices: [C4.5]}",
        good="actions:\n  - {id: ours-1, condition: capability, practices: [C4.5]}",
        severity=Severity.WARNING,
    ),
)
