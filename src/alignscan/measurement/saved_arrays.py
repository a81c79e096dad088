"""Arrays of whole numbers as bytes: little-endian, without sign, each array as narrow as it can be.

A list says name, bytes of one number and shape of each; the arrays follow each other as listed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, NamedTuple

import numpy as np

from alignscan.measurement.arrays import IntArray, frozen

WIDTHS: Final = (1, 2, 4, 8, 16, 32)
"""Bytes of one number: the first that holds the largest one of its array."""
WIDE: Final = 8
"""Wider numbers occur only where products are kept as Python integers."""


class Inconsistent(Exception):
    """Bytes that cannot be what they claim to be; the message says why, in words."""


class Place(NamedTuple):
    """Where an array is among the bytes of all."""

    start: int
    width: int
    """Bytes of one number."""
    shape: tuple[int, ...]

    @property
    def stop(self) -> int:
        """Where it ends."""
        return self.start + self.width * prod(self.shape)


def pack(arrays: Iterable[tuple[str, IntArray]]) -> tuple[bytes, bytes]:
    """Return the list of named arrays as JSON, and their bytes."""
    listed, parts = [], []
    for name, values in arrays:
        width = _width(values)
        listed.append([name, width, list(values.shape)])
        parts.append(_packed(values, width))
    return json.dumps(listed, separators=(",", ":")).encode(), b"".join(parts)


@dataclass(frozen=True, slots=True)
class Arrays:
    """Packed arrays, unpacked when they are asked for."""

    places: dict[str, Place]
    body: bytes

    def take(self, name: str, *shape: int, wide: bool = False) -> IntArray:
        """Return an array of this shape, of Python integers where ``wide``.

        Raises Inconsistent when it is not there like this, or its numbers are too large.
        """
        place = self.places.get(name)
        if place is None or place.shape != shape:
            raise Inconsistent(f"`{name}` is missing or has another shape")
        try:
            return frozen(_unpacked(self.body[place.start : place.stop], place, wide))
        except OverflowError:
            raise Inconsistent(f"`{name}` holds a number that is too large") from None

    def column(self, name: str) -> IntArray:
        """Return an array of one dimension; Inconsistent as ``take``."""
        place = self.places.get(name)
        return self.take(name, prod(place.shape) if place is not None else 0)


def unpack(listed: bytes, body: bytes) -> Arrays:
    """Return what ``pack`` wrote; Inconsistent when the list and the bytes do not fit."""
    places, at = {}, 0
    for name, width, shape in _entries(listed):
        places[name] = Place(at, width, shape)
        at = places[name].stop
    if at != len(body):
        raise Inconsistent("it holds more or fewer numbers than it says")
    return Arrays(places, body)


def _entries(listed: bytes) -> list[tuple[str, int, tuple[int, ...]]]:
    try:
        return [_entry(*entry) for entry in json.loads(listed)]
    except (ValueError, TypeError, RecursionError):
        raise Inconsistent("its list of arrays cannot be read") from None


def _entry(name: object, width: object, shape: object) -> tuple[str, int, tuple[int, ...]]:
    if not isinstance(name, str) or not isinstance(width, int) or width not in WIDTHS:
        raise TypeError
    if not isinstance(shape, list) or not all(isinstance(n, int) and n >= 0 for n in shape):
        raise TypeError
    return name, width, tuple(shape)


def _width(values: IntArray) -> int:
    largest = int(values.max(initial=0))
    return next(width for width in WIDTHS if largest < 256**width)


def _packed(values: IntArray, width: int) -> bytes:
    if width <= WIDE:
        return values.astype(f"<u{width}").tobytes()
    return b"".join(int(value).to_bytes(width, "little") for value in values.flat)


def _unpacked(data: bytes, place: Place, wide: bool) -> IntArray:
    values = _numbers(data, place.width).reshape(place.shape)
    if wide:
        return values.astype(object)
    if values.max(initial=0) >= 2**63:
        raise OverflowError
    return values.astype(np.int64)


def _numbers(data: bytes, width: int) -> IntArray:
    if width <= WIDE:
        return np.frombuffer(data, dtype=f"<u{width}")
    starts: Sequence[int] = range(0, len(data), width)
    whole = [int.from_bytes(data[at : at + width], "little") for at in starts]
    return np.array(whole, dtype=object)
