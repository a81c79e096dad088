"""AS7, and the roles of AS4: libraries of actions."""

from __future__ import annotations

from alignscan.rules.rule import Area, Rule, Rules

_rule, _role = Rules(Area.ACTIONS), Rules(Area.ROLES)

ACTIONS: tuple[Rule, ...] = (
    _role(
        "AS401",
        "consultant-accountable",
        "An external consultant is accountable for an action.",
        "Consultants support and leave again; what nobody inside owns is not carried out. Name "
        "a role inside, and the consultant under `support`.",
        bad="actions:\n  - {id: A1, owner_role: external_consultant}",
        good="actions:\n  - {id: A1, owner_role: team_leader, support: [external_consultant]}",
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
        "An action refers to one that is not in the library.",
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
        bad="actions:\n  - {id: A1, evidence: {grade: B, refs: [E9]}}",
        good="evidence:\n  E1: {finding: Shared goals help., source: A journal}\n"
        "actions:\n  - {id: A1, evidence: {grade: B, refs: [E1]}}",
    ),
)
