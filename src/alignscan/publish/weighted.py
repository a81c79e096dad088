"""Scores weighted to head counts: what is published of them.

A weighted score is one more sum over people, in which those of one group count more than those of
another. With what is shown of groups it could give a small group away: two groups of four are
withheld, their sum is known, and a sum in which they count differently tells both. So the gate
takes it as a row in which people count by their weight, and the audit of small totals as one more
figure. Groups that are not shown are weighted together, as their answers are only known together.

The weights stand in the row to three decimals of the mean weight. That moves the sum by at most
0.0005 of the largest score for each person, and the published score is open by 0.05 for each; the
audit of small totals takes the weights as they are.
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Final

from alignscan.measurement.measures import Measures
from alignscan.measurement.tails import t_quantile
from alignscan.measurement.weighted import HeadCounts, WeightedScores
from alignscan.measurement.weighting import Key, WeightedMean, Weights
from alignscan.publish.bounds import Figure
from alignscan.publish.further import EVERYBODY, Beside, Shown, ShownScale
from alignscan.publish.policy import TENTH
from alignscan.publish.populations import Weighted, WeightedFigures
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.rounding import mean_range, rounded

ORDER: Final = 5
PARTS: Final = 1000
"""Weights are whole numbers of this part of the mean weight where the gate decides."""
Names = tuple[Mapping[str, str], ...]
"""For each segment the class of each category."""
Found = tuple[WeightedFigures, Beside]


def weighted(shown: Shown) -> tuple[Weighted | None, Mapping[str, Beside]]:
    """Return what is published of weighted scores, and what that means for the gate."""
    found = shown.measures.weighted
    if not found or shown.precision.mode == "self" or not shown.everybody:
        return None, {}
    counts = next(iter(found.values())).head_counts
    stated = Candidate("stated", ORDER, frozenset(_keys(shown.apart, counts)))
    left_out, beside = _left_out(shown, stated)
    figures = {}
    for condition, scores in found.items():
        one = _condition(shown.of(condition), scores, stated)
        if one is not None:
            figures[condition], beside[condition] = one
    obstacles = (scores.obstacle for scores in found.values()) if shown.precision.open else ()
    return Weighted(
        by=counts.by,
        method=counts.method,
        conditions=figures,
        left_out=left_out,
        obstacle=next((obstacle for obstacle in obstacles if obstacle), None),
    ), beside


def _left_out(shown: Shown, stated: Candidate) -> tuple[int | None, dict[str, Beside]]:
    """Return how many did not state a segment, if nobody could be told from it."""
    people = shown.apart.atoms.people
    count = shown.measures.cells[0].respondents - sum(people[atom] for atom in stated.members)
    if not count or shown.precision.open:
        return count, {}
    if count < shown.precision.k or not shown.admits([stated], people, shown.cells):
        return None, {}
    return count, {EVERYBODY: Beside((stated,))}


def _condition(scale: ShownScale, scores: WeightedScores, stated: Candidate) -> Found | None:
    precision = scale.survey.precision
    names = _names(scale, scores.head_counts)
    if not scale.plain or all(len(set(name.values())) < 2 for name in names):
        return None
    scores = scores.joined(names)
    if scores.mean is None or scores.weights is None:
        return None
    mean, weights = _exact(scores.mean.mean), scores.weights
    sure = int(weights.effective_n)
    if not precision.open and mean_range(mean, sure, precision.ends, TENTH) is not None:
        return None
    factors = _factors(scale.survey.apart, scores, names)
    score = rounded(mean, precision.step("WeightedMean.mean"))
    candidate, figure = _candidate(factors), _figure(score, factors, scale)
    if not scale.admits([candidate], [figure]):
        return None
    shown = (stated, candidate) if scores.left_out else (candidate,)
    tells = not scores.left_out or scale.survey.admits(shown, scale.people, scale.cells)
    figures = _figures(score, scores.mean, weights, scale, tells)
    return figures, Beside(shown if tells else (candidate,), (figure,))


def _exact(mean: float) -> Fraction:
    """Return a mean without the last digits of its floating-point number: 2.65 is a tie."""
    return Fraction(mean).limit_denominator(10**9)


def _names(scale: ShownScale, counts: HeadCounts) -> Names:
    """Return for each segment what its categories are weighted as: groups shown, and the rest."""
    if scale.survey.precision.open:
        return tuple({category: category for category in one} for one in counts.counts)
    out = []
    for segment, one in zip(counts.by, counts.counts, strict=True):
        name = dict.fromkeys(one, "")
        for cell in scale.survey.measures.cells:
            filters = dict(cell.filters)
            own = list(filters) == [segment] and cell.id.startswith(f"{segment}=")
            if own and cell.id in scale.cells:
                name.update(dict.fromkeys(filters[segment], cell.id))
        out.append(name)
    return tuple(out)


def _keys(measures: Measures, counts: HeadCounts) -> dict[int, Key]:
    """Return for each atom in which every segment is stated its categories."""
    order = {segment.id: column for column, segment in enumerate(measures.book.segments)}
    out = {}
    for index, atom in enumerate(measures.atoms.categories):
        places = [(measures.book.segments[order[s]], atom[order[s]]) for s in counts.by]
        if all(category >= 0 for _, category in places):
            out[index] = tuple(segment.categories[category] for segment, category in places)
    return out


def _factors(measures: Measures, scores: WeightedScores, names: Names) -> dict[int, float]:
    """Return for each atom how much one of its people counts, 1 on average."""
    if scores.weights is None or scores.mean is None:
        return {}
    average, by_cell = scores.weights.total / scores.mean.n, scores.weights.by_cell
    classes = {
        atom: tuple(name[category] for name, category in zip(names, key, strict=True))
        for atom, key in _keys(measures, scores.head_counts).items()
    }
    return {atom: by_cell[key] / average for atom, key in classes.items() if key in by_cell}


def _candidate(factors: Mapping[int, float]) -> Candidate:
    whole = {atom: max(round(factor * PARTS), 1) for atom, factor in factors.items()}
    return Candidate("weighted", ORDER, frozenset(factors), whole)


def _figure(score: Decimal, factors: Mapping[int, float], scale: ShownScale) -> Figure:
    ends = tuple(float(end) for end in scale.survey.precision.ends)
    whole = sum(factor * scale.people[atom] for atom, factor in factors.items())
    low, high = ((float(score + sign * TENTH / 2)) * whole for sign in (-1, 1))
    return Figure(frozenset(factors), ends, low, high, factors)


def _figures(
    score: Decimal, mean: WeightedMean, weights: Weights, scale: ShownScale, tells: bool
) -> WeightedFigures:
    precision = scale.survey.precision
    effect = None
    if precision.allows("Weights.design_effect", mean.n):
        effect = rounded(weights.design_effect, precision.step("Weights.design_effect"))
    return WeightedFigures(
        score=score,
        step=precision.step("WeightedMean.mean"),
        margin=_margin(mean, scale),
        design_effect=effect,
        effective_n=round(mean.n / effect) if effect and tells else None,
    )


def _margin(mean: WeightedMean, scale: ShownScale) -> Decimal | None:
    precision, error = scale.survey.precision, mean.standard_error
    allowed = precision.allows("WeightedMean.standard_error", mean.n)
    if error is None or not allowed or not precision.is_sample(mean.n):
        return None
    margin = rounded(t_quantile(mean.n - 1) * error, TENTH, ROUND_CEILING)
    return margin if precision.open else max(margin, TENTH)
