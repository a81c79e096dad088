"""Shown groups against all other respondents: how far apart, how sure, and in plain words.

A withheld group has no comparison, and is not named. Tests need thirty people on both sides in a
confidential survey; a team in which everybody answered needs none, since chance has no part in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, cached_property
from typing import Final

from alignscan.measurement.contrast import Contrast
from alignscan.measurement.measures import CellMeasure, Measures
from alignscan.measurement.multiplicity import Adjusted, Family, family
from alignscan.model.conditions import CONDITIONS
from alignscan.model.survey import Survey
from alignscan.publish.compared import BreakdownComparisons, Comparison, Finding
from alignscan.publish.policy import TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.published import DISPLAY_STEP, Cell, ScoreFigures, ShownCell
from alignscan.publish.rest import Rest, is_compared, rest_of
from alignscan.publish.rounding import rounded
from alignscan.publish.shares import share_comparisons
from alignscan.publish.spread import nearly_alike, spread_tests

ALPHA: Final = Decimal("0.05")
"""Below this, after correction, a difference is called one."""
Key = tuple[str, str]
"""Cell and condition."""


@dataclass(frozen=True)
class Pair:
    """One group beside all others on one condition, as far as both are shown."""

    figures: ScoreFigures
    rest: Rest
    contrast: Contrast
    precision: Precision

    @cached_property
    def difference(self) -> Decimal | None:
        """The published score less the published score of the others."""
        if self.figures.score is None or self.rest.mean is None:
            return None
        return self.figures.score - self.rest.mean

    @cached_property
    def is_described(self) -> bool:
        """Whether how people spread may be used: many people, and not nearly all alike."""
        if self.difference is None or self.precision.coarse:
            return False
        smaller = min(self.contrast.n, self.contrast.rest_n)
        if not self.precision.allows("Difference.welch", smaller):
            return False
        return self.precision.open or not any(map(nearly_alike, self.contrast.scores))

    @cached_property
    def is_tested(self) -> bool:
        """Whether chance has a part in the difference, and how large it is may be said."""
        return self.precision.is_sample(self.contrast.n + self.contrast.rest_n) and (
            self.is_described
        )

    def at(self, value: Fraction | float | None, field: str) -> Decimal | None:
        """Return a value at the step of a field of Measures."""
        return None if value is None else rounded(value, self.precision.step(field))


def comparisons(
    measures: Measures, cells: Sequence[Cell], survey: Survey, precision: Precision
) -> dict[str, BreakdownComparisons]:
    """Return every shown group of each breakdown against all others, by segment."""
    shown = {cell.id: cell for cell in cells if isinstance(cell, ShownCell)}
    overall = shown.get(cells[0].id) if cells else None
    if overall is None:
        return {}
    smallest = Fraction(survey.thresholds.min_gap) * (measures.book.high - measures.book.low) / 4
    out = {}
    for segment in measures.book.segments:
        groups = [shown[cell.id] for cell in _groups(measures, segment.id) if cell.id in shown]
        pairs = _pairs(measures, overall, groups, precision)
        if pairs:
            categories = [cell for cell in groups if cell.id.startswith(f"{segment.id}=")]
            tests = family(
                "groups times conditions", {key: _p(pair) for key, pair in pairs.items()}
            )
            out[segment.id] = BreakdownComparisons(
                family=tests.size,
                groups=_compared(pairs, tests, smallest),
                items=share_comparisons(overall, groups, precision),
                tests=spread_tests(measures, categories, precision),
            )
    return out


def _groups(measures: Measures, segment: str) -> list[CellMeasure]:
    """Return the categories of a segment, then the roles made of them."""
    found = [c for c in measures.cells if is_compared(c) and c.filters[0][0] == segment]
    return sorted(found, key=lambda cell: not cell.id.startswith(f"{segment}="))


def _pairs(
    measures: Measures, overall: ShownCell, groups: Sequence[ShownCell], precision: Precision
) -> dict[Key, Pair]:
    @cache
    def fine(step: Decimal) -> Precision:
        return precision if precision.open else replace(precision, mean_step=step)

    out: dict[Key, Pair] = {}
    for cell in groups:
        for id in CONDITIONS:
            figures, whole = cell.conditions.get(id), overall.conditions.get(id)
            if not (measures.scorable[id] and figures and whole and figures.n and whole.n):
                continue
            contrast = measures.differences[cell.id].scales[id]
            own = fine(figures.step)
            rest = rest_of(contrast, own)
            if rest is not None:
                out[cell.id, id] = Pair(figures, rest, contrast, own)
    return out


def _compared(
    pairs: Mapping[Key, Pair], tests: Family[Key], smallest: Fraction
) -> dict[str, dict[str, Comparison]]:
    groups: dict[str, dict[str, Comparison]] = {}
    for (cell, condition), pair in pairs.items():
        adjusted = tests.adjusted[cell, condition]
        groups.setdefault(cell, {})[condition] = _comparison(pair, adjusted, smallest)
    return groups


def _p(pair: Pair) -> float | None:
    found = pair.contrast.difference if pair.is_tested else None
    return found.welch.p if found and found.welch else None


def _comparison(pair: Pair, adjusted: Adjusted | None, smallest: Fraction) -> Comparison:
    found = pair.contrast.difference if pair.is_described else None
    spread, ranks = (found.spread, found.ranks) if found else (None, None)
    low, high = _interval(pair)
    holm = pair.at(adjusted.holm if adjusted else None, "WelchTest.p")
    return Comparison(
        n=pair.contrast.n,
        score=pair.figures.score,
        rest_n=pair.rest.n,
        rest=pair.rest.mean,
        rest_range=pair.rest.range,
        difference=pair.difference,
        low=low,
        high=high,
        p=pair.at(adjusted.p if adjusted else None, "WelchTest.p"),
        p_holm=holm,
        q=pair.at(adjusted.benjamini_hochberg if adjusted else None, "WelchTest.p"),
        g=pair.at(spread.hedges_g if spread else None, "SpreadEffect.hedges_g"),
        delta=pair.at(ranks.cliffs_delta if ranks else None, "RankTest.cliffs_delta"),
        rank_p=pair.at(ranks.p if ranks and pair.is_tested else None, "RankTest.p"),
        finding=_finding(pair, holm, smallest),
    )


def _interval(pair: Pair) -> tuple[Decimal | None, Decimal | None]:
    """Return the interval around the published difference, as wide as the exact one."""
    found = pair.contrast.difference if pair.is_tested else None
    if found is None or found.welch is None or pair.difference is None:
        return None, None
    low, high = found.welch.interval
    step = pair.precision.step("WelchTest.interval")
    half = rounded((high - low) / 2, step, ROUND_CEILING)
    margin = half if pair.precision.open else max(half, TENTH)
    return pair.difference - margin, pair.difference + margin


def _finding(pair: Pair, holm: Decimal | None, smallest: Fraction) -> Finding:
    """Return the finding in plain words, from published figures.

    Where everybody answered, a difference is what it is, and only has to be large enough.
    """
    difference = pair.difference
    chance = pair.precision.is_sample(pair.contrast.n + pair.contrast.rest_n)
    if difference is None or (chance and holm is None):
        return "not_tested"
    large = abs(difference.quantize(DISPLAY_STEP, ROUND_HALF_UP)) >= smallest
    if not large or (holm is not None and holm >= ALPHA):
        return "no_clear_difference"
    return "higher" if difference > 0 else "lower"
