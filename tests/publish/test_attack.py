"""The attack on what is published: it finds nothing, and does find what weaker rules leave open."""

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.attack import Filters, integer_leak, is_derivable, leaks, memberships
from tests.publish.companies import ITEMS, Company, company, measures, published, survey_of

from alignscan.model.survey import Survey
from alignscan.publish.candidates import candidates
from alignscan.publish.protect.decide import decide
from alignscan.publish.published import ItemFigures, ShownCell
from alignscan.publish.visible import visible

K = 5
COMPANIES = range(50)


def crossed(seed: int) -> bool:
    return seed % 2 == 1


def drawn(seed: int) -> Company:
    unstated, skipping = 0.02 if seed % 5 == 4 else 0.0, 0.03 if seed % 4 == 0 else 0.0
    return company(seed, unstated=unstated, skipping=skipping)


def sized(one: Company, cells: Sequence[Filters]) -> list[int]:
    return [int(n) for n in memberships(one.roster(), cells).sum(axis=1)]


def every_cell(seed: int) -> list[dict[str, tuple[str, ...]]]:
    found = measures(drawn(seed), survey_of(crossed=crossed(seed)))
    return [dict(cell.filters) for cell in found.cells]


def test_the_attack_finds_what_a_plain_threshold_leaves_open() -> None:
    for seed in range(1, 13, 2):
        one, cells = drawn(seed), every_cell(seed)
        shown = [c for c, n in zip(cells, sized(one, cells), strict=True) if n >= K]
        leak = next(leaks(one.roster(), shown, K))
        assert len(leak) < K
        assert is_derivable(one.roster(), shown, leak)


def test_the_attack_finds_what_hiding_the_next_smallest_leaves_open() -> None:
    broken = 0
    for seed in range(1, 25, 2):
        one, cells = drawn(seed), every_cell(seed)
        shown = next_smallest(one, cells)
        leak = next(leaks(one.roster(), shown, K), None)
        if leak is not None:
            assert is_derivable(one.roster(), shown, leak)
            broken += 1
    assert broken >= 9


def next_smallest(one: Company, cells: Sequence[Filters]) -> list[Filters]:
    """Return the cells of at least K people, less the smallest until K are hidden, by table."""
    size = dict(enumerate(sized(one, cells)))
    tables: dict[tuple[str, ...], list[int]] = {}
    for index, filters in enumerate(cells):
        single = all(len(names) == 1 for names in filters.values())
        tables.setdefault(tuple(filters) if single else ("role",), []).append(index)
    shown: list[int] = []
    for table in tables.values():
        kept = sorted((i for i in table if size[i] >= K), key=lambda i: -size[i])
        hidden = sum(size[i] for i in table if 0 < size[i] < K)
        while kept and 0 < hidden < K:
            hidden += size[kept.pop()]
        shown += kept
    return [cells[i] for i in shown]


def test_the_integer_program_finds_leaks_too() -> None:
    one, cells = drawn(3), every_cell(3)
    shown = [c for c, n in zip(cells, sized(one, cells), strict=True) if n >= K]
    leak = integer_leak(one.roster(), shown, K)
    assert leak is not None
    assert is_derivable(one.roster(), shown, leak)


@pytest.mark.slow
def test_the_attack_finds_nothing_in_what_the_gate_shows() -> None:
    large: dict[bool, int] = {False: 0, True: 0}
    seen: dict[bool, int] = {False: 0, True: 0}
    for seed in COMPANIES:
        one, asked = drawn(seed), measures(drawn(seed), survey_of(crossed=crossed(seed)))
        found = visible(asked, survey_of(crossed=crossed(seed)))
        filters = {cell.id: dict(cell.filters) for cell in asked.cells}
        shown = [filters[id] for id in found.cells]
        assert next(leaks(one.roster(), shown, K), None) is None, seed
        if len(one.roster("q")) < one.size:
            item = [filters[id] for id in found.items["q"]]
            assert next(leaks(one.roster("q"), item, K), None) is None, seed
        if seed % 5 != 4:
            large[crossed(seed)] += sum(n >= K for n in sized(one, list(filters.values())))
            seen[crossed(seed)] += len(shown)
    assert seen[False] >= 0.9 * large[False], (seen, large)
    assert seen[True] >= 0.7 * large[True], (seen, large)


@pytest.mark.exhaustive
@pytest.mark.parametrize("on_small", ["merge", "withhold"])
def test_the_attack_finds_nothing_in_what_is_published(on_small: str) -> None:
    for seed in (0, 3):
        one = drawn(seed)
        result = published(one, survey_of(crossed=crossed(seed), on_small=on_small))
        cells = [cell for cell in result.cells if isinstance(cell, ShownCell)]
        assert [c.n for c in cells] == sized(one, [c.filters for c in cells])
        assert next(leaks(one.roster(), [c.filters for c in cells], K), None) is None
        for item in ITEMS:
            shown = [c.filters for c in cells if has_figures(c.items[item])]
            assert next(leaks(one.roster(item), shown, K), None) is None


def has_figures(figures: ItemFigures) -> bool:
    return figures.mean is not None or figures.range is not None


@pytest.mark.parametrize("with_crossings", [False, True])
def test_the_order_of_rows_columns_and_categories_decides_nothing(with_crossings: bool) -> None:
    shuffled_decides_the_same(3, 5, with_crossings)


@pytest.mark.slow
@settings(max_examples=8)
@given(st.integers(0, 400), st.integers(0, 10**6), st.booleans())
def test_no_order_of_rows_columns_and_categories_decides_anything(
    seed: int, shuffle: int, with_crossings: bool
) -> None:
    shuffled_decides_the_same(seed, shuffle, with_crossings)


def shuffled_decides_the_same(seed: int, shuffle: int, with_crossings: bool) -> None:
    one, rng = company(seed % 40, skipping=0.1), random.Random(shuffle)
    rows = rng.sample(range(one.size), one.size)
    mixed = Company(
        {id: [column[i] for i in rows] for id, column in one.groups.items()},
        {id: [column[i] for i in rows] for id, column in one.answers.items()},
    )
    survey = survey_of(crossed=with_crossings)
    segments = dict(rng.sample(list(survey.segments.items()), 3))
    turned = survey.model_copy(update={"segments": segments})
    assert shown_by(one, survey) == shown_by(mixed, turned)


def shown_by(one: Company, survey: Survey) -> Mapping[str, frozenset[str]]:
    found = visible(measures(one, survey), survey)
    return {"": found.cells, **found.items}


@settings(max_examples=3)
@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_the_order_of_cells_and_atoms_decides_nothing(seed: int, rng: random.Random) -> None:
    asked = measures(company(seed), survey_of(crossed=True))
    cells = candidates(asked.cells, asked)
    people = asked.atoms.people
    places = rng.sample(range(len(people)), len(people))
    moved = [
        type(c)(c.id, c.order, frozenset(places[a] for a in c.members))
        for c in rng.sample(cells, len(cells))
    ]
    sizes = [people[places.index(i)] for i in range(len(people))]
    assert decide(moved, sizes, K) == decide(cells, people, K)
