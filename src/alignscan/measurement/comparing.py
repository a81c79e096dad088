"""Populations against everybody else, wishes against the present, and what outcomes go with."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from alignscan.measurement.cells import blocks
from alignscan.measurement.contrast import Contrast, Contrasts, Drivers
from alignscan.measurement.distribution import Scores
from alignscan.measurement.keys import Keys
from alignscan.measurement.lazy import Lazy
from alignscan.measurement.measures import CellMeasure, ItemMeasure, ScoreMeasure
from alignscan.measurement.paired import PairedGap, paired_gap, pairs_of
from alignscan.measurement.populations import scores_by_group
from alignscan.measurement.proportions import ShareDifference, share_difference
from alignscan.measurement.reading import driver_sums, wish_pairs
from alignscan.measurement.tables_drivers import DriverSums
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import in_units


def contrasts(
    tabulation: Tabulation, keys: Keys, cells: Sequence[CellMeasure]
) -> Mapping[str, Contrasts]:
    """Return each population against everybody else, by cell id; made when asked for.

    Only for populations chosen by segments, and only where everybody is among the cells.
    """
    everybody = next((c for c in cells if not c.filters and not c.unflagged), None)
    if everybody is None:
        return {}
    parts = {cell.id: cell for cell in cells if cell.filters and not cell.unflagged}
    tables = Lazy(keys.scores, lambda s: _read(tabulation, keys, s, [everybody, *parts.values()]))

    def scale_of(part: CellMeasure, scale: str) -> Contrast:
        here, all_of_us = part.scales[scale], everybody.scales[scale]
        return Contrast(
            n=here.n,
            rest_n=all_of_us.n - here.n,
            rest_mean=rest_mean(here, all_of_us),
            read=lambda: (tables[scale][part.id], tables[scale][everybody.id]),
        )

    def of(id: str) -> Contrasts:
        part = parts[id]
        return Contrasts(
            scales=Lazy(part.scales, lambda scale: scale_of(part, scale)),
            items=Lazy(part.items, lambda i: favorable(part.items[i], everybody.items[i])),
        )

    return Lazy(parts, of)


def rest_mean(part: ScoreMeasure, whole: ScoreMeasure) -> Fraction | None:
    """Return the mean score of everybody who is not in a part; None where there is nobody else."""
    if part.n >= whole.n or whole.mean is None:
        return None
    (all_of_us, gone), unit = in_units((whole.mean, part.mean or Fraction()))
    return Fraction(whole.n * all_of_us - part.n * gone, (whole.n - part.n) * unit)


def favorable(part: ItemMeasure, whole: ItemMeasure) -> ShareDifference | None:
    """Return how the favorable share of a part differs from that of everybody else.

    None where either has no answer on the scale.
    """
    if part.favorable is None or whole.favorable is None or part.n >= whole.n:
        return None
    here, together = int(part.favorable * part.n), int(whole.favorable * whole.n)
    return share_difference(here, part.n, together - here, whole.n - part.n)


def wishes(tabulation: Tabulation, keys: Keys) -> Mapping[str, PairedGap | None]:
    """Return for each condition with a wish how far the wish is above the present state.

    Over everybody who rated both; None where nobody did. Made when asked for.
    """
    everybody = tabulation.select({})

    def gap(condition: str) -> PairedGap | None:
        return paired_gap(pairs_of(wish_pairs(tabulation, keys, condition, everybody)))

    return Lazy(keys.pairs, gap)


def drivers(tabulation: Tabulation, keys: Keys) -> Drivers | None:
    """Return what the outcome goes together with; None where no outcome is asked.

    Conditions that the questionnaire asks too little about are left out; None if all are.
    """
    sums = driver_sums(tabulation, keys, tabulation.select({}))
    scorable = {scale.id for scale in tabulation.book.scales if scale.scorable}
    kept = [] if sums is None else [i for i, name in enumerate(sums.names) if name in scorable]
    return Drivers(_only(sums, kept)) if sums is not None and len(kept) > 1 else None


def _only(sums: DriverSums, kept: Sequence[int]) -> DriverSums:
    return DriverSums(
        names=tuple(sums.names[i] for i in kept),
        n=sums.n,
        widths=tuple(sums.widths[i] for i in kept),
        totals=tuple(sums.totals[i] for i in kept),
        products=tuple(tuple(sums.products[i][j] for j in kept) for i in kept),
    )


def _read(
    tabulation: Tabulation, keys: Keys, scale: str, cells: Sequence[CellMeasure]
) -> dict[str, Scores]:
    """Return by cell id how the scores on a scale are distributed."""
    counts, key = tabulation.scores[scale], keys.scores[scale]
    return {
        cell.id: scores
        for some, groups in blocks(tabulation, cells)
        for cell, scores in zip(some, scores_by_group(counts, key, groups), strict=True)
    }
