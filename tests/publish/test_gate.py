from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from alignscan.publish.gate import Candidate, decide

SIZES = st.lists(st.integers(0, 30), max_size=6)


@st.composite
def companies(draw: st.DrawFn) -> tuple[list[Candidate], int]:
    """Draw up to three breakdowns of the same people, some of whom state no category."""
    breakdowns = draw(st.lists(SIZES, max_size=3))
    total = max((sum(sizes) for sizes in breakdowns), default=0) + draw(st.integers(0, 8))
    cells = [Candidate("overall", None, total)]
    for b, sizes in enumerate(breakdowns):
        cells += [Candidate(f"s{b}={i}", f"s{b}", n) for i, n in enumerate(sizes)]
    return cells, draw(st.integers(3, 10))


def shown_of(cells: Sequence[Candidate], k: int) -> list[Candidate]:
    shown = decide(cells, k)
    return [c for c in cells if c.id in shown]


@given(companies())
def test_no_group_below_the_minimum_is_shown(company: tuple[list[Candidate], int]) -> None:
    cells, k = company
    assert all(c.n >= k for c in shown_of(cells, k))


@given(companies())
def test_what_a_total_leaves_over_is_nobody_or_a_group(
    company: tuple[list[Candidate], int],
) -> None:
    cells, k = company
    shown = shown_of(cells, k)
    for breakdown in {c.breakdown for c in shown} - {None}:
        rest = cells[0].n - sum(c.n for c in shown if c.breakdown == breakdown)
        assert rest == 0 or rest >= k


@given(companies(), st.data())
def test_the_order_of_candidates_does_not_matter(
    company: tuple[list[Candidate], int], data: st.DataObject
) -> None:
    cells, k = company
    assert decide(data.draw(st.permutations(cells)), k) == decide(cells, k)


@given(companies())
def test_nothing_is_hidden_without_need(company: tuple[list[Candidate], int]) -> None:
    cells, k = company
    enough = all(c.n >= k or c.n == 0 for c in cells)
    whole = all(
        sum(c.n for c in cells if c.breakdown == b) == cells[0].n
        for b in {c.breakdown for c in cells} - {None}
    )
    if enough and whole and cells[0].n:
        assert {c.id for c in shown_of(cells, k)} == {c.id for c in cells if c.n}


def test_fewer_people_than_the_minimum_show_nothing() -> None:
    assert decide([Candidate("overall", None, 4), Candidate("a=1", "a", 4)], 5) == frozenset()


def test_the_smallest_group_that_could_be_shown_hides_the_one_that_cannot() -> None:
    cells = [Candidate("overall", None, 31)]
    cells += [Candidate(f"s={n}", "s", n) for n in (20, 8, 3)]
    assert decide(cells, 5) == {"overall", "s=20"}


def test_people_who_state_no_category_are_protected_like_a_small_one() -> None:
    cells = [Candidate("overall", None, 30), Candidate("s=a", "s", 18), Candidate("s=b", "s", 10)]
    assert decide(cells, 5) == {"overall", "s=a"}
