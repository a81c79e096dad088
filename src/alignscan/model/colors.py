"""Colors as six digits, how well they stand out from each other, and how to make them do so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
_STEPS: Final = 64


def luminance(color: str) -> float:
    """Return the relative luminance of a color such as ``#1c5d9e``, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, 1 to 21 (WCAG 2.2, 1.4.3)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(color: str, grounds: Iterable[str]) -> float:
    """Return the contrast of a color with the ground it stands out from least."""
    return min(contrast(color, ground) for ground in grounds)


def mixed(one: str, other: str, share: float) -> str:
    """Return a color with ``share`` (0 to 1) of another in it."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def standing_out(color: str, grounds: Iterable[str], ratio: float) -> str:
    """Return the nearest darker or lighter shade with a contrast to all grounds.

    A color that has it stays as it is; where no shade has it, the one that comes closest is given.
    """
    on = tuple(grounds)
    if least_contrast(color, on) >= ratio:
        return color
    shades = [mixed(color, end, step / _STEPS) for step in range(1, _STEPS + 1) for end in _ENDS]
    for shade in shades:
        if least_contrast(shade, on) >= ratio:
            return shade
    return max(_ENDS, key=lambda end: least_contrast(end, on))


_ENDS: Final = (BLACK, WHITE)


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear
