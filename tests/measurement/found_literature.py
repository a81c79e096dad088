"""What is computed for the fields of published numbers."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import numpy as np
from tests.measurement.fields import Loose
from tests.measurement.found_scores import Fields
from tests.measurement.oracles import oracle
from tests.measurement.published_data import MTCARS, SWISS
from tests.measurement.reference_scores import of

from alignscan.measurement.agreement import SLIGHT_SKEW, null_variance, uniform_variance
from alignscan.measurement.differences import (
    hedges_correction,
    rank_test,
)
from alignscan.measurement.drivers import shapley
from alignscan.measurement.intervals import wilson
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.proportions import (
    share_difference,
)
from alignscan.measurement.reliability import feldt_interval

CONDITIONS: Final = ("direction", "commitment", "goals", "capability")


COMPANIES: Final = "icc_bhr2000_HRS"


def literature() -> Fields:
    """Return the fields of published numbers, by the id of the case."""
    cases = {case["id"]: case for case in oracle("literature")["cases"]}
    return {id: _published(id, case) for id, case in cases.items() if id != COMPANIES}


def companies(hrs: Fields) -> Fields:
    """Return the fields of the published case that is about the data set bhr2000."""
    cases = {case["id"]: case for case in oracle("literature")["cases"]}
    return {COMPANIES: _companies(cases[COMPANIES], hrs)}


def _published(id: str, case: Any) -> Fields:
    given = case["input"]
    if id.startswith("wilson_"):
        return _printed(wilson(given["x"], given["n"]), 5e-5)
    made: Mapping[str, Callable[[], Fields]] = {
        "newcombe_diff_1998_a": lambda: _printed(
            share_difference(given["x1"], given["n1"], given["x2"], given["n2"]).interval,
            5e-5,
        ),
        "feldt_ci_variants": lambda: _feldt(given, case),
        "hedges_J": lambda: _printed([hedges_correction(df) for df in given["df"]], 5e-8),
        "cliffs_delta_effsize": lambda: _printed(
            rank_test(*(of([Fraction(v) for v in given[name]]) for name in "ab")).cliffs_delta,
            0,
        ),
        "johnson_rw_mtcars": lambda: _shares(MTCARS, "rsquare", case),
        "lmg_swiss": lambda: _shares(SWISS, "R2", case),
        "bh1995_holm": lambda: _adjusted(given["p"]),
        "null_variances": lambda: _nulls(case),
    }
    return made[id]()


def _printed(found: Any, absolute: float) -> Fields:
    """Return values beside the digits that were printed of them."""
    many = found if isinstance(found, list | tuple) else [found]
    printed = [Loose(float(value), absolute * 1.01) for value in many]
    return {
        "computed": found,
        "published": printed if isinstance(found, list | tuple) else printed[0],
    }


def _feldt(given: Any, case: Any) -> Fields:
    """Return the interval; statpsych prints that of other degrees of freedom."""
    from alignscan.measurement.tails import LOWER, UPPER, f_quantile

    alpha, n, k = given["alpha"], given["n"], given["k"]
    other = [1 - (1 - alpha) * f_quantile(p, n - 1, n * (k - 1)) for p in (UPPER, LOWER)]
    names = list(case["computed"])
    return {
        "published": [Loose(value, 6e-8) for value in other],
        "computed": {names[0]: other, names[1]: feldt_interval(alpha, n, k)},
    }


def _shares(matrix: np.ndarray[Any, Any], total: str, case: Any) -> Fields:
    found = shapley(matrix[np.newaxis])[0]
    published = case["published"]
    return {
        "computed": {total: found.sum(), "lmg": found.tolist()},
        "published": published and {total: Loose(found.sum(), 6e-8)},
    }


def _adjusted(p: Sequence[float]) -> Fields:
    simple = [min(1.0, len(p) * value) for value in p]
    screened = benjamini_hochberg(p)
    rejected = {
        "bh_rejections_05": sum(value <= 0.05 for value in screened),
        "bonferroni_rejections_05": sum(value <= 0.05 for value in simple),
    }
    computed = {"bh": screened, "holm": holm(p), "bonferroni": simple, **rejected}
    return {"published": rejected, "computed": computed}


def _companies(case: Any, hrs: Fields) -> Fields:
    found = hrs
    values = {"F": found["F"], "ICC1": found["ICC1_mean_size"], "ICC2": found["ICC2"]}
    digits = {"F": 5e-4, "ICC1": 6e-8, "ICC2": 6e-8}
    return {
        "computed": values,
        "published": {name: Loose(values[name], digits[name]) for name in case["published"]},
    }


def _nulls(case: Any) -> Fields:
    skewed = [Fraction(share, 100) for share in (5, 15, 20, 35, 25)]
    options = [int(row[0]) for row in case["published"]]
    uniform = [uniform_variance(count) for count in options]
    return {
        "published": [
            [count, Loose(float(spread or 0), 0.0051), SLIGHT_SKEW[count]]
            for count, spread in zip(options, uniform, strict=True)
        ],
        "computed": {
            "uniform": uniform,
            "slight_A5_from_probs_05_15_20_35_25": null_variance(skewed),
        },
    }
