"""A field of dots: places across are percent of the width, places down are pixels.

Texts keep their size at any width. Names stand beside their dots where there is room for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, Literal, TypedDict

from alignscan.rendering.report.figures import length

HEIGHT: Final = 380
TOP: Final = 30
"""Pixels above the highest dot; the names of the fields stand there."""
BOTTOM: Final = 40
LEFT: Final = Decimal(7)
"""Percent of the width left of the field, for the numbers of its axis."""
RIGHT: Final = Decimal(4)
ASSUMED: Final = 900
"""Pixels of width for which names are placed; narrow screens show dots without names."""
LETTER: Final = 8
LINE: Final = 14
SPARE: Final = 60
"""Pixels that a name of a field leaves free, for it is narrower on paper."""
MOST: Final = 6
"""Steps of an axis."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing: shares of the field from the left and from the bottom, 0 to 1."""

    across: Decimal
    up: Decimal
    name: str
    label: str
    href: str
    tone: str


class Spot(TypedDict):
    """A dot in its place."""

    x: str
    y: int
    name: str
    label: str
    href: str
    tone: str
    dx: int
    dy: int
    anchor: str
    """Where its name stands; empty where there is no room for it."""


class Field(TypedDict):
    """A part of the field with a name in its corner."""

    x: str
    y: int
    width: str
    height: int
    tone: str
    name: str
    short: str
    """The name on a narrow screen."""
    name_x: str
    name_y: int
    anchor: str


class Tick(TypedDict):
    """A number on an axis."""

    x: str
    y: int
    text: str


class Key(TypedDict):
    """What the color of a dot stands for."""

    tone: str
    text: str


class Scatter(TypedDict):
    """The whole drawing."""

    kind: Literal["scatter"]
    label: str
    height: int
    fields: list[Field]
    across: list[Tick]
    up: list[Tick]
    spots: list[Spot]
    across_name: str
    up_name: str
    legend: list[str]
    keys: list[Key]


def x(share: Decimal) -> Decimal:
    """Return the place of a share of the field, in percent of the width."""
    return LEFT + share * (100 - LEFT - RIGHT)


def y(share: Decimal) -> int:
    """Return the place of a share of the field, in pixels from the top."""
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM))


def steps(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return the numbers of an axis: few, round, and at equal distances."""
    round_tenths = (digit * 10**power for power in range(9) for digit in (1, 2, 5))
    size = next(t for t in round_tenths if (high - low) * 10 <= MOST * t)
    step = Decimal(size) / 10
    first = (low / step).to_integral_value(ROUND_CEILING)
    last = (high / step).to_integral_value(ROUND_FLOOR)
    return [step * i for i in range(int(first), int(last) + 1)]


def field(
    left: Decimal,
    bottom: Decimal,
    right: Decimal,
    top: Decimal,
    names: tuple[str, str],
    tone: str,
) -> Field:
    """Return a part of the field; its name, long or short, stands in its outermost corner."""
    to_right, below = left + right > 1, bottom + top < 1
    long = names[0] if (right - left) * ASSUMED > LETTER * len(names[0]) + SPARE else names[1]
    return Field(
        x=length(x(left)),
        y=y(top),
        width=length(x(right) - x(left)),
        height=y(bottom) - y(top),
        tone=tone,
        name=long,
        short=names[1],
        name_x=length(x(right) - 1 if to_right else x(left) + 1),
        name_y=y(bottom) - 8 if below else y(top) + 18,
        anchor="end" if to_right else "start",
    )


def spots(dots: Iterable[Dot]) -> list[Spot]:
    """Return dots in their places, with their names where these do not cover anything."""
    listed = list(dots)
    taken = [_around(dot) for dot in listed]
    out = []
    for dot in listed:
        dx, dy, anchor = _room(dot, taken)
        out.append(
            Spot(
                x=length(x(dot.across)),
                y=y(dot.up),
                name=dot.name if anchor else "",
                label=dot.label,
                href=dot.href,
                tone=dot.tone,
                dx=dx,
                dy=dy,
                anchor=anchor,
            )
        )
    return out


Box = tuple[float, float, float, float]
PLACES: Final = (
    (10, 4, "start"), (-10, 4, "end"), (0, -10, "middle"), (0, 19, "middle"),
    (8, -8, "start"), (-8, -8, "end"), (8, 16, "start"), (-8, 16, "end"),
)  # fmt: skip


def _room(dot: Dot, taken: list[Box]) -> tuple[int, int, str]:
    """Return the first place beside a dot where its name covers nothing, and take it."""
    for dx, dy, anchor in PLACES:
        box = _text(dot, dx, dy, anchor)
        others = (other for other in taken if other != _around(dot))
        if box[0] > 0 and box[2] < ASSUMED and not any(_cover(box, other) for other in others):
            taken.append(box)
            return dx, dy, anchor
    return 0, 0, ""


def _around(dot: Dot) -> Box:
    left, top = _pixels(dot)
    return left - 6, top - 6, left + 6, top + 6


def _text(dot: Dot, dx: int, dy: int, anchor: str) -> Box:
    left, base = _pixels(dot)
    size = LETTER * len(dot.name)
    start = left + dx - {"start": 0, "middle": size / 2, "end": size}[anchor]
    return start, base + dy - LINE + 3, start + size, base + dy + 3


def _pixels(dot: Dot) -> tuple[float, float]:
    return float(x(dot.across)) * ASSUMED / 100, float(y(dot.up))


def _cover(one: Sequence[float], other: Sequence[float]) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
