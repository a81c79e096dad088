"""The second attacker: everything that is published, and how far it bounds the few.

Reads nothing but the published JSON, the questionnaire and the true roster: who belongs where, who
answered which item, and who is flagged, which is more than any reader knows. For each item and
score all published figures become bounds on how many people of each kind chose each option. A
linear program then says how far the total of a small group is still open; or an integer program,
which knows that people are whole.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, kron
from tests.publish.inside import VALUES, Region

Array = NDArray[np.float64]
Json = Mapping[str, Any]
Person = Mapping[str, str]
FAVORABLE: Final = np.array([0.0, 0.0, 0.0, 1.0, 1.0])
NEUTRAL: Final = np.array([0.0, 0.0, 1.0, 0.0, 0.0])
HALF_PERCENT: Final = 0.005
SLACK: Final = 1e-6
TOGETHER: Final = 6
"""Programs for all groups together, before one group at a time."""
NODES: Final = 200
"""Most branches of one integer program; what it leaves undecided is not held against anybody."""


@dataclass(frozen=True)
class Bound:
    """Some people's options add up to something between two ends."""

    who: Array
    """How much each person counts."""
    weights: Array
    """What each option adds."""
    low: float
    high: float


@dataclass(frozen=True)
class Opening:
    """How far the total of a small group is open."""

    people: tuple[int, ...]
    width: float


@dataclass
class Subject:
    """One item or score: who answered it, what, and all that is published of it."""

    name: str
    answered: NDArray[np.bool_]
    kinds: NDArray[np.intp]
    """For each person the kind: people who are alike in everything known."""
    truth: Array
    """People x options: the true answers, of a score as a mixture."""
    bounds: list[Bound] = field(default_factory=list)
    values: Array = field(default_factory=VALUES.copy)
    """What each option adds to the totals that the attack is about."""

    @cached_property
    def atoms(self) -> NDArray[np.intp]:
        """For each person who answered the place of the kind, else -1."""
        found = np.full(len(self.kinds), -1)
        _, found[self.answered] = np.unique(self.kinds[self.answered], return_inverse=True)
        return found

    @cached_property
    def sizes(self) -> Array:
        return np.bincount(self.atoms[self.answered]).astype(float)

    def rows(self) -> tuple[Any, Array]:
        """Return the bounds as rows over atoms times options, and their right-hand sides."""
        each, most = [], []
        for bound in self.bounds:
            counts = self._of_atoms(bound.who)
            row = np.outer(counts, bound.weights).ravel()
            each += [row, -row]
            most += [bound.high + SLACK, -bound.low + SLACK]
        return csr_array(np.array(each)), np.array(most)

    def _of_atoms(self, who: Array) -> Array:
        out = np.zeros(len(self.sizes))
        out[self.atoms[self.answered]] = who[self.answered]
        return out

    def violated(self) -> list[int]:
        """Return which bounds the true answers do not meet: none, or the attack misreads."""
        given = self.truth * self.answered[:, None]
        sums = [float(bound.who @ given @ bound.weights) for bound in self.bounds]
        return [
            i
            for i, (bound, total) in enumerate(zip(self.bounds, sums, strict=True))
            if not bound.low - SLACK <= total <= bound.high + SLACK
        ]

    def small(self, groups: Sequence[NDArray[np.bool_]], k: int) -> list[tuple[int, ...]]:
        """Return groups of fewer than k people who answered: given ones, kinds, pairs of kinds."""
        found = {tuple(np.flatnonzero(group & self.answered).tolist()) for group in groups}
        few = [a for a, n in enumerate(self.sizes) if n < k]
        alone = {a: tuple(np.flatnonzero(self.atoms == a).tolist()) for a in few}
        pairs = {tuple(sorted(alone[a] + alone[b])) for a, b in combinations(few, 2)}
        return sorted(g for g in found | {*alone.values()} | pairs if 0 < len(g) < k)

    def narrow(
        self,
        groups: Sequence[NDArray[np.bool_]],
        k: int,
        need: float,
        *,
        whole: bool = False,
    ) -> Iterator[Opening]:
        """Yield the small groups whose total is open by less than ``need``."""
        small = self.small(groups, k)
        if not small or not self.bounds:
            return
        found = _Search(self.totals(small), _Program(*self.rows(), self.sizes, whole))
        found.add(self._true_point()[None])
        if not whole:
            for points in Region(*self.rows(), self.sizes).points(found.totals, found.narrow(need)):
                found.add(points)
        for group in found.settle(need):
            yield Opening(small[group], float(found.widths[group]))

    def totals(self, groups: Sequence[Sequence[int]]) -> Array:
        """Return groups x unknowns: what the answers of each group add up to."""
        counts = (self._of_atoms(self._of(group)) for group in groups)
        return np.array([np.outer(count, self.values).ravel() for count in counts])

    def _of(self, group: Sequence[int]) -> Array:
        out = np.zeros(len(self.kinds))
        out[list(group)] = 1
        return out

    def _true_point(self) -> Array:
        point = np.zeros((len(self.sizes), len(VALUES)))
        np.add.at(point, self.atoms[self.answered], self.truth[self.answered])
        return point.ravel()


@dataclass(frozen=True)
class _Program:
    rows: Any
    ends: Array
    sizes: Array
    whole: bool

    def most(self, aim: Array) -> tuple[Array | None, bool]:
        """Return the table of answers that adds up to most, and whether that is certain."""
        each: Any = kron(eye_array(len(self.sizes)), np.ones((1, len(VALUES))), format="csr")
        found = milp(
            -aim,
            integrality=np.full(len(aim), int(self.whole)),
            constraints=[
                LinearConstraint(self.rows, -np.inf, self.ends),
                LinearConstraint(each, self.sizes, self.sizes),
            ],
            options={"node_limit": NODES} if self.whole else {},
        )
        assert self.whole or found.x is not None, found.message
        return found.x, found.status == 0


@dataclass
class _Search:
    """How far each total is open, as far as tables of answers were found."""

    totals: Array
    program: _Program

    def __post_init__(self) -> None:
        self.least = np.full(len(self.totals), np.inf)
        self.most = np.full(len(self.totals), -np.inf)

    @property
    def widths(self) -> Array:
        return np.asarray(self.most - self.least)

    def add(self, points: Array) -> None:
        """Take in tables of answers that agree with everything."""
        if len(points):
            values = self.totals @ points.T
            self.least = np.minimum(self.least, values.min(axis=1))
            self.most = np.maximum(self.most, values.max(axis=1))

    def narrow(self, need: float) -> Callable[[], NDArray[np.intp]]:
        """Return what says which totals are not yet far enough open."""
        return lambda: np.flatnonzero(self.widths < need - 2 * SLACK)

    def settle(self, need: float) -> Iterator[int]:
        """Solve programs until each total is open, or certainly is not; yield those."""
        rng, left = np.random.default_rng(5), self.narrow(need)
        for turn in range(TOGETHER):
            aim = np.zeros(len(self.totals))
            aim[left()] = rng.choice([-1.0, 1.0], len(left())) if turn else 1.0
            self._solve(aim)
        sure = np.zeros(len(self.totals), dtype=bool)
        known = sure.copy()
        while (rest := left()[~sure[left()]]).size:
            known[rest[0]] = self._solve(np.eye(len(self.totals))[rest[0]])
            sure[rest[0]] = True
        yield from (group for group in left() if known[group])

    def _solve(self, aim: Array) -> bool:
        """Look for tables in which what is aimed at is high and low; return whether it is sure."""
        known = True
        for direction in (aim, -aim) if aim.any() else ():
            point, certain = self.program.most(direction @ self.totals)
            known &= certain
            if point is not None:
                self.add(point[None])
        return known


def inside(roster: Sequence[Person], filters: Mapping[str, Sequence[str]]) -> NDArray[np.bool_]:
    """Return who is in a cell."""
    return np.array([all(p.get(s) in w for s, w in filters.items()) for p in roster], dtype=bool)


def kinds_of(*columns: Sequence[Any]) -> NDArray[np.intp]:
    """Return for each person a number that people share who are alike in all columns."""
    keys = [str(key) for key in zip(*columns, strict=True)]
    return np.unique(keys, return_inverse=True)[1].ravel()


@dataclass(frozen=True)
class Reader:
    """What somebody with the JSON and the roster can put together."""

    json: Json
    roster: Sequence[Person]
    scales: Mapping[str, tuple[str, ...]]
    """Conditions, ``wish.`` conditions and ``outcome`` by the items they are the mean of."""
    practices: Mapping[str, str]
    """The practice of each item that has one."""
    flagged: NDArray[np.bool_]

    @cached_property
    def cells(self) -> list[tuple[Json, NDArray[np.bool_]]]:
        return [(c, inside(self.roster, c["filters"])) for c in self.json["cells"]]

    @property
    def groups(self) -> list[NDArray[np.bool_]]:
        return [who for _, who in self.cells]

    @property
    def shown(self) -> list[tuple[Json, NDArray[np.bool_]]]:
        return [(cell, who) for cell, who in self.cells if cell["status"] == "shown"]

    def kinds(self) -> NDArray[np.intp]:
        people = [tuple(sorted(person.items())) for person in self.roster]
        apart = self.flagged if self.json["unflagged"] else np.zeros(len(people), dtype=bool)
        return kinds_of(people, apart.tolist())

    def of_item(self, item: str, answered: NDArray[np.bool_], truth: Array) -> Subject:
        """Return all that is published of an item, the scores of it alone included."""
        found = Subject(item, answered, self.kinds(), truth)
        for cell, who in self.shown:
            found.bounds += _of_figures(cell["items"][item], "mean", who)
        for scale, items in self.scales.items():
            if items == (item,):
                found.bounds += self._of_score(scale, answered)
        return found

    def of_score(self, scale: str, scored: NDArray[np.bool_], truth: Array) -> Subject:
        """Return all that is published of a score."""
        found = Subject(scale, scored, self.kinds(), truth)
        found.bounds += self._of_score(scale, scored)
        return found

    def _of_score(self, scale: str, scored: NDArray[np.bool_]) -> Iterator[Bound]:
        for cell, who in self.shown:
            for figures in self._figures(cell, scale):
                yield from _of_figures(figures, "score", who)
        if scale in self.json["scorable"]:
            yield from self._rests(scale, scored)
            yield from self._further(scale, scored)

    def _figures(self, cell: Json, scale: str) -> Iterator[Json]:
        kind = "wishes" if scale.startswith("wish.") else "conditions"
        kind = "outcomes" if scale == "outcome" else kind
        name = scale.removeprefix("wish.")
        if name in cell[kind]:
            yield cell[kind][name]
        codes = {self.practices.get(item) for item in self.scales[scale]}
        if len(codes) == 1 and (code := codes.pop()) in cell["practices"]:
            yield cell["practices"][code]

    def _rests(self, scale: str, scored: NDArray[np.bool_]) -> Iterator[Bound]:
        members = {cell["id"]: (cell, who) for cell, who in self.shown}
        for found in self.json["comparisons"].values():
            for id, by_scale in found["groups"].items():
                if scale in by_scale:
                    cell, who = members[id]
                    one = by_scale[scale]
                    rest = ~who & scored
                    assert one["rest_n"] == rest.sum(), (id, scale)
                    step = float(cell["conditions"][scale]["step"])
                    figures = {"n": one["rest_n"], "score": one["rest"], "step": step}
                    yield from _of_mean(figures | {"range": one["rest_range"]}, "score", ~who)

    def _further(self, scale: str, scored: NDArray[np.bool_]) -> Iterator[Bound]:
        unflagged, weighted = self.json["unflagged"], self.json["weighted"]
        if unflagged and scale in unflagged["conditions"]:
            figures = unflagged["conditions"][scale]
            assert figures["n"] == (scored & ~self.flagged).sum(), scale
            yield from _of_mean(figures, "score", ~self.flagged)
        if weighted and scale in weighted["conditions"]:
            figures = weighted["conditions"][scale]
            counts = self._weights(scale, scored, weighted["by"])
            half = float(figures["step"]) / 2
            whole, score = float(counts[scored].sum()), float(figures["score"])
            yield Bound(counts, VALUES, whole * (score - half), whole * (score + half))

    def _weights(self, scale: str, scored: NDArray[np.bool_], by: Sequence[str]) -> Array:
        """Return how much each person counts, with the head counts of the one segment weighted."""
        (segment,) = by
        heads: Mapping[str, int] = self.json["head_counts"][segment]
        classes: dict[str, str] = {}
        for cell, _ in self.shown:
            own = list(cell["filters"]) == [segment] and cell["id"].startswith(f"{segment}=")
            if own and cell["conditions"][scale]["n"]:
                classes |= dict.fromkeys(cell["filters"][segment], cell["id"])
        names = [None if segment not in p else classes.get(p[segment], "") for p in self.roster]
        invited: dict[str, int] = {}
        for category, count in heads.items():
            name = classes.get(category, "")
            invited[name] = invited.get(name, 0) + count
        people = {
            n: sum(1 for m, s in zip(names, scored, strict=True) if s and m == n) for n in invited
        }
        return np.array(
            [0.0 if n is None or not people[n] else invited[n] / people[n] for n in names]
        )


def _of_figures(figures: Json, name: str, who: NDArray[np.bool_]) -> Iterator[Bound]:
    yield from _of_mean(figures, name, who)
    yield from _of_shares(figures, who)
    if name == "mean" and figures.get("sd") is not None and figures["mean"] is not None:
        yield _of_deviation(figures, who)
    if name == "mean" and figures.get("agreement") and figures["mean"] is not None:
        yield _of_agreement(figures, who)


def _of_mean(figures: Json, name: str, who: NDArray[np.bool_]) -> Iterator[Bound]:
    n, people = figures["n"], who.astype(float)
    if figures["range"] is not None:
        low, high = map(float, figures["range"])
        yield Bound(people, VALUES, n * low, n * high)
    elif figures[name] is not None:
        mean, half = float(figures[name]), float(figures["step"]) / 2
        yield Bound(people, VALUES, n * (mean - half), n * (mean + half))


def _of_shares(figures: Json, who: NDArray[np.bool_]) -> Iterator[Bound]:
    n, people = figures["n"], who.astype(float)
    shares = [
        (figures.get("favorable"), FAVORABLE),
        (figures.get("neutral"), NEUTRAL),
        (figures.get("unfavorable"), 1 - FAVORABLE - NEUTRAL),
        *zip(figures.get("distribution") or (), np.eye(5), strict=False),
    ]
    for share, weights in shares:
        if share is not None:
            low, high = float(share) - HALF_PERCENT, float(share) + HALF_PERCENT
            yield Bound(people, weights, n * low, n * high)
    if figures.get("favorable_range") is not None:
        low, high = map(float, figures["favorable_range"])
        yield Bound(people, FAVORABLE, n * low, n * high)


def _of_deviation(figures: Json, who: NDArray[np.bool_]) -> Bound:
    """Return what a standard deviation says: the squares add up to about so much."""
    n, half = figures["n"], float(figures["step"]) / 2
    mean, sd = float(figures["mean"]), float(figures["sd"])
    low = (n - 1) * max(sd - 0.05, 0) ** 2
    high = (n - 1) * (sd + 0.05) ** 2 + n * half**2  # around a mean that is not exact
    return Bound(who.astype(float), (VALUES - mean) ** 2, low, high)


def _of_agreement(figures: Json, who: NDArray[np.bool_]) -> Bound:
    """Return what "agree" says: how far answers lie from their mean, on average."""
    n, slack = figures["n"], figures["n"] * float(figures["step"]) / 2
    limit, away = 5 / 6 * n, np.abs(VALUES - float(figures["mean"]))
    agree = figures["agreement"] == "agree"
    ends = (0.0, limit + slack) if agree else (limit - slack, 4.0 * n)
    return Bound(who.astype(float), away, *ends)
