"""Counts are the same whether they are held as rows or as a crosstab."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alignscan.measurement import counts as module
from alignscan.measurement.arrays import NARROW
from alignscan.measurement.counts import Counts, counted, merged
from alignscan.measurement.grouped import Grouped

Row = tuple[int, int, int]
ATOMS, WIDTH = 4, 6
ROWS = st.lists(
    st.tuples(st.integers(0, ATOMS - 1), st.integers(0, WIDTH - 1), st.integers(1, 10**12)),
    max_size=20,
)


def counts_of(rows: Sequence[Row], *, dense: bool) -> Counts:
    atom, key, count = np.array(rows, dtype=np.int64).reshape(len(rows), 3).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "is_dense", lambda *_: dense)
        found = counted(atom, key, ATOMS, count)
    assert (found.crosstab is not None) is dense
    return found


def as_table(rows: Sequence[Row]) -> Counter[tuple[int, int]]:
    return sum((Counter({(atom, key): n}) for atom, key, n in rows), Counter())


def rows_of(found: Counts) -> list[tuple[tuple[int, int], int]]:
    pairs = zip(found.atom.tolist(), found.key.tolist(), strict=True)
    return list(zip(pairs, found.count.tolist(), strict=True))


@given(ROWS, st.booleans())
@example([(0, 5, NARROW - 1), (0, 5, 1)], True)
@example([(0, 5, 2**15 - 1), (0, 5, 1)], True)
@example([], True)
def test_rows_are_ascending_and_complete(rows: list[Row], dense: bool) -> None:
    found = counts_of(rows, dense=dense)
    assert rows_of(found) == sorted(as_table(rows).items())
    assert found == counts_of(rows[::-1], dense=not dense)
    assert found != counts_of([*rows, (0, 0, 1)], dense=dense)


@given(ROWS, st.booleans(), st.lists(st.booleans(), min_size=WIDTH, max_size=WIDTH))
def test_what_is_asked_of_counts_follows_from_their_rows(
    rows: list[Row], dense: bool, flags: list[bool]
) -> None:
    found, table = counts_of(rows, dense=dense), as_table(rows)
    every, chosen = range(WIDTH), np.array(flags)
    assert found.table(ATOMS, WIDTH).tolist() == [
        [table[atom, key] for key in every] for atom in range(ATOMS)
    ]
    assert found.by_atom(ATOMS, lambda keys: chosen[keys]).tolist() == [
        sum(table[atom, key] for key in every if flags[key]) for atom in range(ATOMS)
    ]
    halves = np.arange(WIDTH) // 2
    renamed = [(atom, key // 2, count) for atom, key, count in rows]
    assert rows_of(found.renamed(halves, ATOMS)) == sorted(as_table(renamed).items())


@given(st.lists(st.tuples(ROWS, st.booleans(), st.permutations(range(ATOMS))), min_size=1))
@example([([(0, 1, 2**30)], True, [0, 1, 2, 3])] * 3)
@example([([(0, 1, 2**14)], True, [0, 1, 2, 3])] * 2)
def test_merged_counts_are_the_sum(parts: list[tuple[list[Row], bool, list[int]]]) -> None:
    placed = [(counts_of(rows, dense=dense), np.array(index)) for rows, dense, index in parts]
    moved = [(index[atom], key, n) for rows, _, index in parts for atom, key, n in rows]
    assert rows_of(merged(placed, ATOMS)) == sorted(as_table(moved).items())


def test_parts_that_share_no_key_are_merged_too() -> None:
    apart = [(counts_of([(0, key, 1)] * 5, dense=True), np.arange(ATOMS)) for key in range(WIDTH)]
    whole = merged(apart, ATOMS)
    assert rows_of(whole) == [((0, key), 5) for key in range(WIDTH)]


def test_people_are_counted_one_by_one() -> None:
    grouped = Grouped(np.array([0, 0, 2, 3, 3, 3]), np.array([0, 2, 3]))
    found = counted(grouped.atom, np.array([5, 5, 0, 1, 5, 1], dtype=np.int8), ATOMS)
    assert rows_of(found) == [((0, 5), 2), ((2, 0), 1), ((3, 1), 2), ((3, 5), 1)]


@given(
    st.lists(st.tuples(st.integers(0, ATOMS - 1), st.integers(0, 9)), max_size=60),
    st.sampled_from([0, 3, 100]),
)
def test_a_column_of_a_batch_is_counted_as_pairs_are(
    rows: list[tuple[int, int]], above: int
) -> None:
    people = sorted(rows)
    atoms = sorted({atom for atom, _ in people})
    atom = np.array([atoms.index(one) for one, _ in people], dtype=np.int64)
    key = np.array([one + above for _, one in people], dtype=np.int8)
    grouped = Grouped(atom, np.flatnonzero(np.diff(atom, prepend=-1)))
    assert grouped.counts(key) == counted(atom, key, len(atoms))
    assert rows_of(grouped.counts(key)) == sorted(
        Counter(zip(atom.tolist(), key.tolist(), strict=True)).items()
    )


def test_an_atom_of_very_many_people_is_counted_too() -> None:
    atom, key = np.zeros(40_000, dtype=np.int64), np.arange(40_000) % 9
    found = Grouped(atom, np.array([0])).counts(key.astype(np.int16))
    assert found.table(1, 9).sum() == 40_000
    assert found == counted(atom, key, 1)
