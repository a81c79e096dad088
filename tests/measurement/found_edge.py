"""What is computed for the fields of the data set made to be difficult."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import sqrt
from statistics import fmean, pstdev
from typing import Any, Final

import numpy as np
from tests.measurement import found_groups, found_scores
from tests.measurement.found_scores import Fields
from tests.measurement.found_segments import agreement_by, found_groups_of
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_books import asked, book, book_of, measured, tabulated
from tests.measurement.reference_scores import of

from alignscan.measurement.agreement import rwg_j, rwg_j_raw
from alignscan.measurement.drivers import percentiles
from alignscan.measurement.intervals import wilson
from alignscan.measurement.measures import ItemMeasure, Measures
from alignscan.measurement.proportions import (
    clopper_pearson,
    finite_margin,
    finite_wilson,
)
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.segments import Group, Groups

CONDITIONS: Final = ("direction", "commitment", "goals", "capability")


def edge() -> Fields:
    """Return the fields of 26 people made to be difficult."""
    data, whole = answers("edge"), book_of("edge", ("group",), single=["q1"])
    found = measured(whole, data)
    names = list(whole.segments[0].categories)
    alike = {scale: agreement_by(found, names, scale) for scale in ("S1", "single")}
    scores = found_groups_of("edge", whole, "S1")
    spec = oracle("edge")
    return {
        "items": found_scores.items("edge"),
        "score_S1": found_scores.persons("edge", "S1"),
        "segments": [small_group(found, name, spec) for name in names],
        "reliability": {
            "S1": found_scores.reliability("edge", "S1"),
            "S2": found_scores.reliability("edge", "S2"),
            "S3_as_given": found_scores.reliability("edge", "S3"),
            "S3_reversed_q11_q12": reversed_scale(),
        },
        "agreement_S1": found_groups.agreement(alike["S1"], alike["single"], "q1"),
        "rwg_j_raw_out_of_range_examples": [
            out_of_range(case) for case in spec["rwg_j_raw_out_of_range_examples"]
        ],
        "icc_S1": found_groups.anova(found.segments["group"]["S1"], list(scores.values())),
        "icc_negative": listed(spec["icc_negative"]["y"], spec["icc_negative"]["group"]),
        "wilson_extremes": [
            {
                "wilson": wilson(case["x"], case["n"]),
                "clopper_pearson": clopper_pearson(case["x"], case["n"]),
            }
            for case in spec["wilson_extremes"]
        ],
        "bootstrap_all_resamples": resamples(spec["bootstrap_all_resamples"]["x"]),
    }


def small_group(found: Measures, name: str, spec: Any) -> Fields:
    """Return the fields of one group with its head count."""
    cell = next(cell for cell in found.cells if cell.id == f"group={name}")
    score, size = cell.scales["S1"], spec["meta"]["spec"]["headcount"][name]
    known = found_scores.described(score.n, score.mean, score.variance)
    finite: Any = (None, None)
    if score.variance is not None and score.mean is not None:
        margin, center = finite_margin(score.n, score.variance, size), float(score.mean)
        finite = (center - margin, center + margin)
    return {
        "group": name,
        "rows": cell.respondents,
        "headcount": size,
        "response_rate": Fraction(cell.respondents, size),
        "n_scored": score.n,
        "mean": known["mean"],
        "sd": known["sd"],
        "ci_t": known["ci_t"],
        "ci_t_fpc": finite,
        "q1_fav": finite_share(cell.items["q1"], size),
    }


def finite_share(item: ItemMeasure, size: int) -> Fields:
    """Return the fields of the favorable share in a population of known size."""
    found = found_scores.share(item.favorable, item.n)
    if item.n == size:
        return found
    return {
        **found,
        "N": size,
        "n_eff_fpc": Fraction(item.n * (size - 1), size - item.n),
        "wilson_fpc": finite_wilson(found["count"], item.n, size),
    }


def reversed_scale() -> Fields:
    """Return the reliability of the scale whose two reversals are declared."""
    items = [asked(name, 1, 5, reverse=name != "q10") for name in ("q10", "q11", "q12")]
    names = [item.id for item in items]
    whole = book(items, {"S3": names})
    found: Reliability = measured(whole, answers("edge")).cells[0].reliability["S3"]
    return {
        **found_scores.reliability_fields(found),
        "n_any": found_scores.people_with_an_answer(tabulated(whole, answers("edge")), "S3"),
        "alpha_pairwise": found_scores.pairwise_alpha(whole, answers("edge"), names),
    }


def out_of_range(case: Any) -> Fields:
    """Return r_wg(j) with and without the cut."""
    variance, null = (Fraction(str(case[k])) for k in ("mean_item_variance", "null_variance"))
    return {
        "raw": rwg_j_raw(variance / null, case["J"]),
        "multilevel_rwg_j": rwg_j(variance / null, case["J"]),
    }


def listed(values: Sequence[int], names: Sequence[str]) -> Fields:
    """Return how much groups differ whose values are listed."""
    scores = [
        of([Fraction(value) for value, name in zip(values, names, strict=True) if name == group])
        for group in dict.fromkeys(names)
    ]
    known = [Group(s.n, s.mean, s.variance) for s in scores if s.mean is not None]
    return found_groups.anova(Groups(tuple(known)), scores)


def resamples(x: Sequence[float]) -> Fields:
    """Return the bootstrap of a mean over all resamples there are."""
    means = [fmean(sample) for sample in product(x, repeat=len(x))]
    return {
        "n_resamples_all": len(means),
        "mean": fmean(means),
        "se_exact": pstdev(means),
        "se_formula_sqrt_n_minus_1": pstdev(x) / sqrt(len(x)),
        "percentile_ci_type7": percentiles(np.array(means)),
        "percentile_ci_type1": np.quantile(means, [0.025, 0.975], method="inverted_cdf").tolist(),
    }
