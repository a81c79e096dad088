"""Results that wait until they are asked for: contrasts of populations, and drivers.

A survey of a thousand groups has a hundred thousand comparisons, and a report prints a few.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from alignscan.measurement.differences import Difference, difference
from alignscan.measurement.distribution import Scores
from alignscan.measurement.drivers import DriverAnalysis, analyze_drivers
from alignscan.measurement.proportions import ShareDifference
from alignscan.measurement.tables_drivers import DriverSums


@dataclass(frozen=True)
class Contrast:
    """One population against all other respondents, on one scale."""

    n: int
    """People of the population with a score."""
    rest_n: int
    """Other respondents with a score."""
    rest_mean: Fraction | None
    """Mean score of the others, from exact sums; None where there is nobody else."""
    read: Callable[[], tuple[Scores, Scores]] = field(compare=False, repr=False)
    """Reads how the scores of the population and of everybody are distributed."""

    @cached_property
    def scores(self) -> tuple[Scores, Scores]:
        """How scores are distributed in the population, and among the others."""
        part, whole = self.read()
        return part, whole.without(part)

    @cached_property
    def difference(self) -> Difference | None:
        """The population minus the others; None where either has no score."""
        return difference(*self.scores)


@dataclass(frozen=True, slots=True)
class Contrasts:
    """One population against all other respondents."""

    scales: Mapping[str, Contrast]
    """By scale id, in the order of the codebook."""
    items: Mapping[str, ShareDifference | None]
    """By item id the difference of the favorable shares; None without answers on a side."""


@dataclass(frozen=True)
class Drivers:
    """What the outcome goes together with, over everybody who has all of the scores."""

    sums: DriverSums

    @cached_property
    def analysis(self) -> DriverAnalysis | None:
        """Shares of the conditions; None where they cannot be told apart, or nobody differs."""
        return analyze_drivers(self.sums)
