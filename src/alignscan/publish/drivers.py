"""What the outcome is associated with: shares of the conditions, from a hundred people on."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from alignscan.measurement.drivers import Driver, DriverAnalysis
from alignscan.measurement.measures import Measures
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.compared import DriverFigures, OutcomeDrivers
from alignscan.publish.policy import ALLOWED
from alignscan.publish.precision import Precision
from alignscan.publish.published import Cell, ScoreFigures, ShownCell
from alignscan.publish.rounding import rounded

LEAST = ALLOWED["DriverAnalysis.n"].from_n
"""People needed in every mode: with fewer, shares say little."""

STEP = 10
"""People are counted in tens, downwards: less the number who have a score on one of them, an exact
number would say that a few people left something out."""

FEWEST = 3
"""The outcome and two conditions: the share of a single one is always everything."""


def outcome_drivers(
    measures: Measures, cells: Sequence[Cell], precision: Precision
) -> OutcomeDrivers | None:
    """Return what the outcome goes together with over everybody; None where it is not shown.

    The shares are computed only if they are published.
    """
    overall = cells[0] if cells else None
    found = measures.drivers
    if found is None or found.sums.n < LEAST or not isinstance(overall, ShownCell):
        return None
    if len(found.sums.names) < FEWEST:
        return None
    if not _are_shown(found.sums.names, overall, precision):
        return None
    return None if found.analysis is None else _published(found.analysis, precision)


def _are_shown(names: Iterable[str], overall: ShownCell, precision: Precision) -> bool:
    figures = overall.conditions | overall.outcomes
    return all(_is_fine(figures.get(name), precision) for name in names)


def _is_fine(figures: ScoreFigures | None, precision: Precision) -> bool:
    """Return whether a mean is shown as a number at the finest step."""
    if figures is None or figures.score is None:
        return False
    return precision.open or figures.step <= precision.mean_step


def _published(analysis: DriverAnalysis, precision: Precision) -> OutcomeDrivers:
    drivers = {driver.name: driver for driver in analysis.drivers}
    return OutcomeDrivers(
        n=analysis.n if precision.open else analysis.n - analysis.n % STEP,
        r_squared=rounded(analysis.r_squared, precision.step("DriverAnalysis.r_squared")),
        conditions={id: _figures(drivers[id], precision) for id in CONDITIONS if id in drivers},
    )


def _figures(driver: Driver, precision: Precision) -> DriverFigures:
    interval = None if precision.complete else driver.share_interval
    step = precision.step("Driver.share")

    def at(value: float | None) -> Decimal | None:
        return None if value is None else rounded(value, step)

    return DriverFigures(
        share=at(driver.share),
        low=at(interval and interval[0]),
        high=at(interval and interval[1]),
        correlation=rounded(driver.correlation, precision.step("Driver.correlation")),
    )
