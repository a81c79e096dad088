"""Scores weighted to known head counts: which counts, and what comes out.

The weights of a scale are made for those who have a score on it, so that each category has its
share of the head count in every weighted score. No weight is ever trimmed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final, Literal, NamedTuple

from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.weighting import (
    CannotWeight,
    CellSums,
    EmptyCells,
    Key,
    Method,
    NotConverged,
    UnknownCells,
    WeightedMean,
    Weights,
    post_stratified,
    raked,
    weighted_mean,
)
from alignscan.measurement.weighting_cells import weighting_cells
from alignscan.model.codebook import Codebook
from alignscan.model.survey import Survey

Obstacle = Literal["category_without_answers", "answers_without_count", "not_converged"]
OBSTACLES: Final[Mapping[type[CannotWeight], Obstacle]] = {
    EmptyCells: "category_without_answers",
    UnknownCells: "answers_without_count",
    NotConverged: "not_converged",
}


class HeadCounts(NamedTuple):
    """How many people there are in each category of the segments that answers are weighted by."""

    by: tuple[str, ...]
    """The segments."""
    counts: tuple[Mapping[str, int], ...]
    """For each of them the people by category; taken as shares where the totals differ."""

    @property
    def method(self) -> Method:
        """Post-stratification by one segment, raking by several."""
        return "post-stratification" if len(self.by) == 1 else "raking"

    @property
    def margins(self) -> tuple[dict[str, int], ...]:
        """The counts of each segment, scaled to add up to the same number."""
        totals = [sum(counts.values()) for counts in self.counts]
        whole = lcm(*totals)
        return tuple(
            {category: count * (whole // total) for category, count in counts.items()}
            for counts, total in zip(self.counts, totals, strict=True)
        )

    def joined(self, names: Sequence[Mapping[str, str]]) -> "HeadCounts":
        """Return the counts of classes; ``names`` has the class of each category, by segment."""
        classes: list[dict[str, int]] = [defaultdict(int) for _ in self.by]
        for found, counts, name in zip(classes, self.counts, names, strict=True):
            for category, count in counts.items():
                found[name[category]] += count
        return HeadCounts(self.by, tuple(map(dict, classes)))


@dataclass(frozen=True)
class WeightedScores:
    """The scores of everybody on one scale, weighted to head counts; computed when asked for."""

    cells: Mapping[Key, CellSums]
    """The sums of each combination of categories in which somebody has a score."""
    head_counts: HeadCounts
    left_out: int
    """People with a score who did not state one of the segments; they have no weight."""

    @cached_property
    def weights(self) -> Weights | None:
        """One weight for everybody in a cell; None where an obstacle says why."""
        return self._outcome if isinstance(self._outcome, Weights) else None

    @property
    def obstacle(self) -> Obstacle | None:
        """Why there are no weights; None where there are some."""
        found = self._outcome
        return None if isinstance(found, Weights) else OBSTACLES[type(found)]

    @cached_property
    def mean(self) -> WeightedMean | None:
        """The weighted mean with its standard error, in scores; None without weights."""
        return None if self.weights is None else weighted_mean(self.cells, self.weights)

    def joined(self, names: Sequence[Mapping[str, str]]) -> "WeightedScores":
        """Return the same with categories joined to classes, for each segment as ``names`` says."""
        parts: dict[Key, list[CellSums]] = defaultdict(list)
        for key, cell in self.cells.items():
            classes = (name[category] for name, category in zip(names, key, strict=True))
            parts[tuple(classes)].append(cell)
        cells = {key: _together(some) for key, some in parts.items()}
        return WeightedScores(cells, self.head_counts.joined(names), self.left_out)

    @cached_property
    def _outcome(self) -> Weights | CannotWeight:
        margins = self.head_counts.margins
        try:
            if self.head_counts.method == "raking":
                return raked(self.cells, margins)
            return post_stratified(self.cells, {(c,): n for c, n in margins[0].items()})
        except CannotWeight as error:
            return error


def head_counts(book: Codebook, survey: Survey) -> HeadCounts | None:
    """Return the counts to weight by: of the segments that ``weighting`` names, else of all.

    Only a segment with counts for all its categories will do; None when there is none, or when
    one that is named is not such a segment.
    """
    given = {} if survey.population is None else survey.population.counts
    usable = {
        segment.id: {category: given[segment.id][category] for category in segment.categories}
        for segment in book.segments
        if set(segment.categories) <= set(given.get(segment.id, {}))
        and sum(given[segment.id].values()) > 0
    }
    wanted = tuple(usable if survey.weighting is None else dict.fromkeys(survey.weighting.by))
    if not wanted or not set(wanted) <= set(usable):
        return None
    return HeadCounts(wanted, tuple(usable[segment] for segment in wanted))


def weighted_scores(tabulation: Tabulation, scale: str, counts: HeadCounts) -> WeightedScores:
    """Return the scores on a scale by the segments of some head counts; KeyError if unknown."""
    found = weighting_cells(tabulation, scale, counts.by)
    return WeightedScores(found.cells, counts, found.left_out)


def _together(cells: Sequence[CellSums]) -> CellSums:
    return CellSums(
        n=sum(cell.n for cell in cells),
        total=sum((cell.total for cell in cells), Fraction()),
        squares=sum((cell.squares for cell in cells), Fraction()),
    )
