"""What is computed for every field of every file of reference values, in the file's shape."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from math import sqrt
from statistics import fmean
from typing import Final

import numpy as np
from tests.measurement import found_groups, found_scores
from tests.measurement.found_edge import edge
from tests.measurement.found_literature import companies, literature
from tests.measurement.found_scores import Fields
from tests.measurement.found_segments import (
    agreement_by,
    by_scale,
    compared,
    counts,
    favorable_differences,
    found_groups_of,
    scale_correlations,
    scale_drivers,
)
from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_books import asked, book, book_of, measured, tabulated
from tests.measurement.reference_scores import driver_sums_of

from alignscan.measurement.drivers import analyze_drivers
from alignscan.measurement.intervals import margin_t
from alignscan.measurement.keys import keys_of
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.paired import differences_of, paired_gap, pairs_of, signed_ranks
from alignscan.measurement.proportions import (
    finite_margin,
)
from alignscan.measurement.quality import flags, longest_run, variability
from alignscan.measurement.reading import wish_pairs
from alignscan.measurement.weighting import (
    CellSums,
    Key,
    Weights,
    post_stratified,
    raked,
    stratified_error,
    weighted_mean,
)
from alignscan.measurement.weighting_cells import weighting_answers, weighting_cells
from alignscan.model.codebook import CodedSegment

CONDITIONS: Final = ("direction", "commitment", "goals", "capability")


def bfi() -> Fields:
    """Return the fields of 2,800 answers to five scales of personality."""
    return {
        "items": found_scores.items("bfi"),
        "scales": found_scores.scales("bfi"),
        "scale_correlations_pairwise": scale_correlations("bfi"),
        "segments": {
            segment: {"by_scale": by_scale("bfi", segment), "item_counts": counts("bfi", segment)}
            for segment in ("gender", "education")
        },
        **{
            family: found_groups.comparisons(
                [(row, compared(row)) for row in oracle("bfi")[family]]
            )
            for family in (
                "comparisons_gender",
                "comparisons_education_all_pairs_family50",
                "comparisons_education_vs_rest_family25",
            )
        },
        "favourable_gender_diff_family25": favorable_differences(),
        "drivers": scale_drivers("bfi", list("ACEO"), "N"),
    }


def bfi_weighting() -> Fields:
    """Return the fields of answers weighted to invented head counts."""
    spec, data = oracle("bfi_weighting")["meta"]["spec"], answers("bfi")
    variables = ("gender", "education")
    kept = [row for row in data if row["A5"] and sum(bool(row[f"A{i}"]) for i in range(1, 6)) >= 3]
    table = tabulated(book_of("bfi", variables), kept)
    scores = weighting_cells(table, "A", variables).cells
    favorable = weighting_answers(table, "A5", variables).favorable
    population: dict[Key, int] = {
        tuple(key.split("|")): count for key, count in spec["headcount_cell"].items()
    }
    margins = [spec["headcount_gender"], spec["headcount_education"]]
    raking, strata = raked(scores, margins), post_stratified(scores, population)
    plain = weighted_mean(scores, raking)
    assert plain.unweighted_error is not None
    margin = finite_margin(plain.n, plain.unweighted_error**2 * plain.n, spec["N"])
    return {
        "n": plain.n,
        "cells": [
            {
                "cell": "|".join(key),
                "n": scores[key].n,
                "sum_y": scores[key].total,
                "sumsq_y": scores[key].squares,
                "sum_f": favorable[key].total,
                "N": population[key],
            }
            for key in (tuple(c["cell"].split("|")) for c in oracle("bfi_weighting")["cells"])
        ],
        "unweighted": {
            "mean_y": plain.unweighted,
            "se_y": plain.unweighted_error,
            "se_y_fpc_survey_pkg": margin / (margin_t(plain.n, 1) * sqrt(plain.n)),
            "mean_f": weighted_mean(favorable, raking).unweighted,
        },
        "raked": weighted("rake", raking, scores, favorable),
        "poststratified": weighted("postStratify", strata, scores, favorable),
        "stratified_textbook": {
            "mean": weighted_mean(scores, strata).mean,
            "se_cochran_fpc": stratified_error(scores, population, finite=True),
            "se_cochran_nofpc": stratified_error(scores, population),
        },
    }


def weighted(
    method: str, weights: Weights, scores: Mapping[Key, CellSums], favorable: Mapping[Key, CellSums]
) -> Fields:
    score, share = weighted_mean(scores, weights), weighted_mean(favorable, weights)
    return {
        "method": method,
        "sum_w": weights.total,
        "min_w": weights.smallest,
        "max_w": weights.largest,
        "n_eff_kish": weights.effective_n,
        "deff_kish": weights.design_effect,
        "cell_weights": {"|".join(key): weight for key, weight in weights.by_cell.items()},
        "mean_y": score.mean,
        "se_y_linearised_survey_pkg": score.standard_error,
        "se_y_weights_only": score.error_of_weights,
        "mean_f": share.mean,
        "se_f_linearised_survey_pkg": share.standard_error,
        "var_y_weighted": score.variance,
    }


def bhr2000() -> Fields:
    """Return the fields of 99 army companies."""
    spec, data = oracle("bhr2000")["meta"]["spec"], answers("bhr2000")
    more = [asked("RELIG", 1, 5), asked("HRS", 0, 24)]
    scales = {"LEAD": spec["items"], "RELIG": ["RELIG"], "HRS": ["HRS"], "single": ["AP12"]}
    companies = sorted({row["GRP"] for row in data}, key=int)
    whole = book([*book_of("bhr2000").items, *more], scales, {"GRP": companies})
    found = measured(whole, data)
    alike = {scale: agreement_by(found, companies, scale) for scale in scales}
    spread = {scale: found_groups_of("bhr2000", whole, scale) for scale in scales}
    rows = Counter(row["GRP"] for row in data)
    return {
        "items": found_scores.items("bhr2000"),
        "scale_LEAD": found_scores.scale("bhr2000", "LEAD"),
        "agreement_LEAD": found_groups.agreement(alike["LEAD"], alike["single"], "AP12"),
        "icc": {
            scale: found_groups.anova(found.segments["GRP"][scale], list(spread[scale].values()))
            for scale in ("LEAD", "HRS", "RELIG")
        },
        "rwg_RELIG": found_groups.one_item(alike["RELIG"]),
        "groups_LEAD": found_groups.levels(spread["LEAD"], rows),
    }


def cohesion() -> Fields:
    """Return the fields of four platoons."""
    data = [{**row, "platoon": f"{row['UNIT']}.{row['PLATOON']}"} for row in answers("cohesion")]
    platoons = sorted({row["platoon"] for row in data})
    whole = replace(
        book_of("cohesion", single=["COH01"]),
        segments=(CodedSegment("platoon", "platoon", tuple(platoons), ()),),
    )
    found = measured(whole, data)
    alike = {scale: agreement_by(found, platoons, scale) for scale in ("COH", "single")}
    scores = list(found_groups_of("cohesion", whole, "COH", data).values())
    return {
        "items": found_scores.items("cohesion"),
        "score": found_scores.persons("cohesion", "COH"),
        "reliability": found_scores.reliability("cohesion", "COH"),
        "agreement": found_groups.agreement(alike["COH"], alike["single"], "COH01"),
        "icc_score_by_platoon": found_groups.anova(found.segments["platoon"]["COH"], scores),
    }


def gap() -> Fields:
    """Return the fields of satisfaction and importance of five services."""
    domains = [row["domain"] for row in oracle("gap")["gaps"]]
    rows = [service(domain) for domain in domains]
    p = [row["p"] for row in rows]
    adjusted = zip(rows, holm(p), benjamini_hochberg(p), strict=True)
    importance = sorted(rows, key=lambda row: -row["mean1"])
    return {
        "items": found_scores.items("gap"),
        "gaps": [{**row, "p_holm": h, "p_bh": b} for row, h, b in adjusted],
        "stated_importance_rank": {row["domain"]: row["mean1"] for row in importance},
    }


def service(domain: str) -> Fields:
    """Return the fields of one service: importance is taken for now, satisfaction for the wish."""
    items = [asked(f"{what}_{domain}", 1, 7) for what in ("imp", "sat")]
    whole = book(items, {"direction": [items[0].id], "wish.direction": [items[1].id]})
    table = tabulated(whole, answers("gap"))
    pairs = wish_pairs(table, keys_of(whole), "direction", table.select({}))
    found = paired_gap(pairs_of(pairs))
    assert found is not None
    return found_groups.paired(domain, found, signed_ranks(differences_of(pairs)))


def careless200() -> Fields:
    """Return the fields of 200 simulated people, some of them careless."""
    from tests.measurement.test_quality import careless

    whole, batch = careless()
    names = [item.id for item in whole.items]
    runs, spread = longest_run(whole, batch, names), variability(whole, batch, names)
    return {
        "n": batch.size,
        "k": len(names),
        "longstring": runs.tolist(),
        "irv": spread.tolist(),
        "summary": {
            "longstring_max": int(runs.max()),
            "longstring_mean": runs.mean(),
            "n_longstring_ge_half_k": int(flags(whole, batch).straight.sum()),
            "irv_mean": fmean(spread.tolist()),
            "n_irv_zero": int((spread == 0).sum()),
        },
    }


def employee_survey() -> Fields:
    """Return the fields of 2,833 answers on four points."""
    expected = oracle("employee_survey")["drivers_items_10"]
    names = (*expected["predictors"], expected["outcome"])
    rows = np.array([[int(row[name]) for name in names] for row in answers("employee_survey")])
    return {
        "items": found_scores.items("employee_survey"),
        "scales": found_scores.scales("employee_survey"),
        "scale_correlations": scale_correlations("employee_survey"),
        "drivers_scales": scale_drivers(
            "employee_survey", ["Ben", "Work", "Man", "Car"], "Happiness"
        ),
        "drivers_items_10": found_groups.drivers(
            analyze_drivers(driver_sums_of(names, rows)), {n: n for n in names}, names[-1]
        ),
    }


@cache
def found(name: str) -> Fields:
    """Return what is computed for every field of a file."""
    made: Mapping[str, Callable[[], Fields]] = {
        "bfi": bfi,
        "bfi_weighting": bfi_weighting,
        "bhr2000": bhr2000,
        "careless200": careless200,
        "cohesion": cohesion,
        "edge": edge,
        "employee_survey": employee_survey,
        "gap": gap,
        "literature": literature,
        "companies": lambda: companies(found("bhr2000")["icc"]["HRS"]),
    }
    return made[name]()
