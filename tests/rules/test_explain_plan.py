"""Every action and practice that a plan names can be looked up by its code."""

import pytest

from alignscan.model.actions import Action
from alignscan.model.conditions import PRACTICES
from alignscan.model.content import action_library
from alignscan.rules.explain import explanation
from alignscan.rules.explain_plan import WIDTH

LIBRARY = action_library()


@pytest.mark.parametrize("action", LIBRARY.actions, ids=lambda action: str(action.id))
def test_an_action_is_told_with_its_steps_kpi_and_evidence(action: Action) -> None:
    text = explanation(action.id)
    assert text is not None
    said = " ".join(text.split())
    for part in (action.title["en"], action.kpi.name["en"], *(s["en"] for s in action.steps)):
        assert " ".join(part.split()) in said
    for ref in action.evidence.refs:
        assert " ".join(LIBRARY.evidence[ref].source.split()) in said
    for needed in action.requires:
        assert f"First: {needed.action}" in said
    assert max(map(len, text.splitlines())) <= WIDTH


@pytest.mark.parametrize("code", PRACTICES)
def test_a_practice_is_told_with_the_actions_that_work_on_it(code: str) -> None:
    text = explanation(code.lower())
    assert text is not None
    assert text.startswith(f"{code}: ")
    working = [a.id for a in LIBRARY.actions if code in a.practices]
    assert [line.split()[0] for line in text.splitlines() if line.startswith("  A")] == working


@pytest.mark.parametrize("name", ["A999", "C6.1", "C2", "A", ""])
def test_a_code_that_does_not_exist_has_no_explanation(name: str) -> None:
    assert explanation(name) is None
