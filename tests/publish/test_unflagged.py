"""The results without flagged respondents: shown where who is flagged cannot be worked out."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from tests.publish.companies import SEGMENTS
from tests.publish.samples import questionnaire, survey

from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.weighted import head_counts
from alignscan.model.codebook import MISSING, codebook
from alignscan.publish.candidates import populations
from alignscan.publish.populations import Unflagged
from alignscan.publish.publish import publish
from alignscan.publish.published import Published, ShownCell
from alignscan.responses.batch import Batch

ITEMS = tuple(f"q{i}" for i in range(10))
FUNCTIONS = SEGMENTS["function"]
LINE = [5] * 10
"""Ten times the same answer: straight and uniform."""
STEP = [4, 3, 4, 3, 4, 4, 4, 4, 4, 3]
"""Five times the same answer in a row, and some variation: straight only."""


def honest(i: int) -> list[int]:
    return [2 + (i + place * place) % 3 for place in range(10)]


def published(
    rows: Sequence[Sequence[int | None]], functions: Sequence[int], **more: Any
) -> Published:
    segments = {"function": {"categories": list(FUNCTIONS)}}
    rules = {"on_small": "withhold"}
    given = survey(**{"segments": segments, "confidentiality": rules, **more})
    book = codebook(given, questionnaire(ITEMS))
    codes = np.array([[MISSING if a is None else a - 1 for a in row] for row in rows], np.int16)
    batch = Batch(
        answers={id: codes[:, column] for column, id in enumerate(ITEMS)},
        segments={"function": np.array(functions, np.int16)},
        size=len(rows),
    )
    counts = tabulate(book, [batch])
    weigh_to = head_counts(book, given)
    return publish(measure(counts, populations(counts, given), weigh_to), given)


def company(
    flagged: int, others: int = 40, *, line: Sequence[int] = LINE, **more: Any
) -> Published:
    """Return what is published of flagged people in Sales, and others half in Operations."""
    rows = [list(line) for _ in range(flagged)] + [honest(i) for i in range(others)]
    functions = [0] * (flagged + others // 2) + [1] * (others - others // 2)
    return published(rows, functions, **more)


def found(result: Published) -> Unflagged:
    assert result.unflagged is not None
    return result.unflagged


def test_the_results_stand_beside_those_of_everybody() -> None:
    result = found(company(10))
    assert (result.n, result.flagged) == (40, Decimal("0.20"))
    assert (result.straight, result.uniform) == (Decimal("0.20"), Decimal("0.20"))
    figures = result.conditions["direction"]
    assert (figures.n, figures.score, figures.step) == (40, Decimal("3.0"), Decimal("0.1"))
    assert figures.margin is not None


def test_the_other_figures_stay_as_they_are() -> None:
    everybody = company(10).overall
    assert everybody is not None
    assert everybody.n == 50
    assert everybody.conditions["direction"].score == Decimal("3.4")
    assert [cell.id for cell in company(10).cells if "flag" in cell.id] == []


@pytest.mark.parametrize("flagged", [1, 4])
def test_a_few_flagged_people_are_not_told_apart(flagged: int) -> None:
    assert company(flagged).unflagged is None


def test_nobody_flagged_is_said() -> None:
    result = found(company(0))
    assert (result.n, result.flagged, result.conditions) == (40, Decimal("0.00"), {})
    assert (result.straight, result.uniform) == (Decimal("0.00"), Decimal("0.00"))


def test_a_sign_that_few_people_show_has_no_share() -> None:
    rows = [LINE] * 2 + [STEP] * 6 + [honest(i) for i in range(40)]
    result = found(published(rows, [0] * 24 + [1] * 24))
    assert result.flagged == Decimal("0.17")
    assert (result.straight, result.uniform) == (Decimal("0.17"), None)


def test_some_flagged_people_are_never_no_share() -> None:
    result = found(company(5, 1200))
    assert result.flagged == Decimal("0.01")


def test_a_group_that_is_nearly_all_flagged_keeps_the_others_safe() -> None:
    rows = [LINE] * 8 + [honest(i) for i in range(42)]
    in_sales = published(rows, [0] * 10 + [1] * 40)
    shown = {cell.id for cell in in_sales.cells if isinstance(cell, ShownCell)}
    assert "function=Sales" in shown  # what is shown of groups does not depend on it
    assert in_sales.unflagged is None
    assert found(published(rows, [0] * 25 + [1] * 25)).n == 42


def test_who_skipped_everything_is_not_told_by_a_condition() -> None:
    skipped: list[int | None] = [5] * 8 + [None] * 2
    rows = [skipped] * 6 + [[None] * 10] * 3 + [honest(i) for i in range(41)]
    result = found(published(rows, [0] * 25 + [1] * 25))
    assert result.n == 44
    assert result.conditions["direction"].n == 41


def test_a_score_near_the_end_of_the_scale_is_a_range() -> None:
    rows = [[3] * 10] * 10 + [[5, 5, 5, 5, 4] * 2] * 10
    result = found(published(rows, [0, 1] * 10))
    figures = result.conditions["direction"]
    assert (figures.score, figures.range) == (None, (Decimal("4.8"), Decimal("5.0")))


def test_one_persons_own_view_has_no_such_thing() -> None:
    assert published([LINE], [0], mode="self").unflagged is None


def test_a_team_agreed_to_group_figures_and_not_to_single_answers() -> None:
    team: dict[str, Any] = {"mode": "team", "agreed": "all, 2026-09-21"}
    assert company(2, 10, **team).unflagged is None
    assert found(company(6, 12, **team)).flagged == Decimal("0.333333")


def test_everybody_flagged_is_nothing_to_compare() -> None:
    assert published([LINE] * 20, [0] * 20).unflagged is None


def test_weighted_scores_come_first() -> None:
    population = {"function": dict.fromkeys(FUNCTIONS, 0) | {"Sales": 10, "Operations": 30}}
    result = company(10, population=population)
    assert result.weighted is not None
    assert "direction" in result.weighted.conditions
    assert "direction" in found(result).conditions
