"""From the tables of a tabulation to the sums of populations."""

from collections.abc import Mapping, Sequence
from itertools import combinations, compress

import numpy as np

from alignscan.measurement.arrays import Mask, product
from alignscan.measurement.complete import CompleteSums
from alignscan.measurement.keys import Keys
from alignscan.measurement.tables_complete import CompleteRows, Steps
from alignscan.measurement.tables_drivers import DriverSums
from alignscan.measurement.tables_pairs import PairRow
from alignscan.measurement.tabulation import Tabulation


def complete_sums(
    tabulation: Tabulation,
    keys: Keys,
    scale: str,
    groups: Mask,
    distributions: Sequence[Mapping[str, Sequence[int]]],
) -> list[CompleteSums]:
    """Return for each group of atoms the sums of the people who answered a whole scale.

    ``groups`` are groups x atoms; ``distributions`` are for each group the people at each point of
    an item: all that one item alone needs.
    """
    steps = keys.steps[scale]
    if steps.pairs:
        return _sums_of(tabulation.complete[scale], steps, groups)
    only = steps.items[0].id
    return [CompleteSums((steps.complete_item(0, d[only]),), ()) for d in distributions]


def _sums_of(rows: CompleteRows, steps: Steps, groups: Mask) -> list[CompleteSums]:
    absent = product(groups, ~rows.absent) == 0
    # Whatever a group lacks each of its atoms lacks: as many items are the same items.
    same = rows.absent.sum(axis=1) == absent.sum(axis=1)[:, np.newaxis]
    points = product(groups & same, rows.points).tolist()
    products = product(groups & same, rows.products).tolist()
    return [
        _present(steps, ~lacking, *found)
        for lacking, *found in zip(absent, points, products, strict=True)
    ]


def _present(
    steps: Steps, present: Mask, points: Sequence[int], products: Sequence[int]
) -> CompleteSums:
    """Return the sums of the items that apply, from those of all items and pairs of them."""
    kept, edges = present.tolist(), steps.edges
    return CompleteSums(
        items=tuple(
            [
                steps.complete_item(place, points[edges[place] : edges[place + 1]])
                for place in np.flatnonzero(present).tolist()
            ]
        ),
        products=tuple(compress(products, [a and b for a, b in combinations(kept, 2)])),
    )


def wish_pairs(tabulation: Tabulation, keys: Keys, condition: str, atoms: Mask) -> list[PairRow]:
    """Return the now and wished-for scores of the people in the masked atoms who have both.

    Nobody for a condition without a wish.
    """
    if condition not in keys.pairs:
        return []
    return keys.pairs[condition].rows(*tabulation.pairs[condition].within(atoms))


def driver_sums(tabulation: Tabulation, keys: Keys, atoms: Mask) -> DriverSums | None:
    """Return conditions and outcome together; None where no outcome is asked."""
    if keys.drivers is None or tabulation.drivers is None:
        return None
    return tabulation.drivers.within(keys.drivers, atoms)
