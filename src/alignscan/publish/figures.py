"""From exact measures to the figures of one cell, field by field as the allow-list says."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from alignscan.measurement.measures import ItemMeasure, ScoreMeasure
from alignscan.publish.consistency import Consistency
from alignscan.publish.margins import (
    deviation,
    mean_margin,
    person_share_interval,
    share_interval,
)
from alignscan.publish.precision import Precision
from alignscan.publish.published import Agreement, ItemFigures, Range, ScoreFigures
from alignscan.publish.rounding import mean_range, rounded, rounded_ratio, share_band

Shares = tuple[Decimal | None, Decimal | None, Decimal | None]
"""Favorable, neutral, unfavorable."""


class Told(NamedTuple):
    """What the published figures of an item say about how many chose what."""

    n: int | None
    mean: Decimal | None
    step: Decimal
    range: Range | None
    favorable: Decimal | None
    favorable_range: Range | None
    neutral: Decimal | None
    unfavorable: Decimal | None
    distribution: tuple[Decimal, ...] | None
    agreement: Agreement | None
    sd: Decimal | None


def told(item: ItemMeasure, precision: Precision) -> Told:
    """Return the figures of an item in a shown cell that bound sums over people."""
    shown = item.n > 0 and precision.allows("ItemMeasure.mean", item.n)
    mean = item.mean if shown else None
    band = _mean_band(mean, item.n, precision)
    shares, favorable_range = _shares(item, precision, shown)
    step = precision.step("ItemMeasure.mean")
    printed = None if mean is None or band else rounded(mean, step)
    return Told(
        n=item.n if shown or precision.open else None,
        mean=printed,
        step=step,
        range=band,
        favorable=shares[0],
        favorable_range=favorable_range,
        neutral=shares[1],
        unfavorable=shares[2],
        distribution=None if band or _left_out(item, shares) else _distribution(item, precision),
        agreement=_agreement(
            "ItemMeasure.average_deviation",
            item.average_deviation,
            item.n,
            item.options,
            precision,
        ),
        sd=None if printed is None else _spread(item, precision),
    )


def squares(
    shown: Told, mean: Decimal, sd: Decimal, values: tuple[float, ...], precision: Precision
) -> tuple[tuple[float, ...], float, float]:
    """Return what a standard deviation says: the square of how far each option is, and in sum.

    The squares are taken from the printed mean, which may be half a step off the true one.
    """
    n, half = shown.n or 0, float(precision.step("ItemMeasure.variance")) / 2
    center, spread = float(mean), float(sd)
    away = tuple([(value - center) ** 2 for value in values])
    low, high = max(spread - half, 0.0) ** 2, (spread + half) ** 2
    return away, (n - 1) * low, (n - 1) * high + n * (float(shown.step) / 2) ** 2


def apart(
    shown: Told, mean: Decimal, values: tuple[float, ...], precision: Precision
) -> tuple[tuple[float, ...], float, float]:
    """Return what "agree" or "divided" says: how far each option is from the mean, and in sum.

    The mean is known to half a step, and so is each distance.
    """
    n, center = shown.n or 0, float(mean)
    away = tuple([abs(value - center) for value in values])
    limit, half = float(precision.deviation_limit(len(values))), float(shown.step) / 2
    if shown.agreement == "agree":
        return away, 0.0, n * (limit + half)
    return away, n * (limit - half), n * max(away)


def item_figures(item: ItemMeasure, precision: Precision, *, allowed: bool = True) -> ItemFigures:
    """Return the published figures of an item in a shown cell; ``allowed`` by the gate."""
    if not allowed:
        return _no_item_figures(precision)
    sums = told(item, precision)
    interval = share_interval(sums.favorable, item.n, precision)
    return ItemFigures(
        **sums._asdict(),
        margin=mean_margin(sums.mean, item.n, item.variance, "ItemMeasure.variance", precision),
        favorable_low=interval[0],
        favorable_high=interval[1],
        cannot_say=_cannot_say(item, precision),
    )


class ToldScore(NamedTuple):
    """What the published figures of a score say about the sum of all scores."""

    n: int | None
    score: Decimal | None
    step: Decimal
    range: Range | None


def told_score(score: ScoreMeasure, precision: Precision) -> ToldScore:
    """Return the figures of a score in a shown cell that bound its sum over people."""
    shown = score.n > 0 and precision.allows("ScoreMeasure.mean", score.n)
    mean, step = score.mean if shown else None, precision.step("ScoreMeasure.mean")
    band = _mean_band(mean, score.n, precision)
    printed = None if mean is None or band else rounded(mean, step)
    return ToldScore(score.n if shown or precision.open else None, printed, step, band)


def score_figures(
    score: ScoreMeasure,
    options: int,
    precision: Precision,
    *,
    allowed: bool = True,
    shares: bool = True,
    consistent: Callable[[], Consistency] = Consistency,
) -> ScoreFigures:
    """Return the published figures of a score; ``options`` is the length of its items' scale.

    Whether the gate allows them, and the favorable share; a number is joined by ``consistent``.
    """
    if not allowed:
        return _no_score_figures(precision)
    n, sums = score.n, told_score(score, precision)
    shown = shares and not precision.coarse and (sums.score is not None or sums.range is not None)
    favorable, band = _share(score.favorable_persons if shown else None, n, precision)
    share = None if band else favorable
    interval = person_share_interval(share, n, score.favorable_variance, precision)
    more = Consistency() if sums.score is None else consistent()
    return ScoreFigures(
        **sums._asdict(),
        margin=mean_margin(sums.score, n, score.variance, "ScoreMeasure.variance", precision),
        agreement=_agreement(
            "ScoreMeasure.average_deviation", score.average_deviation, n, options, precision
        ),
        favorable=share,
        favorable_low=interval[0],
        favorable_high=interval[1],
        **more._asdict(),
    )


def _no_score_figures(precision: Precision) -> ScoreFigures:
    return ScoreFigures(
        n=None,
        score=None,
        step=precision.step("ScoreMeasure.mean"),
        range=None,
        margin=None,
        agreement=None,
        favorable=None,
    )


def _no_item_figures(precision: Precision) -> ItemFigures:
    return ItemFigures(
        n=None,
        mean=None,
        step=precision.step("ItemMeasure.mean"),
        range=None,
        favorable=None,
        favorable_range=None,
        neutral=None,
        unfavorable=None,
        cannot_say=None,
        distribution=None,
        agreement=None,
    )


def _left_out(item: ItemMeasure, shares: Shares) -> bool:
    """Return whether a share is left out that the distribution would give back."""
    known = (item.favorable, item.neutral, item.unfavorable)
    return any(k is not None and s is None for k, s in zip(known, shares, strict=True))


def _spread(item: ItemMeasure, precision: Precision) -> Decimal | None:
    """Return the standard deviation, unless nearly everybody answered alike."""
    if not precision.open and max(item.distribution) >= item.n - 2:
        return None
    return deviation(item.variance, item.n, "ItemMeasure.variance", precision)


def _mean_band(mean: Fraction | None, n: int, precision: Precision) -> Range | None:
    if mean is None or precision.open:
        return None
    return mean_range(mean, n, precision.ends, precision.mean_step)


def _share(
    share: Fraction | None, n: int, precision: Precision
) -> tuple[Decimal | None, Range | None]:
    return (None, None) if share is None else _ratio(*share.as_integer_ratio(), n, precision)


def _ratio(some: int, of: int, n: int, precision: Precision) -> tuple[Decimal | None, Range | None]:
    """Return the share ``some / of`` of n people, or the band that stands for it."""
    step = precision.step("ItemMeasure.favorable")
    band = None if precision.open else share_band(some * n, of, n, step)
    return (None if band else rounded_ratio(some, of, step)), band


def _shares(item: ItemMeasure, precision: Precision, shown: bool) -> tuple[Shares, Range | None]:
    """Return (favorable, neutral, unfavorable), all or only those that leave nothing open."""
    if not shown or precision.coarse:
        return (None, None, None), None
    favorable, band = _share(item.favorable, item.n, precision)
    neutral, neutral_band = _share(item.neutral, item.n, precision)
    unfavorable, unfavorable_band = _share(item.unfavorable, item.n, precision)
    if band or neutral_band or unfavorable_band:
        return (favorable, None, None), band
    return (favorable, neutral, unfavorable), band


def _cannot_say(item: ItemMeasure, precision: Precision) -> Decimal | None:
    asked = item.n + item.missing + item.cannot_say
    if not asked or not precision.allows("ItemMeasure.cannot_say", asked):
        return None
    return _ratio(item.cannot_say, asked, asked, precision)[0]


def _distribution(item: ItemMeasure, precision: Precision) -> tuple[Decimal, ...] | None:
    if not item.n or precision.coarse or not precision.allows("ItemMeasure.distribution", item.n):
        return None
    if not precision.open and max(item.distribution) >= item.n - 2:
        return None
    step = precision.step("ItemMeasure.distribution")
    return tuple([rounded_ratio(count, item.n, step) for count in item.distribution])


def _agreement(
    field: str, deviation: Fraction | None, n: int, options: int, precision: Precision
) -> Agreement | None:
    if deviation is None or n < 2 or not precision.allows(field, n):
        return None
    if precision.coarse:
        return None
    return "agree" if precision.agree(deviation, options) else "divided"
