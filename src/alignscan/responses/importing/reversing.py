"""Items that run against the others of their condition, as those do that were coded backwards."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.model.codebook import Codebook, CodedItem
from alignscan.model.conditions import CONDITIONS
from alignscan.model.form_codes import plain
from alignscan.responses.importing.gather import Column

LEAST: Final = 20
"""So many answers are needed."""
MOST: Final = 5_000
"""So many answers are enough."""
CLEARLY: Final = -0.2
_SIGMAS: Final = 2.5

Scores = NDArray[np.float64]


def running_backwards(book: Codebook, columns: Mapping[str, Column]) -> dict[str, float]:
    """Return items whose correlation with the mean of the rest of their condition is negative.

    A correlation counts as clearly negative from -0.2 on, and only when chance alone gives one
    like it in less than one of a hundred items (Fisher, 1915).
    """
    scores = {
        item.id: _scores(columns[item.id], item)
        for item in book.items
        if item.id in columns and item.values
    }
    out: dict[str, float] = {}
    for scale in (s for s in book.scales if s.id in ("outcome", *CONDITIONS)):
        ids = [id for id in scale.items if id in scores]
        if len(ids) > 2:
            out |= _negative({id: scores[id] for id in ids})
    return out


def _negative(scores: Mapping[str, Scores]) -> dict[str, float]:
    every = np.array([*scores.values()])
    answered = ~np.isnan(every)
    filled = np.where(answered, every, 0)
    count, total = answered.sum(axis=0), filled.sum(axis=0)
    out = {}
    for at, id in enumerate(scores):
        others = count - answered[at]
        some = answered[at] & (others > 0)
        rest = (total[some] - filled[at][some]) / others[some]
        found = _correlation(every[at][some], rest)
        if found is not None:
            out[id] = round(found, 2)
    return out


def _scores(column: Column, item: CodedItem) -> Scores:
    known = {plain(p): float(v) for p, v in zip(item.points, item.values, strict=True)}
    table = np.array([known.get(cell, np.nan) for cell in column.values] or [np.nan])
    found: Scores = table[column.index[:MOST]]
    return found


def _correlation(x: Scores, y: Scores) -> float | None:
    """Return a correlation that is clearly negative, else None."""
    if len(x) < LEAST or x.std() == 0 or y.std() == 0:
        return None
    r = float(np.corrcoef(x, y)[0, 1])
    if r > CLEARLY:
        return None
    sigmas = np.arctanh(max(r, -0.999999)) * (len(x) - 3) ** 0.5
    return r if sigmas < -_SIGMAS else None
