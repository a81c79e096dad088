from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.measurement.books import Person, batch_of, book_of, rated

from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.survey import Mode
from alignscan.publish.consistency import Consistency, consistency
from alignscan.publish.precision import Precision


def published(
    rows: Sequence[Sequence[int]], mode: Mode = "confidential", *, complete: bool = False
) -> Consistency:
    """Return the published consistency of rows of codes on a scale from 1 to 5."""
    names = [f"q{i}" for i in range(len(rows[0]))]
    people = [Person(dict(zip(names, row, strict=True)), {}) for row in rows]
    book = book_of([rated(name) for name in names])
    cell = measure(tabulate(book, [batch_of(book, people)])).cells[0]
    precision = Precision(mode, 5, (Fraction(1), Fraction(5)), None, complete)
    return consistency(cell, "direction", precision)


MIXED = [[i % 5, (i + i % 2) % 5, (i + i % 3) % 5] for i in range(30)]


def test_thirty_people_have_figures_at_their_step() -> None:
    found = published(MIXED)
    assert None not in found
    figures = [figure for figure in found if isinstance(figure, Decimal)]
    assert all(figure == figure.quantize(Decimal("0.01")) for figure in figures)
    assert found.sd is not None
    assert found.sd == found.sd.quantize(Decimal("0.1"))
    assert found.alpha_low is not None
    assert found.alpha is not None
    assert found.alpha_high is not None
    assert found.alpha_low < found.alpha < found.alpha_high


def test_twenty_nine_people_have_none() -> None:
    assert published(MIXED[:29]) == Consistency()


def test_one_item_has_agreement_and_no_reliability() -> None:
    found = published([[i % 5] for i in range(30)])
    assert found.alpha is None
    assert found.rwg is not None


def test_nothing_is_said_where_nearly_everybody_answers_alike() -> None:
    rows = [[3, i % 5, (i + 1) % 5] for i in range(30)]
    rows[0] = [1, 0, 1]
    assert published(rows) == Consistency()


def test_a_team_sees_its_own_figures_and_a_complete_one_no_interval() -> None:
    team = published(MIXED[:6], "team", complete=True)
    assert team.alpha is not None
    assert team.rwg is not None
    assert team.alpha_low is None


@pytest.mark.parametrize(
    ("codes", "word"), [([2, 2, 2, 3], "strong"), ([1, 2, 3, 4], "weak"), ([0, 0, 4, 4], "lack")]
)
def test_agreement_is_put_in_words(codes: list[int], word: str) -> None:
    found = published([[codes[i % 4]] for i in range(40)])
    assert found.band == word


def test_people_who_differ_more_than_by_chance_are_flagged() -> None:
    split = published([[4 * (i % 2), 4 * (i % 2)] for i in range(40)])
    assert (split.rwg, split.out_of_range) == (Decimal("0.00"), True)
    assert split.rstar is not None
    assert split.rstar < 0
    assert split.awg is not None
    assert split.awg < 0
    assert not published([[i % 3, i % 2] for i in range(40)]).out_of_range


def test_the_spread_waits_for_thirty_people_with_a_score() -> None:
    rows = [*MIXED, *MIXED]
    assert published(rows[:29]).sd is None
    assert published(rows[:30]).average_deviation is not None
    wide = published(rows)
    assert wide.sd is not None
    assert wide.average_deviation is not None
