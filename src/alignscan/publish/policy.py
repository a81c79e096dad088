"""The allow-list: every field of Measures has a publication rule here, or is not published."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

TENTH: Final = Decimal("0.1")
PERCENT: Final = Decimal("0.01")
PROBABILITY: Final = Decimal("0.001")
"""The step of p-values."""
EXACT: Final = Decimal("0.000001")
"""The step of figures that need no protection (one rater, or a team that agreed)."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field of Measures is published in confidential mode."""

    step: Decimal | None
    """The rounding step; None for counts and words."""
    from_n: int = 0
    """Smallest number of answers, on top of the minimum group size."""


ALLOWED: Final[dict[str, FieldRule]] = {
    "ItemMeasure.n": FieldRule(None),
    "ItemMeasure.missing": FieldRule(PERCENT),
    "ItemMeasure.mean": FieldRule(TENTH),
    "ItemMeasure.variance": FieldRule(TENTH, from_n=30),
    "ItemMeasure.favorable": FieldRule(PERCENT),
    "ItemMeasure.neutral": FieldRule(PERCENT),
    "ItemMeasure.unfavorable": FieldRule(PERCENT),
    "ItemMeasure.cannot_say": FieldRule(PERCENT, from_n=10),
    "ItemMeasure.distribution": FieldRule(PERCENT, from_n=10),
    "ItemMeasure.average_deviation": FieldRule(None, from_n=10),
    "ScoreMeasure.n": FieldRule(None),
    "ScoreMeasure.mean": FieldRule(TENTH),
    "ScoreMeasure.variance": FieldRule(TENTH, from_n=30),
    "ScoreMeasure.average_deviation": FieldRule(None, from_n=10),
    "ScoreMeasure.favorable_persons": FieldRule(PERCENT),
    "ScoreMeasure.favorable_variance": FieldRule(PERCENT, from_n=30),
    "CellMeasure.id": FieldRule(None),
    "CellMeasure.filters": FieldRule(None),
    "CellMeasure.respondents": FieldRule(None),
    "CellMeasure.items": FieldRule(None),
    "CellMeasure.scales": FieldRule(None),
    "CellMeasure.agreement": FieldRule(PERCENT, from_n=30),
    "CellMeasure.reliability": FieldRule(PERCENT, from_n=30),
    "Contrast.n": FieldRule(None),
    "Contrast.rest_n": FieldRule(None),
    "Contrast.rest_mean": FieldRule(TENTH),
    "Contrasts.scales": FieldRule(None),
    "Contrasts.items": FieldRule(None),
    "Difference.welch": FieldRule(None, from_n=30),
    "Difference.spread": FieldRule(None, from_n=30),
    "Difference.ranks": FieldRule(None, from_n=30),
    "WelchTest.p": FieldRule(PROBABILITY, from_n=30),
    "WelchTest.interval": FieldRule(TENTH, from_n=30),
    "SpreadEffect.hedges_g": FieldRule(TENTH, from_n=30),
    "RankTest.cliffs_delta": FieldRule(TENTH, from_n=30),
    "RankTest.p": FieldRule(PROBABILITY, from_n=30),
    "ShareDifference.difference": FieldRule(PERCENT, from_n=30),
    "ShareDifference.interval": FieldRule(PERCENT, from_n=30),
    "WelchAnova.f": FieldRule(TENTH, from_n=30),
    "WelchAnova.df_between": FieldRule(None, from_n=30),
    "WelchAnova.df_within": FieldRule(TENTH, from_n=30),
    "WelchAnova.p": FieldRule(PROBABILITY, from_n=30),
    "KruskalWallis.h": FieldRule(TENTH, from_n=30),
    "KruskalWallis.df": FieldRule(None, from_n=30),
    "KruskalWallis.p": FieldRule(PROBABILITY, from_n=30),
    "PairedGap.gap": FieldRule(None, from_n=30),
    "Gap.n": FieldRule(None, from_n=30),
    "Gap.mean": FieldRule(TENTH, from_n=30),
    "Gap.interval": FieldRule(TENTH, from_n=30),
    "DriverAnalysis.outcome": FieldRule(None, from_n=100),
    "DriverAnalysis.n": FieldRule(None, from_n=100),
    "DriverAnalysis.r_squared": FieldRule(PERCENT, from_n=100),
    "DriverAnalysis.drivers": FieldRule(None, from_n=100),
    "Driver.name": FieldRule(None, from_n=100),
    "Driver.correlation": FieldRule(PERCENT, from_n=100),
    "Driver.share": FieldRule(PERCENT, from_n=100),
    "Driver.share_interval": FieldRule(PERCENT, from_n=100),
    "WeightedScores.left_out": FieldRule(None),
    "WeightedMean.mean": FieldRule(TENTH),
    "WeightedMean.standard_error": FieldRule(TENTH, from_n=30),
    "Weights.method": FieldRule(None),
    "Weights.effective_n": FieldRule(None, from_n=30),
    "Weights.design_effect": FieldRule(TENTH, from_n=30),
    "Unflagged.cell": FieldRule(PERCENT),
    "Unflagged.straight": FieldRule(PERCENT),
    "Unflagged.uniform": FieldRule(PERCENT),
    "Measures.weighted": FieldRule(None),
    "Measures.unflagged": FieldRule(None),
    "Measures.differences": FieldRule(None),
    "Measures.wishes": FieldRule(None),
    "Measures.drivers": FieldRule(None),
    "Measures.cells": FieldRule(None),
    "Measures.scorable": FieldRule(None),
}

NOT_PUBLISHED: Final[dict[str, str]] = {
    "ItemMeasure.not_applicable": "tells who skipped an item",
    "ItemMeasure.not_asked": "tells who skipped an item",
    "ItemMeasure.options": "stands in the questionnaire",
    "ScoreMeasure.prorated": "tells who skipped an item",
    "ScoreMeasure.not_scored": "tells who skipped items",
    "ScoreMeasure.not_applicable": "tells who skipped items",
    "ScoreMeasure.favorable_pooled": "one favorable share is enough",
    "ScoreMeasure.favorable_items": "one favorable share is enough",
    "CellMeasure.unflagged": "the id of the cell says it",
    "Measures.segments": "of all categories; publish.segments compares those that are shown",
    "Contrast.read": "reads how single scores are distributed",
    **dict.fromkeys(
        ("Difference.n_a", "Difference.n_b", "Difference.mean_a", "Difference.mean_b"),
        "the fields of Contrast are published instead",
    ),
    "Difference.difference": "the published scores are subtracted instead",
    **dict.fromkeys(
        ("WelchTest.standard_error", "WelchTest.t", "WelchTest.df", "RankTest.u"),
        "the interval and the probability say it",
    ),
    **dict.fromkeys(
        (
            "SpreadEffect.cohens_d",
            "SpreadEffect.hedges_g_unpooled",
            "SpreadEffect.t",
            "SpreadEffect.df",
            "SpreadEffect.g_per_t",
            "RankTest.p_uncorrected",
            "PairedGap.d_average",
            "PairedGap.g_average",
            "Gap.d_z",
        ),
        "one effect size and one test are enough",
    ),
    **dict.fromkeys(
        (f"ShareDifference.{name}" for name in ("n_a", "n_b", "share_a", "share_b")),
        "the items of the cells hold them",
    ),
    **dict.fromkeys(
        ("PairedGap.mean_a", "PairedGap.mean_b"),
        "second means of nearly the same people tell about those who skipped the wish",
    ),
    **dict.fromkeys(
        (
            "PairedGap.deviation_a",
            "PairedGap.deviation_b",
            "PairedGap.correlation",
            "Gap.deviation",
            "Gap.t",
            "Gap.df",
            "Gap.p",
        ),
        "the interval is enough",
    ),
    **dict.fromkeys(
        (
            "DriverAnalysis.adjusted_r_squared",
            "Driver.beta",
            "Driver.slope",
            "Driver.explained",
            "Driver.explained_interval",
        ),
        "the share and its sign are enough",
    ),
    "Drivers.sums": "sums of single answers",
    "WeightedScores.cells": "sums of small groups",
    "WeightedScores.head_counts": "stand in the survey file",
    "WeightedMean.n": "less than the people with a score by those who did not state a segment",
    "WeightedMean.error_of_weights": "one standard error is enough",
    "WeightedMean.variance": "the margin says it",
    "WeightedMean.unweighted": "the score of the condition stands beside it",
    "WeightedMean.unweighted_error": "the margin of the condition stands beside it",
    **dict.fromkeys(
        (f"Weights.{name}" for name in ("by_cell", "total", "smallest", "largest")),
        "a weight says how many of a group answered",
    ),
    "Unflagged.atoms": "says who belongs to which small group; the gate decides from it",
    "Measures.book": "stands in the questionnaire",
    "Measures.atoms": "says who belongs to which small group; the gate decides from it",
}
