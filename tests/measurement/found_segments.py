"""What is computed for the fields of the reference values: segments and scales together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Final

import numpy as np
from tests.measurement import found_groups, found_scores
from tests.measurement.found_scores import Fields
from tests.measurement.oracles import Row, answers, oracle
from tests.measurement.reference_books import book, book_of, measured, tabulated
from tests.measurement.reference_scores import groups

from alignscan.measurement.agreement import (
    Agreement,
)
from alignscan.measurement.differences import (
    Difference,
    pairwise,
    versus_rest,
)
from alignscan.measurement.distribution import Scores
from alignscan.measurement.drivers import analyze_drivers, correlations
from alignscan.measurement.keys import keys_of
from alignscan.measurement.measures import Measures
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.proportions import (
    share_difference,
)
from alignscan.measurement.reading import driver_sums
from alignscan.measurement.tables_drivers import DriverSums

CONDITIONS: Final = ("direction", "commitment", "goals", "capability")


def agreement_by(found: Measures, names: Sequence[str], scale: str) -> dict[str, Agreement]:
    """Return the agreement on a scale in each category of the first segment."""
    cells = found.cells[1 : len(names) + 1]
    return {name: cell.agreement[scale] for name, cell in zip(names, cells, strict=True)}


def found_groups_of(
    name: str, whole: Any, scale: str, data: Sequence[Row] | None = None
) -> dict[str, Scores]:
    """Return the scores in each category of the only segment."""
    from alignscan.measurement.populations import scores_by_category

    table = tabulated(whole, answers(name) if data is None else data)
    return scores_by_category(table, scale, whole.segments[0].id)


def by_scale(name: str, segment: str) -> list[Fields]:
    """Return the fields of every scale by the categories of a segment."""
    found = measured(book_of(name, (segment,)), answers(name))
    rows = Counter(row[segment] for row in answers(name))
    return [
        {
            "scale": scale,
            "segment": segment,
            "n_segment_missing": rows[""],
            "levels": found_groups.levels(groups(name, scale, segment), rows),
            "anova": found_groups.anova(
                found.segments[segment][scale], list(groups(name, scale, segment).values())
            ),
        }
        for scale in oracle(name)["meta"]["spec"]["scales"]
    ]


def counts(name: str, segment: str) -> list[Fields]:
    """Return the answers to each item in each category of a segment, after reversal."""
    whole = book_of(name, (segment,))
    cells = measured(whole, answers(name)).cells[1:]
    return [
        {
            "item": item.id,
            "levels": whole.segments[0].categories,
            "counts_scored_1_to_6": [
                [
                    count
                    for _, count in sorted(
                        zip(item.values, cell.items[item.id].distribution, strict=True)
                    )
                ]
                for cell in cells
            ],
        }
        for item in whole.items
    ]


def compared(asked_for: Any) -> Difference:
    """Return the comparison that a row of the reference is about."""
    segment, a = asked_for["a"].split("=")
    scores = groups("bfi", asked_for["scale"], segment)
    if asked_for["b"] == "rest":
        return versus_rest(scores)[a]
    return pairwise(scores)[a, asked_for["b"].split("=")[1]]


def favorable_differences() -> list[Fields]:
    """Return how favorable shares differ between two categories, item by item."""
    cells = measured(book_of("bfi", ("gender",)), answers("bfi")).cells[1:]
    rows = []
    for item in oracle("bfi")["meta"]["spec"]["items"]:
        one, two = (found_scores.share(c.items[item].favorable, c.items[item].n) for c in cells)
        found = share_difference(one["count"], one["n"], two["count"], two["n"])
        rows.append(
            {
                "item": item,
                "fav_1": one["count"],
                "n_1": found.n_a,
                "fav_2": two["count"],
                "n_2": found.n_b,
                "diff": found.difference,
                "chisq_nocc": found.chi_square,
                "p_value": found.p,
                "newcombe_lo": found.interval[0],
                "newcombe_hi": found.interval[1],
            }
        )
    p = [row["p_value"] for row in rows]
    adjusted = zip(rows, holm(p), benjamini_hochberg(p), strict=True)
    return [{**row, "p_holm": h, "p_bh": b} for row, h, b in adjusted]


def scale_drivers(name: str, predictors: Sequence[str], outcome: str) -> Fields:
    """Return what the scores of an outcome go together with."""
    names = dict(zip(CONDITIONS, predictors, strict=True)) | {"outcome": outcome}
    found = analyze_drivers(sums_of(name, names))
    return found_groups.drivers(found, names, outcome)


def scale_correlations(name: str) -> list[list[float]]:
    """Return the correlations of every two scales over the people who have both scores."""
    scales = list(oracle(name)["meta"]["spec"]["scales"])
    table = np.eye(len(scales))
    for a, b in combinations(range(len(scales)), 2):
        pair = sums_of(name, {"direction": scales[a], "outcome": scales[b]}).covariances()
        matrix = None if pair is None else correlations(pair)
        assert matrix is not None
        table[a, b] = table[b, a] = matrix[0, 1]
    found: list[list[float]] = table.tolist()
    return found


def sums_of(name: str, scales: Mapping[str, str]) -> DriverSums:
    """Return the sums of scales that are named as conditions; an item may stand for a scale."""
    own = oracle(name)["meta"]["spec"]["scales"]
    more = {scale: [scale] for scale in scales.values() if scale not in own}
    plain = book_of(name, **more)
    chosen = {as_one: (own | more)[scale] for as_one, scale in scales.items()}
    whole = book(plain.items, chosen)
    table = tabulated(whole, answers(name))
    found = driver_sums(table, keys_of(whole), table.select({}))
    assert found is not None
    return found
