"""A quick choice: the best value for each effort point, again and again."""

from fractions import Fraction

from alignscan.planning.problem import Option, Problem


def greedy(problem: Problem) -> frozenset[str]:
    """Return an allowed choice that may be less than the best one.

    Each step takes the action, with all that must come first, that adds most for each effort
    point; then the one with the lowest id.
    """
    known = {option.id: option for option in problem.options}
    chosen: frozenset[str] = frozenset()
    while True:
        steps = [_step(option, chosen, known) for option in problem.options]
        possible = [s for s in steps if s - chosen and problem.allowed(s)]
        gains = [(_gain(problem, s, chosen, known), s) for s in possible]
        best = max((gain for gain, _ in gains), default=Fraction(0))
        if best <= 0:
            return chosen
        chosen = next(s for gain, s in gains if gain == best)


def _step(option: Option, chosen: frozenset[str], known: dict[str, Option]) -> frozenset[str]:
    """Return a choice with one more action and all that it needs."""
    todo, found = [option.id], set(chosen)
    while todo:
        one = known[todo.pop()]
        if one.id not in found:
            found.add(one.id)
            todo += one.requires
            todo += [gate[0] for gate in one.gates if not found & set(gate)]
    return frozenset(found)


def _gain(
    problem: Problem, step: frozenset[str], chosen: frozenset[str], known: dict[str, Option]
) -> Fraction:
    points = sum(known[id].points for id in step - chosen)
    return Fraction(problem.value(step) - problem.value(chosen), points)
