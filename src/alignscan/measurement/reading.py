"""From the tables of a tabulation to the sums of one population."""

from collections.abc import Mapping, Sequence

from alignscan.measurement.complete import CompleteSums
from alignscan.measurement.counts import Mask
from alignscan.measurement.keys import Keys
from alignscan.measurement.tables_drivers import DriverSums
from alignscan.measurement.tables_pairs import PairRow
from alignscan.measurement.tabulation import Tabulation


def complete_sums(
    tabulation: Tabulation,
    keys: Keys,
    scale: str,
    atoms: Mask,
    distributions: Mapping[str, Sequence[int]],
) -> CompleteSums:
    """Return the sums of the people in the masked atoms who answered a whole scale.

    ``distributions`` are the people at each point of an item: all that one item alone needs.
    """
    steps = keys.steps[scale]
    if steps.pairs:
        return tabulation.complete[scale].within(steps, atoms)
    return CompleteSums((steps.complete_item(0, distributions[steps.items[0].id]),), ())


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
