"""The best choice of few actions, found by looking at every one that could still be the best.

It saves loading a solver, which takes longer than all the rest of a small assessment.
"""

from dataclasses import dataclass

from alignscan.planning.greedy import greedy
from alignscan.planning.problem import Option, Problem


class TooMany(Exception):
    """There are more choices to look at than is worth it."""


def search(problem: Problem, steps: int) -> frozenset[str]:
    """Return the choice of most worth, then fewest points, then lowest ids.

    Raises TooMany when that takes more than a number of steps.
    """
    return _Search(problem, steps).best()


@dataclass(slots=True)
class _State:
    """Where the search stands: what is in, what is out, and what that is worth."""

    inside: int
    outside: int
    points: int
    best: tuple[int, ...]
    """For each practice the worth of the best action so far."""
    wished: tuple[int, ...]


class _Search:
    """Depth first, by id, with each action taken before it is left out."""

    def __init__(self, problem: Problem, steps: int) -> None:
        self.problem, self.steps = problem, steps
        self.options = problem.options
        self.place = {option.id: i for i, option in enumerate(self.options)}
        self.practices = sorted({p for o in self.options for p in o.worth})
        self.gates = [[self._mask(gate) for gate in o.gates] for o in self.options]
        self.requires = [self._mask(o.requires) for o in self.options]
        self.ahead = self._ahead()
        start = greedy(problem)
        self.value = problem.value(start)
        self.points = sum(o.points for o in self.options if o.id in start) + 1
        self.found = start

    def best(self) -> frozenset[str]:
        """Return the best choice."""
        none = _State(0, 0, 0, (0,) * len(self.practices), (0,) * len(self.problem.wishes))
        self._visit(0, none)
        return self.found

    def _visit(self, i: int, state: _State) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooMany
        if not self._promising(i, state):
            return
        if i == len(self.options):
            self._keep(state)
            return
        bit = 1 << i
        if state.inside & bit:
            self._visit(i + 1, state)
            return
        taken = self._take(i, state)
        if taken is not None:
            self._visit(i + 1, taken)
        left = _State(state.inside, state.outside | bit, state.points, state.best, state.wished)
        self._visit(i + 1, left)

    def _promising(self, i: int, state: _State) -> bool:
        """Return whether something better than the best so far may still come."""
        best, wished = self.ahead[i]
        bound = sum(map(max, state.best, best)) + sum(
            w.worth * min(w.most, have + more)
            for w, have, more in zip(self.problem.wishes, state.wished, wished, strict=True)
        )
        return bound > self.value or (bound == self.value and state.points < self.points)

    def _take(self, i: int, state: _State) -> _State | None:
        """Return the state with an action and all that it requires; None where it cannot be."""
        added, todo = 0, 1 << i
        while todo:
            added |= todo
            todo = self._required(todo) & ~(added | state.inside)
        if added & state.outside:
            return None
        options = self._options(added)
        inside = state.inside | added
        if not self.problem.limits.fits(self._options(inside)):
            return None
        return _State(
            inside,
            state.outside,
            state.points + sum(o.points for o in options),
            tuple(
                max(have, *(o.worth.get(p, 0) for o in options))
                for p, have in zip(self.practices, state.best, strict=True)
            ),
            tuple(
                have + sum(o.id in w.of for o in options)
                for w, have in zip(self.problem.wishes, state.wished, strict=True)
            ),
        )

    def _keep(self, state: _State) -> None:
        for i, gates in enumerate(self.gates):
            if state.inside >> i & 1 and not all(gate & state.inside for gate in gates):
                return
        self.found = frozenset(o.id for o in self._options(state.inside))
        self.value, self.points = self.problem.value(self.found), state.points

    def _ahead(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Return, for each place, what the actions from there on could add at most."""
        best, wished = [0] * len(self.practices), [0] * len(self.problem.wishes)
        out = [(tuple(best), tuple(wished))]
        for option in reversed(self.options):
            best = [
                max(have, option.worth.get(p, 0))
                for p, have in zip(self.practices, best, strict=True)
            ]
            wished = [
                have + (option.id in w.of)
                for w, have in zip(self.problem.wishes, wished, strict=True)
            ]
            out.append((tuple(best), tuple(wished)))
        return out[::-1]

    def _mask(self, ids: tuple[str, ...]) -> int:
        return sum(1 << self.place[id] for id in ids)

    def _required(self, mask: int) -> int:
        out = 0
        for i, requires in enumerate(self.requires):
            if mask >> i & 1:
                out |= requires
        return out

    def _options(self, mask: int) -> list[Option]:
        return [option for i, option in enumerate(self.options) if mask >> i & 1]
