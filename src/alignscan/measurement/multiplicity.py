"""What is left of p-values when several questions are asked at once."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Adjusted(NamedTuple):
    """One p-value of a family."""

    p: float
    """As computed, 0 to 1."""
    holm: float
    """For the few headline comparisons: any false alarm in the family is rare."""
    benjamini_hochberg: float
    """For long lists: few of those called different are false alarms."""


class Family(NamedTuple, Generic[Key]):
    """Questions that are answered together, with their adjusted p-values."""

    name: str
    """What the family consists of, in words: the correction means nothing without it."""
    size: int
    """How many p-values were adjusted together; undefined ones do not count."""
    adjusted: Mapping[Key, Adjusted | None]
    """By question, in the order given; None where there was no p-value."""


def family(name: str, p_values: Mapping[Key, float | None]) -> Family[Key]:
    """Return the adjusted p-values of a family named by the caller.

    Raises ValueError for a p-value outside 0 to 1.
    """
    known = {key: p for key, p in p_values.items() if p is not None}
    p = list(known.values())
    rows = zip(known, p, holm(p), benjamini_hochberg(p), strict=True)
    adjusted = {key: Adjusted(*row) for key, *row in rows}
    return Family(name, len(known), {key: adjusted.get(key) for key in p_values})


def holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's adjusted p-values in the order given; ValueError outside 0 to 1.

    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    order = _ascending(p_values)
    adjusted, highest = [0.0] * len(order), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, (len(order) - rank) * p_values[place])
        adjusted[place] = min(1.0, highest)
    return adjusted


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return Benjamini and Hochberg's adjusted p-values in the order given; ValueError as above.

    Source: Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
    """
    order = _ascending(p_values)
    adjusted, lowest = [0.0] * len(order), 1.0
    for rank in reversed(range(len(order))):
        lowest = min(lowest, len(order) / (rank + 1) * p_values[order[rank]])
        adjusted[order[rank]] = lowest
    return adjusted


def _ascending(p_values: Sequence[float]) -> list[int]:
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError("a p-value lies between 0 and 1")
    return sorted(range(len(p_values)), key=p_values.__getitem__)
