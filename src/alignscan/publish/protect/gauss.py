"""Which candidates can be shown in order of preference without making a protected sum derivable."""

from collections.abc import Sequence

import numpy as np

from alignscan.publish.protect.linear import (
    Residues,
    eliminate,
    eliminate_some,
    is_zero,
    pivot_of,
    scaled,
)


def allowed(candidates: Residues, order: Sequence[int], protected: Residues) -> tuple[int, ...]:
    """Return the candidates that may be shown, tried in an order.

    A candidate is left out when, with those shown before it, it would make a protected row
    derivable: exactly then some protected row that is not yet derivable is proportional to it.
    """
    wanted, kept_secret = candidates.copy(), protected.copy()
    shown = []
    for place, index in enumerate(order):
        row = wanted[:, index]
        column = pivot_of(row)
        if column is None:
            if not row.any():
                shown.append(index)
            continue
        unit = scaled(row, column)
        if _reveals(unit, column, kept_secret):
            continue
        shown.append(index)
        eliminate_some(wanted, np.array(order[place + 1 :], dtype=np.intp), unit, column)
        eliminate(kept_secret, unit, column)
    return tuple(shown)


def _reveals(unit: Residues, column: int, protected: Residues) -> bool:
    touched = np.flatnonzero((protected[:, :, column] != 0).any(axis=0))
    if not touched.size:
        return False
    left = protected[:, touched].copy()
    eliminate(left, unit, column)
    return bool(is_zero(left).any())
