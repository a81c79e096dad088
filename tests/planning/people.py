"""Plans with their parts about people, for made-up findings."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from tests.diagnose.samples import cell, publication
from tests.model.samples import questionnaire, survey

from alignscan.diagnose.diagnose import diagnose
from alignscan.model.conditions import CONDITIONS, LEVELS, PRACTICES
from alignscan.model.content import action_library
from alignscan.model.plan import WrittenPlan
from alignscan.planning.charters import charter
from alignscan.planning.dates import dated
from alignscan.planning.plan import Plan
from alignscan.planning.schedule import Slot
from alignscan.planning.with_people import with_people
from alignscan.publish.published import Published, ShownCell, WithheldCell
from alignscan.rules.plan_rules import CHECKS
from alignscan.rules.problem import run

Asked = Mapping[str, Any]
ITEMS = [
    {"id": p.replace(".", "_"), "practice": p, "scale": "agree", "text": f"Is {p} so?"}
    for p in PRACTICES
]


def scores(chance: random.Random, low: float = 1.2) -> tuple[dict[str, str], dict[str, str]]:
    """Return scores of conditions and practices."""
    practices = {p: f"{chance.uniform(low, 4.9):.1f}" for p in PRACTICES}
    return {c: f"{chance.uniform(low, 4.9):.1f}" for c in CONDITIONS}, practices


def published_at(seed: int) -> Published:
    """Return made-up results, with some levels shown, some withheld and some not asked."""
    chance = random.Random(seed)
    cells: list[ShownCell | WithheldCell] = [cell(*scores(chance))]
    for level in LEVELS if chance.random() < 0.7 else ():
        name: dict[str, Any] = {"id": f"level={level}", "filters": {"level": (level,)}}
        fate = chance.random()
        if fate < 0.6:
            cells.append(cell(*scores(chance), **name))
        elif fate < 0.8:
            cells.append(WithheldCell(wave=None, **name))
    return publication().model_copy(update={"cells": tuple(cells)})


def asked_of(published: Published, **written: Any) -> Any:
    """Return a survey that asked the levels of some results."""
    levels = [c.filters["level"][0] for c in published.cells if "level" in c.filters]
    segments = {"level": {"categories": levels}} if levels else {}
    return survey(mode="team", agreed="today", segments=segments, **written)


def plan_of(
    published: Published,
    seed: int = 0,
    start: Any = None,
    only: Sequence[str] = (),
    **written: Any,
) -> Plan:
    """Return a plan of some actions of the library, in random weeks, with its people."""
    chance = random.Random(seed)
    form = questionnaire([], items=ITEMS)
    asked = asked_of(published, **written)
    found = diagnose(published, asked, form)
    library = [a for a in action_library().actions if not only or a.id in only]
    count = len(only) or chance.randrange(len(library))
    chosen = sorted(chance.sample(library, count), key=lambda a: a.id)
    actions = []
    for action in chosen:
        begin = chance.randrange(40)
        slot = Slot(begin=begin, end=begin + action.duration_weeks)
        actions.append(dated(charter(action, ()), slot, start))
    plan = Plan(start=start, actions=tuple(actions), first=tuple(a.id for a in actions[:5]))
    return with_people(plan, found, asked, published)


def written(plan: Plan) -> WrittenPlan:
    """Return a plan as its rules read it."""
    return WrittenPlan.model_validate(plan.model_dump(mode="json"))


def problems(plan: WrittenPlan, *codes: str) -> list[str]:
    """Return the codes of what is wrong with a plan, only some codes if any are given."""
    found = [problem.code for problem in run(CHECKS, plan)]
    return [code for code in found if not codes or code in codes]
