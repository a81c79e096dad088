"""From the tables of a tabulation to the sums of one population."""

from alignscan.measurement.complete import CompleteSums
from alignscan.measurement.counts import Mask
from alignscan.measurement.keys import Keys
from alignscan.measurement.tables_complete import steps_of
from alignscan.measurement.tables_drivers import DriverSums
from alignscan.measurement.tables_pairs import PairRow
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import FIRST_CODE
from alignscan.model.codebook import CodedItem, CodedScale


def complete_sums(
    tabulation: Tabulation, keys: Keys, scale: CodedScale, atoms: Mask
) -> CompleteSums:
    """Return the sums of the people in the masked atoms who answered a whole scale.

    Nobody, and no items, for a scale without items or one that applies to nobody.
    """
    if scale.id in keys.steps:
        return tabulation.complete[scale.id].within(keys.steps[scale.id], atoms)
    if not scale.items:
        return CompleteSums((), ())
    return item_sums(tabulation, tabulation.book.item(scale.items[0]), atoms)


def item_sums(tabulation: Tabulation, item: CodedItem, atoms: Mask) -> CompleteSums:
    """Return the sums of the people in the masked atoms who answered one item."""
    codes, respondents = tabulation.answers[item.id].within(atoms)
    counts = [0] * len(item.points)
    for code, people in zip(codes.tolist(), respondents.tolist(), strict=True):
        if code + FIRST_CODE >= 0:
            counts[code + FIRST_CODE] = people
    return CompleteSums((steps_of([item]).complete_item(0, counts),), ())


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
