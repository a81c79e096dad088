from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_books import book_of, tabulated
from tests.measurement.reference_scores import near

from alignscan.measurement.distribution import scores_from_counts
from alignscan.measurement.populations import scores_by_cell
from alignscan.measurement.proportions import finite_margin
from alignscan.measurement.tails import t_quantile
from alignscan.measurement.weighting import (
    CannotWeight,
    CellSums,
    EmptyCells,
    Key,
    NotConverged,
    UnknownCells,
    Weights,
    cell_sums,
    post_stratified,
    raked,
    stratified_error,
    weighted_mean,
)

Cells = Mapping[Key, CellSums]


@cache
def counted() -> tuple[Cells, Cells]:
    """Return the sums of the agreeableness score and of favorable answers to A5, by cell."""
    oracle("bfi_weighting")
    book = book_of("bfi", ("gender", "education"))
    rows = [row for row in answers("bfi") if row["A5"]]
    counts = tabulated(book, rows)
    scores = scores_by_cell(counts, "A", ("gender", "education"))
    kept = [row for row in rows if sum(bool(row[f"A{i}"]) for i in range(1, 6)) >= 3]
    return cell_sums(scores), {
        key: _yes_no([row["A5"] >= "5" for row in kept if (row["gender"], row["education"]) == key])
        for key in scores
    }


def _yes_no(favorable: Sequence[bool]) -> CellSums:
    found = scores_from_counts([Fraction(answer) for answer in favorable], [1] * len(favorable))
    return CellSums(found.n, found.total, found.squares)


def weights(method: str) -> Weights:
    spec, (cells, _) = oracle("bfi_weighting")["meta"]["spec"], counted()
    if method == "raked":
        return raked(cells, [spec["headcount_gender"], spec["headcount_education"]])
    return post_stratified(cells, head_counts(spec))


def head_counts(spec: Any) -> dict[Key, int]:
    return {tuple(key.split("|")): count for key, count in spec["headcount_cell"].items()}


def test_sums_of_cells_equal_r() -> None:
    expected, (scores, favorable) = oracle("bfi_weighting"), counted()
    assert sum(cell.n for cell in scores.values()) == expected["n"]
    for cell in expected["cells"]:
        key = tuple(cell["cell"].split("|"))
        assert scores[key].n == favorable[key].n == cell["n"]
        assert near(scores[key].total, cell["sum_y"])
        assert near(scores[key].squares, cell["sumsq_y"])
        assert favorable[key].total == cell["sum_f"]
        assert head_counts(expected["meta"]["spec"])[key] == cell["N"]


@pytest.mark.parametrize("method", ["raked", "poststratified"])
def test_weights_equal_r(method: str) -> None:
    expected, found = oracle("bfi_weighting")[method], weights(method)
    assert near(found.total, expected["sum_w"])
    assert near(found.smallest, expected["min_w"])
    assert near(found.largest, expected["max_w"])
    assert near(found.effective_n, expected["n_eff_kish"])
    assert near(found.design_effect, expected["deff_kish"])
    for key, weight in expected["cell_weights"].items():
        assert near(found.by_cell[tuple(key.split("|"))], weight)


@pytest.mark.parametrize("method", ["raked", "poststratified"])
def test_weighted_means_equal_r(method: str) -> None:
    expected, (scores, favorable) = oracle("bfi_weighting")[method], counted()
    score = weighted_mean(scores, weights(method))
    assert near(score.mean, expected["mean_y"])
    assert near(score.standard_error, expected["se_y_linearised_survey_pkg"])
    assert near(score.error_of_weights, expected["se_y_weights_only"])
    assert near(score.variance, expected["var_y_weighted"])
    share = weighted_mean(favorable, weights(method))
    assert near(share.mean, expected["mean_f"])
    assert near(share.standard_error, expected["se_f_linearised_survey_pkg"])


def test_unweighted_figures_equal_r() -> None:
    expected, (scores, favorable) = oracle("bfi_weighting"), counted()
    score = weighted_mean(scores, weights("raked"))
    assert near(score.unweighted, expected["unweighted"]["mean_y"])
    assert near(score.unweighted_error, expected["unweighted"]["se_y"])
    assert near(
        weighted_mean(favorable, weights("raked")).unweighted, expected["unweighted"]["mean_f"]
    )
    assert score.unweighted_error is not None
    margin = finite_margin(score.n, score.unweighted_error**2 * score.n, 7500)
    assert near(margin / t_quantile(score.n - 1), expected["unweighted"]["se_y_fpc_survey_pkg"])


def test_textbook_errors_equal_r() -> None:
    data, (scores, _) = oracle("bfi_weighting"), counted()
    population, expected = head_counts(data["meta"]["spec"]), data["stratified_textbook"]
    assert near(weighted_mean(scores, weights("poststratified")).mean, expected["mean"])
    assert near(stratified_error(scores, population), expected["se_cochran_nofpc"])
    assert near(stratified_error(scores, population, finite=True), expected["se_cochran_fpc"])


def cell(*values: int) -> CellSums:
    return CellSums(len(values), Fraction(sum(values)), Fraction(sum(v * v for v in values)))


@st.composite
def surveys(draw: st.DrawFn) -> dict[Key, CellSums]:
    some = st.lists(st.integers(1, 5), min_size=1, max_size=6)
    return {(a, b): cell(*draw(some)) for a in "xy" for b in "klm"}


@settings(max_examples=25)
@given(surveys(), st.lists(st.integers(1, 500), min_size=6, max_size=6))
def test_weights_meet_the_head_counts(cells: dict[Key, CellSums], sizes: list[int]) -> None:
    population = dict(zip(cells, sizes, strict=True))
    margins = [
        {c: sum(n for key, n in population.items() if key[v] == c) for c in categories}
        for v, categories in enumerate(("xy", "klm"))
    ]
    for found in (post_stratified(cells, population), raked(cells, margins)):
        assert found.total == pytest.approx(sum(sizes))
        assert 1 <= found.effective_n <= sum(c.n for c in cells.values()) * (1 + 1e-12)
        for variable, margin in enumerate(margins):
            for category, size in margin.items():
                members = [key for key in cells if key[variable] == category]
                reached = sum(found.by_cell[key] * cells[key].n for key in members)
                assert reached == pytest.approx(size, rel=1e-11)


@settings(max_examples=25)
@given(surveys())
def test_weights_of_one_change_nothing(cells: dict[Key, CellSums]) -> None:
    found = weighted_mean(cells, post_stratified(cells, {k: c.n for k, c in cells.items()}))
    assert found.mean == pytest.approx(found.unweighted, rel=1e-12)
    assert found.error_of_weights == pytest.approx(found.unweighted_error, rel=1e-9)
    assert found.standard_error is not None
    assert found.unweighted_error is not None
    assert found.standard_error <= found.unweighted_error * (1 + 1e-9) + 1e-12
    margins = [
        {c: sum(s.n for key, s in cells.items() if key[v] == c) for c in categories}
        for v, categories in enumerate(("xy", "klm"))
    ]
    assert set(raked(cells, margins).by_cell.values()) == {1.0}


@settings(max_examples=25)
@given(surveys())
def test_errors_are_those_of_the_people(cells: dict[Key, CellSums]) -> None:
    """The linearized error once more, by least squares over persons instead of cells."""
    found = raked(cells, [{"x": 60, "y": 40}, {"k": 20, "l": 50, "m": 30}])
    rows = [(key, value) for key, c in cells.items() for value in _any_values(c)]
    design = np.array([[1, k[0] == "y", k[1] == "l", k[1] == "m"] for k, _ in rows], dtype=float)
    y = np.array([value for _, value in rows])
    w = np.array([found.by_cell[key] for key, _ in rows])
    residuals = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    parts = w * residuals
    spread = ((parts - parts.mean()) ** 2).sum()
    expected = sqrt(len(y) / (len(y) - 1) * spread) / w.sum()
    result = weighted_mean(cells, found)
    assert result.standard_error == pytest.approx(expected, rel=1e-7, abs=1e-9)
    assert result.mean == pytest.approx((w * y).sum() / w.sum(), rel=1e-9)


def _any_values(cell: CellSums) -> list[float]:
    """Return values with the sums of a cell: what is computed knows no others."""
    if cell.n == 1:
        return [float(cell.mean)]
    step = sqrt(float(cell.scatter) / 2)
    ends = [float(cell.mean) - step, float(cell.mean) + step]
    return ends + [float(cell.mean)] * (cell.n - 2)


def test_empty_cells_are_named() -> None:
    cells: Cells = {("x",): cell(1, 2), ("y",): cell(3)}
    with pytest.raises(EmptyCells, match="nobody answered") as caught:
        post_stratified(cells, {("x",): 4, ("y",): 4, ("z",): 3})
    assert caught.value.cells == (("z",),)
    with pytest.raises(EmptyCells) as caught:
        raked(cells, [{"x": 4, "y": 4, "z": 3}])
    assert caught.value.cells == (("z",),)
    with pytest.raises(EmptyCells):
        post_stratified({}, {("x",): 3})


def test_answers_without_head_counts_are_named() -> None:
    cells: Cells = {("x",): cell(1, 2), ("y",): cell(3)}
    with pytest.raises(UnknownCells) as caught:
        post_stratified(cells, {("x",): 4, ("y",): 0})
    assert caught.value.cells == (("y",),)
    with pytest.raises(UnknownCells):
        raked(cells, [{"x": 4}])


def test_head_counts_must_agree() -> None:
    with pytest.raises(CannotWeight, match="same number"):
        raked({("x", "k"): cell(1)}, [{"x": 3}, {"k": 4}])


def test_margins_that_contradict_the_empty_cells_do_not_converge() -> None:
    cells: Cells = {("x", "k"): cell(1, 2), ("y", "l"): cell(3)}
    with pytest.raises(NotConverged, match="join categories"):
        raked(cells, [{"x": 3, "y": 5}, {"k": 4, "l": 4}])


def test_one_person_has_no_error() -> None:
    found = weighted_mean({("x",): cell(4)}, post_stratified({("x",): cell(4)}, {("x",): 9}))
    assert (found.mean, found.variance) == (4, 0)
    assert (found.standard_error, found.error_of_weights, found.unweighted_error) == (None,) * 3
    assert stratified_error({("x",): cell(4)}, {("x",): 9}) is None
