"""Libraries of actions and diagnoses to plan with, written in few words or drawn at random."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from tests.diagnose.samples import diagnosed, figures
from tests.model.samples import survey

from alignscan.model import normalize
from alignscan.model.actions import ActionLibrary
from alignscan.model.conditions import CONDITIONS, ROLES, condition_of
from alignscan.model.survey import Survey

PRACTICES = ("C1.1", "C1.5", "C2.5", "C3.1", "C3.5", "C4.3", "C5.1", "C5.2", "C5.5")
"""Few enough that random actions close the same ones."""
OWNERS = ROLES[:4]
BANDS = ("not_apparent", "partly", "apparent")
PATTERNS = ("shared_low", "divided", "shared_high", "leaders_higher")
ALWAYS = {
    "condition": "all",
    "practices": [],
    "when": {"bands": list(BANDS), "patterns": ["always"]},
}


def action(id: str, **more: Any) -> dict[str, Any]:
    """Return an action for practice C3.1, as a library holds it."""
    return {
        "id": id,
        "title": f"Do {id}",
        "condition": "goals",
        "practices": ["C3.1"],
        "when": {"bands": ["not_apparent", "partly"]},
        "owner_role": "senior_leadership",
        "steps": ["Begin."],
        "effort": "S",
        "duration_weeks": 4,
        "kpi": {
            "name": "Done",
            "unit": "%",
            "direction": "up",
            "baseline": {"from": "measure"},
            "target": {"value": "90"},
            "due_after_weeks": 8,
            "level": "behavior",
        },
        "evidence": {"grade": "C"},
        **more,
    }


def library(*actions: Mapping[str, Any], **more: Any) -> ActionLibrary:
    """Return a library of actions."""
    data = {"format": "alignscan/actions/1", "id": "own", "actions": list(actions), **more}
    return ActionLibrary.model_validate(normalize.actions(data))


def team(**more: Any) -> Survey:
    """Return the survey of a team."""
    return survey(mode="team", agreed="today", **more)


ONES = st.fixed_dictionaries(
    {
        "practices": st.lists(st.sampled_from(PRACTICES), min_size=1, max_size=3, unique=True),
        "bands": st.sampled_from([BANDS[:1], BANDS[:2], BANDS[1:], BANDS]),
        "patterns": st.lists(st.sampled_from(PATTERNS), max_size=2, unique=True),
        "owner_role": st.sampled_from(OWNERS),
        "effort": st.sampled_from("SML"),
        "weeks": st.integers(1, 26),
        "before": st.lists(st.integers(0, 12), max_size=2, unique=True),
        "or_state": st.none() | st.sampled_from(PRACTICES),
        "grade": st.sampled_from("ABC"),
    }
)
GUIDES = st.dictionaries(
    st.sampled_from(PATTERNS), st.lists(st.integers(0, 9), max_size=2, unique=True), max_size=1
)


def _library(drawn: list[dict[str, Any]], guide: dict[str, list[int]]) -> ActionLibrary:
    found = [_one(f"A{i:02}", one) for i, one in enumerate(drawn)]
    found += [action("A601", **ALWAYS), action("A602", **ALWAYS)]
    ids = [one["id"] for one in found]
    first = {p: {"first": [ids[i % len(ids)] for i in places]} for p, places in guide.items()}
    return library(*found, guide=first)


def _one(id: str, drawn: dict[str, Any]) -> dict[str, Any]:
    practice = drawn["or_state"]
    state = None if practice is None else {"practice": practice, "min": "3.5"}
    return action(
        id,
        condition=condition_of(drawn["practices"][0]),
        practices=drawn["practices"],
        when={"bands": list(drawn["bands"]), "patterns": drawn["patterns"]},
        owner_role=drawn["owner_role"],
        effort=drawn["effort"],
        duration_weeks=drawn["weeks"],
        requires=[{"action": f"A{i:02}", "or_state": state} for i in drawn["before"]],
        evidence={"grade": drawn["grade"]},
    )


LIBRARIES = st.builds(_library, st.lists(ONES, min_size=1, max_size=12), GUIDES)
"""Requirements may be circles, or actions that the library lacks."""
TENTHS = st.integers(10, 50).map(lambda n: f"{n / 10:.1f}")
FIGURES = st.builds(
    lambda score, how: figures(score, agreement=how),
    TENTHS,
    st.sampled_from(["agree", "divided", None]),
)
DIAGNOSES = st.builds(
    diagnosed,
    st.fixed_dictionaries(dict.fromkeys(CONDITIONS, FIGURES)),
    st.dictionaries(st.sampled_from(PRACTICES), FIGURES),
)
SURVEYS = st.builds(
    lambda levels, **plan: team(
        plan=plan, segments={"level": {"categories": [*levels, "employee"]}} if levels else {}
    ),
    levels=st.lists(st.sampled_from(OWNERS), unique=True),
    capacity=st.dictionaries(st.sampled_from(OWNERS), st.sampled_from([0, 1, 3, 4, 8, 12, 40])),
    budget=st.sampled_from([None, None, 0, 5, 20]),
    running=st.integers(1, 4),
    horizon_weeks=st.sampled_from([13, 26, 52]),
)
"""What a plan may take, and which levels there are."""
