"""What is computed for the fields of the reference values: items, scores, shares, reliability."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import sqrt
from typing import Any

from tests.measurement.oracles import answers, oracle
from tests.measurement.reference_books import book, book_of, measured, tabulated

from alignscan.measurement.distribution import Scores, scores_from_counts
from alignscan.measurement.intervals import margin_t, wilson
from alignscan.measurement.measures import CellMeasure, ItemMeasure, ScoreMeasure
from alignscan.measurement.moments import median
from alignscan.measurement.proportions import clopper_pearson
from alignscan.measurement.reliability import Reliability, cronbach_alpha
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.units import score_key
from alignscan.model.codebook import Codebook, CodedItem

Fields = dict[str, Any]


def items(name: str) -> list[Fields]:
    """Return the fields of every item of a data set."""
    found, asked = overall(name), book_of(name)
    return [item(asked.item(id), found.items[id]) for id in oracle(name)["meta"]["spec"]["items"]]


@cache
def overall(name: str) -> CellMeasure:
    """Return the measures of everybody in a data set."""
    return measured(book_of(name), answers(name)).cells[0]


def item(coded: CodedItem, found: ItemMeasure) -> Fields:
    """Return the fields of one item."""
    scores = scores_from_counts(coded.values, found.distribution)
    pairs = zip(coded.values, found.distribution, strict=True)
    return {
        "item": coded.id,
        "reversed": coded.values[0] > coded.values[-1],
        "n_missing": found.missing,
        "counts_scored": {str(value): count for value, count in pairs},
        "median": median(coded.values, found.distribution),
        **described(found.n, found.mean, found.variance),
        "sum": scores.total,
        "sumsq": scores.squares,
        "favourable": share(found.favorable, found.n),
        "neutral": share(found.neutral, found.n),
        "unfavourable": share(found.unfavorable, found.n),
    }


def share(found: Fraction | None, n: int) -> Fields:
    """Return the fields of a share."""
    if found is None:
        return {}
    count = int(found * n)
    assert Fraction(count, n) == found
    return {
        "count": count,
        "n": n,
        "p": found,
        "wilson": wilson(count, n),
        "clopper_pearson": clopper_pearson(count, n),
    }


def described(n: int, mean: Fraction | None, variance: Fraction | None) -> Fields:
    """Return the fields of a mean."""
    if mean is None:
        return {"n": n}
    total = n * mean
    squares = (n - 1) * variance + total * mean if variance is not None else total * mean
    margin = None if variance is None else margin_t(n, variance)
    center = float(mean)
    return {
        "n": n,
        "sum": total,
        "sumsq": squares,
        "mean": mean,
        "sd": None if variance is None else sqrt(variance),
        "var": variance,
        "se": None if variance is None else sqrt(variance / n),
        "ci_t": (None, None) if margin is None else (center - margin, center + margin),
    }


def distribution(scores: Scores) -> Fields:
    """Return the fields of the scores of a population."""
    return described(scores.n, scores.mean, scores.variance)


def scales(name: str) -> list[Fields]:
    """Return the fields of every scale of a data set."""
    return [scale(name, id) for id in oracle(name)["meta"]["spec"]["scales"]]


def scale(name: str, id: str) -> Fields:
    """Return the fields of one scale."""
    cell = overall(name)
    found, names = cell.scales[id], oracle(name)["meta"]["spec"]["scales"][id]
    asked = [cell.items[item] for item in names]
    return {
        "scale": id,
        "n_complete": cell.reliability[id].n,
        "n_scored_half_rule": found.n,
        "n_not_scored": found.not_scored,
        "score": described(found.n, found.mean, found.variance),
        "responses_valid": sum(item.n for item in asked),
        "responses_fav": _answers(asked, "favorable"),
        "responses_unf": _answers(asked, "unfavorable"),
        "pct_fav_pooled": _percent(found.favorable_pooled),
        "pct_fav_mean_of_items": _percent(found.favorable_items),
        "person_fav_share": described(found.n, found.favorable_persons, found.favorable_variance),
        "reliability": reliability(name, id),
    }


def _answers(asked: Sequence[ItemMeasure], field: str) -> Fraction:
    shares = ((getattr(item, field), item.n) for item in asked)
    return sum((found * n for found, n in shares if found is not None), Fraction())


def _percent(found: Fraction | None) -> Fraction | None:
    return None if found is None else 100 * found


def reliability(name: str, id: str) -> Fields:
    """Return the fields of the reliability of a scale."""
    found = overall(name).reliability[id]
    return {
        **reliability_fields(found),
        "n_any": answered_any(name, id),
        "alpha_pairwise": pairwise_alpha(book_of(name), answers(name), found.names),
    }


def reliability_fields(found: Reliability) -> Fields:
    """Return the fields that the complete answers alone give."""
    return {
        "k": len(found.names),
        "n_listwise": found.n,
        "n": found.n,
        "alpha_listwise": found.alpha,
        "alpha": found.alpha,
        "alpha_std_listwise": found.standardized_alpha,
        "alpha_ci_feldt": found.interval,
        "mean_interitem_r": found.mean_correlation,
        "items": [
            {
                "item": item,
                "r_item_rest": found.item_rest[item],
                "alpha_if_dropped": found.alpha_if_dropped[item],
            }
            for item in found.names
        ],
        **_omega(found),
    }


def _omega(found: Reliability) -> Fields:
    model = found.omega
    if model is None:
        return {}
    return {
        "omega_ml": model.value,
        "omega_ml_observed_var": model.observed,
        "omega_loadings": model.loadings,
        "omega_uniquenesses": model.uniquenesses,
    }


def answered_any(name: str, id: str) -> int:
    """Return how many people answered anything on a scale, from the score rows."""
    counts = tabulated(book_of(name), answers(name))
    return people_with_an_answer(counts, id)


def people_with_an_answer(counts: Tabulation, id: str) -> int:
    """Return how many people answered at least one item of a scale."""
    key = score_key(counts.book, next(s for s in counts.book.scales if s.id == id))
    rows = key.rows(*counts.scores[id].within(counts.select({})))
    return sum(row.respondents for row in rows if row.answered)


def pairwise_alpha(
    whole: Codebook, data: Sequence[Mapping[str, str]], names: Sequence[str]
) -> Fraction | None:
    """Return alpha of covariances over those who answered both items of each pair.

    A scale of two items counts exactly these people, so additive counts are enough for it.
    """
    pairs = {f"{a}|{b}": (a, b) for a in names for b in names if a < b}
    asked = [item for item in whole.items if item.id in names]
    cell = measured(book(asked, pairs), data).cells[0]

    def covariance(a: str, b: str) -> Fraction:
        if a == b:
            return cell.items[a].variance or Fraction()
        table = cell.reliability["|".join(sorted((a, b)))].rows.covariances
        assert table is not None
        return table[0][1]

    return cronbach_alpha(tuple(tuple(covariance(a, b) for b in names) for a in names))


def persons(name: str, id: str) -> list[Fraction | None]:
    """Return the score of each person of a data set, in order: each counted alone."""
    whole = book_of(name)
    found: list[ScoreMeasure] = [
        measured(whole, [row]).cells[0].scales[id] for row in answers(name)
    ]
    return [score.mean for score in found]
