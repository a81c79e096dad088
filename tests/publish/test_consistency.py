from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tests.measurement.books import Person, batch_of, book_of, rated

from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.model.survey import Mode
from alignscan.publish.consistency import Consistency, consistency
from alignscan.publish.figures import Precision


def published(
    rows: Sequence[Sequence[int]], mode: Mode = "confidential", *, complete: bool = False
) -> Consistency:
    """Return the published consistency of rows of codes on a scale from 1 to 5."""
    names = [f"q{i}" for i in range(len(rows[0]))]
    people = [Person(dict(zip(names, row, strict=True)), {}) for row in rows]
    book = book_of([rated(name) for name in names])
    cell = measure(tabulate(book, [batch_of(book, people)])).cells[0]
    precision = Precision(mode, 5, (Fraction(1), Fraction(5)), None, complete)
    return consistency(cell.agreement["direction"], cell.reliability.get("direction"), precision)


MIXED = [[i % 5, (i + i % 2) % 5, (i + i % 3) % 5] for i in range(30)]


def test_thirty_people_have_figures_at_their_step() -> None:
    found = published(MIXED)
    assert None not in found
    assert all(figure == figure.quantize(Decimal("0.01")) for figure in found if figure)
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
