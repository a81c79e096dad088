"""Many populations at once are the same as one after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import Case, batch_of, cases

from alignscan.measurement import cells, counts
from alignscan.measurement.arrays import EXACT, product
from alignscan.measurement.counts import Counts, counted
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate

ATOMS = 5
ROWS = st.lists(
    st.tuples(st.integers(0, ATOMS - 1), st.integers(0, 10**4), st.integers(1, 10**12)), max_size=30
)
GROUPS = st.lists(st.lists(st.booleans(), min_size=ATOMS, max_size=ATOMS), max_size=4)


@given(ROWS, GROUPS, st.booleans())
def test_groups_together_are_the_groups_one_by_one(
    rows: list[tuple[int, int, int]], groups: list[list[bool]], dense: bool
) -> None:
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), 3).T
    masks = np.array(groups, dtype=np.bool_).reshape(len(groups), ATOMS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "is_dense", lambda *_: dense)
        found: Counts = counted(columns[0], columns[1], ATOMS, columns[2])
        keys, people = found.by_group(masks)
    for atoms, line in zip(masks, people, strict=True):
        own, some = found.within(atoms)
        assert dict(zip(own.tolist(), some.tolist(), strict=True)) == {
            key: n for key, n in zip(keys.tolist(), line.tolist(), strict=True) if n
        }


@pytest.mark.parametrize("large", [1, EXACT - 1, EXACT + 1, 2**63 - 1, 10**30])
def test_a_product_of_whole_numbers_is_exact(large: int) -> None:
    left = np.array([[1, 3], [0, 2]], dtype=np.int64)
    right = np.array([[large, -1], [1, -large]], dtype=object)
    assert product(left, right).tolist() == [[large + 3, -1 - 3 * large], [2, -2 * large]]


@settings(max_examples=20)
@given(cases())
def test_how_many_populations_are_looked_at_together_does_not_matter(case: Case) -> None:
    tabulation = tabulate(case.book, [batch_of(case.book, case.people)])
    together = measure(tabulation)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "AT_ONCE", 1)
        assert measure(tabulation).cells == together.cells
