"""What a little more capacity would buy."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, get_args

from alignscan.model.conditions import Role
from alignscan.planning.plan import Offer
from alignscan.planning.problem import Limits, Problem
from alignscan.planning.select import select

MORE: Final = (1, 3, 8)
"""One more action of effort S, M or L in each quarter, or in the whole plan."""
PLENTY: Final = 1000


def offers(problem: Problem, chosen: frozenset[str]) -> tuple[Offer, ...]:
    """Return for each owner, and for the budget, the least addition that changes the plan.

    An addition counts when more severity is worked on with better evidence, or more of what every
    plan should hold gets in.
    """
    limits = problem.limits
    if _best(problem, _ample(limits)) <= problem.value(chosen):
        return ()
    return tuple(_offered(problem, chosen))


def _offered(problem: Problem, chosen: frozenset[str]) -> Iterator[Offer]:
    limits = problem.limits
    for role in get_args(Role):
        if any(option.owner == role for option in problem.options):
            room = limits.points.get(role, 0)
            wider = [(m, limits._replace(points={**limits.points, role: room + m})) for m in MORE]
            yield from _least(problem, chosen, wider, role)
    if limits.budget is not None:
        budgets = [(m, limits._replace(budget=limits.budget + m)) for m in MORE]
        yield from _least(problem, chosen, budgets, None)


def _least(
    problem: Problem,
    chosen: frozenset[str],
    wider: list[tuple[int, Limits]],
    role: Role | None,
) -> Iterator[Offer]:
    for more, limits in wider:
        better = problem._replace(limits=limits)
        ids = select(better)
        if problem.value(ids) > problem.value(chosen):
            gain = problem.served(ids) - problem.served(chosen)
            yield Offer(
                what="budget" if role is None else "capacity",
                role=role,
                more=more,
                actions=tuple(sorted(ids - chosen)),
                gain=(gain * problem.unit).quantize(Decimal("0.01")),
            )
            return


def _ample(limits: Limits) -> Limits:
    return Limits(dict.fromkeys(get_args(Role), PLENTY), limits.quarters)


def _best(problem: Problem, limits: Limits) -> int:
    return problem.value(select(problem._replace(limits=limits)))
