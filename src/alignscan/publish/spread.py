"""Whether the shown groups of a breakdown differ at all, condition by condition."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from alignscan.measurement.distribution import Scores
from alignscan.measurement.groups import KruskalWallis, WelchAnova, kruskal_wallis, welch_anova
from alignscan.measurement.measures import Measures
from alignscan.measurement.multiplicity import holm
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.compared import SpreadTest
from alignscan.publish.precision import Precision
from alignscan.publish.published import ScoreFigures, ShownCell
from alignscan.publish.rounding import rounded

FIELD = "WelchAnova.p"


def spread_tests(
    measures: Measures, groups: Sequence[ShownCell], precision: Precision
) -> dict[str, SpreadTest]:
    """Return the tests by condition, where at least two groups count and chance has a part.

    In a confidential survey groups count from thirty people on, and where their score is published
    as a number and not nearly everybody has the same.
    """
    if not precision.is_sample(sum(cell.n for cell in groups)):
        return {}
    scorable = [id for id in CONDITIONS if measures.scorable[id]]
    found = {id: _scores(measures, groups, id, precision) for id in scorable}
    found = {id: scores for id, scores in found.items() if len(scores) > 1}
    anovas = {id: welch_anova([s for s in scores if s.variance]) for id, scores in found.items()}
    ranks = {id: kruskal_wallis(scores) for id, scores in found.items()}
    f_holm = _adjusted({id: test.p for id, test in anovas.items() if test})
    h_holm = _adjusted({id: test.p for id, test in ranks.items() if test})
    return {
        id: _test(scores, anovas[id], f_holm.get(id), ranks[id], h_holm.get(id), precision)
        for id, scores in found.items()
    }


def nearly_alike(scores: Scores) -> bool:
    """Return whether all but two people or fewer have the same score."""
    return max(scores.counts, default=0) >= scores.n - 2


def _scores(
    measures: Measures, groups: Sequence[ShownCell], id: str, precision: Precision
) -> list[Scores]:
    counted = [c.id for c in groups if _counts(c.conditions.get(id), precision)]
    scores = [measures.differences[cell].scales[id].scores[0] for cell in counted]
    return [s for s in scores if precision.open or not nearly_alike(s)]


def _counts(figures: ScoreFigures | None, precision: Precision) -> bool:
    if figures is None or figures.score is None or not figures.n:
        return False
    return precision.open or (
        figures.step <= precision.mean_step and precision.allows(FIELD, figures.n)
    )


def _adjusted(p_values: Mapping[str, float]) -> dict[str, float]:
    return dict(zip(p_values, holm(list(p_values.values())), strict=True))


def _test(
    scores: Sequence[Scores],
    anova: WelchAnova | None,
    anova_holm: float | None,
    ranks: KruskalWallis | None,
    ranks_holm: float | None,
    precision: Precision,
) -> SpreadTest:
    def at(value: float | None, field: str) -> Decimal | None:
        return None if value is None else rounded(value, precision.step(field))

    return SpreadTest(
        groups=len(scores),
        n=sum(s.n for s in scores),
        f=at(anova.f if anova else None, "WelchAnova.f"),
        df_between=anova.df_between if anova else None,
        df_within=at(anova.df_within if anova else None, "WelchAnova.df_within"),
        p=at(anova.p if anova else None, "WelchAnova.p"),
        p_holm=at(anova_holm, "WelchAnova.p"),
        h=at(ranks.h if ranks else None, "KruskalWallis.h"),
        rank_df=ranks.df if ranks else None,
        rank_p=at(ranks.p if ranks else None, "KruskalWallis.p"),
        rank_p_holm=at(ranks_holm, "KruskalWallis.p"),
    )
