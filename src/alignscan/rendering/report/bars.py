"""Bars of answers: around a middle line, or stacked from one end to the other."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from alignscan.rendering.report.figures import length
from alignscan.rendering.report.tables import Bar, End, Piece
from alignscan.rendering.words import Words

MIDDLE = Decimal(50)
LONGEST = Decimal(40)
"""Length of the longest side of the table, in percent of the cell; the rest is for its number."""
ROOM = Decimal("0.10")
"""The smallest share whose number stands inside its piece."""
TONES = {1: ("1",), 2: ("2", "1"), 3: ("2", "1", "1")}
"""Strength of the colors of one side by its number of points, from the outside in."""


def place(value: Decimal) -> str:
    """Return a place in percent; a tenth is less than a pixel of a cell."""
    return length(value, Decimal("0.1"))


def around(
    low: Decimal,
    high: Decimal,
    points: Sequence[Decimal],
    unit: Decimal,
    label: str,
    words: Words,
) -> Bar:
    """Return unfavorable answers to the left of the middle and favorable ones to the right.

    ``low`` and ``high`` are the shares of both sides; ``points`` those of each point from the
    least favorable on, or nothing where they are not published; ``unit`` is percent of the cell.
    """
    half = len(points) // 2
    left = points[:half] or [low]
    right = points[len(points) - half :] or [high]
    lengths = [share * unit for share in (*left, *right)]
    start = MIDDLE - sum(lengths[: len(left)], Decimal(0))
    pieces = _pieces([*_side("low", len(left)), *_side("high", len(right))[::-1]], lengths, start)
    ends = [
        End(x=place(start), dx=-5, anchor="end", text=words.number(low * 100, 0)),
        End(x=place(start + sum(lengths)), dx=5, anchor="start", text=words.number(high * 100, 0)),
    ]
    return Bar(pieces=pieces, ends=ends, middle=True, label=label)


def stacked(shares: Sequence[Decimal], label: str, words: Words) -> Bar:
    """Return answers from the least favorable to the most, the neutral ones in their place."""
    whole = sum(shares, Decimal(0)) or Decimal(1)
    half = len(shares) // 2
    tones = [*_side("low", half), *["mid"] * (len(shares) % 2), *_side("high", half)[::-1]]
    pieces = _pieces(tones, [share * 100 / whole for share in shares], Decimal(0))
    for piece, share in zip((p for p in pieces), (s for s in shares if s), strict=False):
        piece["text"] = words.number(share * 100, 0) if share >= ROOM else ""
    return Bar(pieces=pieces, ends=[], middle=False, label=label)


def _side(name: str, count: int) -> list[str]:
    tones = TONES.get(count, ("2", *["1"] * (count - 1)))
    return [f"{name}-{tone}" for tone in tones[:count]]


def _pieces(tones: Sequence[str], lengths: Sequence[Decimal], start: Decimal) -> list[Piece]:
    """Return the pieces side by side; those of no length are left out."""
    starts = accumulate(lengths[:-1], initial=start)
    return [
        Piece(tone=tone, x=place(at), width=place(size), text="", middle=place(at + size / 2))
        for tone, at, size in zip(tones, starts, lengths, strict=True)
        if size
    ]
