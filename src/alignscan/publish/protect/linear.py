"""Exact linear algebra over membership vectors, modulo two primes at once.

A vector is zero only if it is zero modulo both primes: a number that both divide by chance would
have to be a multiple of their product, about 4.6e18, and no minor that decides here is known to be.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

PRIMES: Final = np.array([2**31 - 1, 2**31 - 19], dtype=np.int64)
Residues = NDArray[np.int64]
"""Shape (2, rows, atoms): the same rows modulo each prime."""


def residues(rows: NDArray[np.int64]) -> Residues:
    """Return integer rows (rows x atoms) modulo both primes."""
    if rows.min(initial=0) >= 0 and rows.max(initial=0) < PRIMES.min():
        return np.stack([rows, rows])
    return np.stack([rows % prime for prime in PRIMES])


def is_zero(rows: Residues) -> NDArray[np.bool_]:
    """Return for each row whether it is zero."""
    return np.asarray(~rows.any(axis=(0, 2)), dtype=np.bool_)


def pivot_of(row: Residues, columns: NDArray[np.intp] | None = None) -> int | None:
    """Return the first column (of some) in which a row of shape (2, atoms) is not zero."""
    solid = (row != 0).all(axis=0)
    if columns is not None:
        allowed = np.zeros_like(solid)
        allowed[columns] = True
        solid &= allowed
    places = np.flatnonzero(solid)
    return int(places[0]) if places.size else None


def scaled(row: Residues, column: int) -> Residues:
    """Return a row divided by its value in a column."""
    out = np.empty_like(row)
    for layer, prime in enumerate(PRIMES):
        inverse = pow(int(row[layer, column]), -1, int(prime))
        out[layer] = row[layer] * inverse % prime
    return out


def directions(columns: Residues) -> Residues:
    """Return columns, each divided by its first value that is not zero."""
    out = columns.copy()
    for layer, prime in enumerate(PRIMES):
        first = (out[layer] != 0).argmax(axis=0)
        lead = out[layer, first, np.arange(out.shape[2])]
        out[layer] = out[layer] * _inverses(lead, int(prime)) % prime
    return out


def _inverses(values: NDArray[np.int64], prime: int) -> NDArray[np.int64]:
    """Return inverses modulo a prime, 0 for 0: powers by squaring (Fermat)."""
    power, exponent = np.ones_like(values), prime - 2
    while exponent:
        if exponent & 1:
            power = power * values % prime
        values, exponent = values * values % prime, exponent >> 1
    return power


def eliminate(rows: Residues, row: Residues, column: int) -> None:
    """Subtract a scaled row from rows, in place, so that they are zero in its column."""
    for layer, prime in enumerate(PRIMES):
        touched = np.flatnonzero(rows[layer, :, column])
        if touched.size:
            factors, places = rows[layer, touched, column][:, None], np.flatnonzero(row[layer])
            part = np.ix_(touched, places)
            change = factors * row[layer, places] % prime
            rows[layer][part] = (rows[layer][part] - change) % prime


def eliminate_some(rows: Residues, some: NDArray[np.intp], row: Residues, column: int) -> None:
    """Do the same to some of the rows only."""
    touched = some[(rows[:, some, column] != 0).any(axis=0)]
    part = rows[:, touched]
    eliminate(part, row, column)
    rows[:, touched] = part


def rest_without(rows: Residues, columns: NDArray[np.intp]) -> Residues:
    """Return a basis of what the rows span and what is zero in all the columns."""
    left, columns = rows.copy(), np.asarray(columns)
    alive = np.ones(left.shape[1], dtype=bool)
    while columns.size and alive.any():
        here = np.flatnonzero(alive)
        some = left[0][np.ix_(here, columns)] != 0
        place = int(some.any(axis=0).argmax())
        solid = some[:, place] & (left[1, here, columns[place]] != 0)
        column, index = int(columns[place]), here[solid.argmax()]
        columns = columns[place + 1 :]
        if not solid.any():
            if not some.any():
                break
            continue
        row = scaled(left[:, index], column)
        alive[index] = False
        eliminate_some(left, np.flatnonzero(alive), row, column)
    return _basis(left[:, alive])


def _basis(rows: Residues) -> Residues:
    left = rows.copy()
    kept = []
    for index in range(left.shape[1]):
        column = pivot_of(left[:, index])
        if column is None:
            continue
        row = scaled(left[:, index], column)
        kept.append(row)
        part = left[:, index + 1 :]
        eliminate(part, row, column)
    shape = (2, len(kept), rows.shape[2])
    return np.stack(kept, axis=1) if kept else np.zeros(shape, dtype=np.int64)
