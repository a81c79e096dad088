"""Favorable shares of shown groups against those of all others, item by item.

Everything is computed from shares that are published anyway, so it says no more than they do. In
every mode both sides need thirty answers.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import lcm

from alignscan.measurement.proportions import difference_interval
from alignscan.publish.compared import ShareComparison
from alignscan.publish.policy import ALLOWED
from alignscan.publish.precision import Precision
from alignscan.publish.published import ItemFigures, ShownCell
from alignscan.publish.rounding import rounded, rounded_ratio

FIELD = "ShareDifference.difference"


def share_comparisons(
    overall: ShownCell, groups: Sequence[ShownCell], precision: Precision
) -> dict[str, dict[str, ShareComparison]]:
    """Return by cell and item how the favorable share differs from that of all others."""
    out: dict[str, dict[str, ShareComparison]] = {}
    for cell in groups:
        found = {
            id: _compared(figures, overall.items[id], precision)
            for id, figures in cell.items.items()
        }
        known = {id: one for id, one in found.items() if one is not None}
        out |= {cell.id: known} if known else {}
    return out


def _compared(
    part: ItemFigures, whole: ItemFigures, precision: Precision
) -> ShareComparison | None:
    if part.favorable is None or whole.favorable is None or not part.n or not whole.n:
        return None
    rest_n = whole.n - part.n
    if min(part.n, rest_n) < ALLOWED[FIELD].from_n:
        return None
    (yes, of), (all_yes, all_of) = map(Decimal.as_integer_ratio, (part.favorable, whole.favorable))
    unit = lcm(of, all_of)
    share, everybody = yes * (unit // of), all_yes * (unit // all_of) * whole.n
    rest, parts = min(max(everybody - share * part.n, 0), rest_n * unit), rest_n * unit
    step = precision.step(FIELD)
    low, high = None, None
    if precision.is_sample(whole.n):
        ends = difference_interval((share, unit), part.n, (rest, parts), rest_n)
        low, high = rounded(ends[0], step), rounded(ends[1], step)
    difference = rounded_ratio(share * rest_n - rest, parts, step)
    return ShareComparison(difference=difference, low=low, high=high)
