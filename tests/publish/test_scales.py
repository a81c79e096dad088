from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from tests.publish.surveys import ITEMS, Drawn, drawn

from alignscan.publish.published import ShownCell

PERCENT = Decimal("0.01")


def at(value: Fraction | float | None, step: Decimal = PERCENT) -> Decimal | None:
    if value is None:
        return None
    exact = Fraction(value)
    return (Decimal(exact.numerator) / exact.denominator).quantize(step, ROUND_HALF_UP) + 0


@pytest.mark.parametrize("seed", range(4))
def test_reliability_is_that_of_the_measures_at_its_step(seed: int) -> None:
    one = drawn(seed)
    measured = one.measures.cells[0]
    assert set(one.published.scales) == {"direction", "commitment"}
    for id, shown in one.published.scales.items():
        found = measured.reliability[id]
        assert shown.n == found.n == 140
        assert found.omega is not None
        assert shown.omega == at(found.omega.value)
        assert shown.rwg_skewed == at(measured.agreement[id].rwg_skewed)
        for item, figures in shown.items.items():
            assert figures.item_rest == at(found.item_rest[item])
            assert figures.alpha_if_dropped == at(found.alpha_if_dropped[item])
        score = one.cell("overall").conditions[id]
        assert score.alpha == at(found.alpha)
        agreement = measured.agreement[id]
        assert (score.rwg, score.rstar) == (at(agreement.rwg), at(agreement.lindell))
        assert score.awg == at(agreement.a_wg)
        assert score.average_deviation == at(measured.scales[id].average_deviation)


def test_an_item_that_is_worded_the_other_way_round_runs_against_its_scale() -> None:
    for turned in (False, True):
        one = drawn(2, turned=turned)
        items = one.published.scales["commitment"].items
        against = [id for id, figures in items.items() if figures.against]
        assert against == ([ITEMS[-1]] if turned else [])
        assert list(one.measures.cells[0].reliability["commitment"].against) == against


@pytest.mark.parametrize(("n", "published"), [(29, False), (30, True)])
def test_reliability_waits_for_thirty_people(n: int, published: bool) -> None:
    assert bool(drawn(1, (n,)).published.scales) == published


def test_a_team_sees_its_own_reliability() -> None:
    one = drawn(1, (8,), mode="team", agreed="all of us, today")
    found = one.measures.cells[0].reliability["direction"]
    shown = one.published.scales["direction"]
    assert shown.items["q0"].item_rest == at(found.item_rest["q0"], Decimal("0.000001"))
    assert one.cell("overall").conditions["direction"].alpha_low is None


def test_how_many_answered_everything_is_told_only_if_it_tells_of_nobody() -> None:
    def told(one: Drawn) -> list[tuple[bool, int]]:
        cell = one.measures.cells[0]
        pairs = []
        for id, shown in one.published.scales.items():
            n = cell.reliability[id].n
            others = [cell.respondents, cell.scales[id].n]
            others += [cell.items[i.id].n for i in cell.agreement[id].rows.items]
            few = min((abs(m - n) for m in others if m != n), default=5)
            pairs.append((shown.n is not None, few))
        return pairs

    seen = set()
    for seed in range(0, 12, 2):
        for shown, few in told(drawn(seed, skipping=0.01 * seed)):
            assert shown == (few >= 5)
            seen.add(shown)
    assert seen == {True, False}


def test_items_without_a_published_mean_have_no_place_in_their_scale() -> None:
    for seed in range(3):
        one = drawn(seed, (40, 6, 3), skipping=0.1)
        overall = one.published.overall
        assert isinstance(overall, ShownCell)
        for id, scale in one.published.scales.items():
            assert overall.conditions[id].score is not None
            shown = {i for i, f in overall.items.items() if f.mean is not None and f.step <= 1}
            assert set(scale.items) <= shown
