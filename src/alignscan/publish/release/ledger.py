"""The ledger and its file: ``alignscan/ledger/1``.

The file is JSON in three lines: the format, a keyed check sum over the third line, and the waves.
It is written and read as bytes; the key stands in it, so whoever holds it can tell whether somebody
answered like this. It is to be protected like the answers.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.keys import BYTES, Keys

FAMILY: Final = "alignscan/ledger/"
FORMAT: Final = FAMILY + "1"
KEY_BYTES: Final = 32
HEAD: Final = re.compile(
    rb'\{"format":"(alignscan/ledger/[^"\r\n]{1,20})",\n"check":"([0-9a-f]{64})",\n'
)

Problem = Literal["no ledger", "another version", "damaged"]


class BadLedger(Exception):
    """A file that cannot be used as a ledger."""

    def __init__(self, problem: Problem) -> None:
        """Take what is wrong with it."""
        self.problem: Problem = problem
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Group:
    """People by their atoms, and how much each of them counts where they count differently."""

    atoms: tuple[int, ...]
    parts: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A published figure: what it adds up of a group, and between which bounds the sum lies."""

    group: int
    weights: tuple[float, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Release:
    """What one release showed; groups are numbers of ``Remembered.groups``."""

    data: str
    """A keyed hash of the counts, and of all that decides about groups."""
    min_group: int
    comments: str | None
    """How comments were listed; None where none were shown."""
    keyed: bool
    """Whether the people are known one by one; not from saved tabulations."""
    shown: Mapping[str, tuple[int, ...]]
    """By subject, an item or a score, the groups that it was shown for."""
    figures: Mapping[str, tuple[Seen, ...]]


@dataclass(frozen=True, slots=True)
class Universe:
    """The people of all releases of a wave, by atom: alike in every row, place and release."""

    places: tuple[tuple[int, ...], ...] = ()
    """For each atom and release a hash of where its people belonged; 0 where they were not in."""
    sizes: tuple[int, ...] = ()
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By subject how many people of each atom it is about."""
    keys: Keys = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    """The keys of the people of each atom, one atom after the other."""

    @property
    def atom_of_key(self) -> NDArray[np.int64]:
        """The atom of each key."""
        return np.repeat(np.arange(len(self.sizes)), np.array(self.sizes, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Remembered:
    """The releases of one wave."""

    wave: str | None
    survey: str
    """A hash of what was asked and how it is scored."""
    releases: tuple[Release, ...] = ()
    groups: tuple[Group, ...] = ()
    universe: Universe = field(default_factory=Universe)
    superseded: bool = False
    """Whether somebody decided to publish again as if these releases had not been."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All waves of a survey file."""

    key: bytes
    waves: tuple[Remembered, ...] = ()

    def of(self, wave: str | None) -> Remembered | None:
        """Return what is remembered of a wave, unless it was superseded."""
        return next((w for w in self.waves if w.wave == wave and not w.superseded), None)

    def with_wave(self, now: Remembered) -> "Ledger":
        """Return the ledger with the releases of a wave as they are now."""
        others = [w for w in self.waves if w.wave != now.wave or w.superseded]
        return Ledger(self.key, (*others, now))

    def superseding(self, wave: str | None) -> "Ledger":
        """Return the ledger in which the releases of a wave no longer count."""
        from dataclasses import replace

        return Ledger(
            self.key,
            tuple(replace(w, superseded=True) if w.wave == wave else w for w in self.waves),
        )


def to_bytes(ledger: Ledger) -> bytes:
    """Return the file of a ledger; equal ledgers give equal bytes."""
    waves = [_wave_data(wave) for wave in ledger.waves]
    rest = json.dumps({"key": ledger.key.hex(), "waves": waves}, separators=(",", ":"))
    body = rest[1:].encode() + b"\n"
    return f'{{"format":"{FORMAT}",\n"check":"{_check(ledger.key, body)}",\n'.encode() + body


def from_bytes(data: bytes) -> Ledger:
    """Return the ledger of a file; BadLedger when it is none, of another version, or damaged."""
    head = HEAD.match(data)
    if head is None:
        known = data.startswith(b'{"format":"' + FAMILY.encode())
        raise BadLedger("damaged" if known else "no ledger")
    if head[1].decode("ascii", "replace") != FORMAT:
        raise BadLedger("another version")
    body = data[head.end() :]
    try:
        read = json.loads(b"{" + body)
        key = bytes.fromhex(read["key"])
        if len(key) != KEY_BYTES or _check(key, body) != head[2].decode():
            raise BadLedger("damaged")
        return Ledger(key, tuple(_wave(wave) for wave in read["waves"]))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise BadLedger("damaged") from None


def _check(key: bytes, body: bytes) -> str:
    return blake2b(body, key=key, digest_size=32, person=b"ledger").hexdigest()


def _wave_data(wave: Remembered) -> dict[str, Any]:
    universe = wave.universe
    return {
        "wave": wave.wave,
        "superseded": wave.superseded,
        "survey": wave.survey,
        "releases": [_release_data(release) for release in wave.releases],
        "groups": [[group.atoms, group.parts] for group in wave.groups],
        "people": {
            "places": [[f"{place:x}" for place in places] for places in universe.places],
            "sizes": universe.sizes,
            "counts": dict(universe.counts),
            "keys": b64encode(universe.keys.astype("<u8").tobytes()).decode(),
        },
    }


def _release_data(release: Release) -> dict[str, Any]:
    return {
        "data": release.data,
        "min_group": release.min_group,
        "comments": release.comments,
        "keyed": release.keyed,
        "shown": dict(release.shown),
        "figures": {
            subject: [[seen.group, seen.weights, seen.low, seen.high] for seen in figures]
            for subject, figures in release.figures.items()
        },
    }


def _wave(read: Mapping[str, Any]) -> Remembered:
    people = read["people"]
    keys = np.frombuffer(b64decode(people["keys"], validate=True), dtype=f"<u{BYTES}")
    universe = Universe(
        places=tuple(tuple(int(place, 16) for place in places) for places in people["places"]),
        sizes=tuple(map(int, people["sizes"])),
        counts={name: tuple(map(int, row)) for name, row in people["counts"].items()},
        keys=keys.astype(np.uint64),
    )
    found = Remembered(
        wave=read["wave"],
        survey=read["survey"],
        releases=tuple(_release(release) for release in read["releases"]),
        groups=tuple(
            Group(tuple(map(int, atoms)), None if parts is None else tuple(parts))
            for atoms, parts in read["groups"]
        ),
        universe=universe,
        superseded=bool(read["superseded"]),
    )
    _refuse_inconsistent(found)
    return found


def _release(read: Mapping[str, Any]) -> Release:
    return Release(
        data=read["data"],
        min_group=int(read["min_group"]),
        comments=read["comments"],
        keyed=bool(read["keyed"]),
        shown={name: tuple(map(int, groups)) for name, groups in read["shown"].items()},
        figures={
            name: tuple(
                Seen(int(group), tuple(map(float, weights)), float(low), float(high))
                for group, weights, low, high in figures
            )
            for name, figures in read["figures"].items()
        },
    )


def _refuse_inconsistent(found: Remembered) -> None:
    universe, groups = found.universe, len(found.groups)
    used = [g for r in found.releases for row in r.shown.values() for g in row]
    used += [seen.group for r in found.releases for row in r.figures.values() for seen in row]
    atoms = [atom for group in found.groups for atom in group.atoms]
    keyed = any(release.keyed for release in found.releases)
    if (
        any(not 0 <= number < groups for number in used)
        or any(not 0 <= atom < len(universe.sizes) for atom in atoms)
        or any(len(places) != len(found.releases) for places in universe.places)
        or len(universe.places) != len(universe.sizes)
        or any(len(row) != len(universe.sizes) for row in universe.counts.values())
        or (keyed and sum(universe.sizes) != len(universe.keys))
    ):
        raise ValueError
