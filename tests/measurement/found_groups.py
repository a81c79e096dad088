"""What is computed for the fields of the reference values: groups, agreement, differences."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from statistics import median
from typing import Any

from tests.measurement.found_scores import Fields, distribution

from alignscan.measurement.agreement import (
    SLIGHT_SKEW,
    Agreement,
    summarize,
    uniform_variance,
)
from alignscan.measurement.differences import Difference
from alignscan.measurement.distribution import Scores
from alignscan.measurement.drivers import DriverAnalysis
from alignscan.measurement.groups import kruskal_wallis, welch_anova
from alignscan.measurement.multiplicity import benjamini_hochberg, holm
from alignscan.measurement.paired import PairedGap, SignedRanks
from alignscan.measurement.segments import Groups

STRONG, LIMIT = Fraction(7, 10), Fraction(5, 6)


def levels(groups: Mapping[str, Scores], rows: Mapping[str, int]) -> list[Fields]:
    """Return the fields of the categories of a segment."""
    return [
        {"level": level, "headcount_rows": rows[level], **distribution(scores)}
        for level, scores in groups.items()
    ]


def anova(found: Groups, scores: Sequence[Scores]) -> Fields:
    """Return the fields of how much groups differ."""
    welch, ranks = welch_anova(scores), kruskal_wallis(scores)
    first, second = found.freedom
    return {
        "n": found.n,
        "k_groups": len(found.groups),
        "group_size": {
            "min": min(group.n for group in found.groups),
            "max": max(group.n for group in found.groups),
            "mean": found.mean_size,
            "n0": found.n0,
        },
        "SSB": found.between,
        "SSW": found.within,
        "MSB": found.mean_between,
        "MSW": found.mean_within,
        "F": found.f,
        "df1": first,
        "df2": second,
        "p": found.p,
        "eta_sq": found.eta_squared,
        "omega_sq": found.omega_squared,
        "epsilon_sq": found.epsilon_squared,
        "ICC1_mean_size": found.icc1("mean"),
        "ICC1_n0": found.icc1(),
        "ICC2": found.icc2,
        "ICC1_ci_F_mean_size": found.icc1_interval("mean"),
        "ICC1_ci_F_n0": found.icc1_interval(),
        "ICC2_ci_F": found.icc2_interval,
        "welch": {
            "F": welch and welch.f,
            "df1": first,
            "df2": welch and welch.df_within,
            "p": welch and welch.p,
        },
        "kruskal": {"H": ranks and ranks.h, "df": ranks and ranks.df, "p": ranks and ranks.p},
    }


def agreement(
    groups: Mapping[str, Agreement], single: Mapping[str, Agreement], item: str
) -> Fields:
    """Return the fields of the agreement in many groups, on a scale and on a single item."""
    many = list(groups.values())
    found, known = summarize(many), [group for group in many if group.n > 1]
    options = many[0].rows.items[0].options
    return {
        "A": options,
        "sigma2_EU": uniform_variance(options),
        "sigma2_slight_skew": SLIGHT_SKEW[options],
        "J": many[0].items,
        "n_listwise": sum(group.n for group in many),
        "n_groups": found.groups,
        "n_groups_size1": found.single,
        "n_groups_mean_var_above_null": found.out_of_range,
        "rwg_j_uniform_summary": {
            "n": found.groups - found.single,
            "mean": found.mean,
            "median": found.median,
            "min": found.low,
            "max": found.high,
            "share_ge_070": found.strong,
        },
        "rwg_j_uniform_raw_summary": _summary(known, lambda g: g.rwg_raw),
        "rwg_j_lindell_summary": _summary(known, lambda g: g.lindell),
        "rwg_j_slight_skew_summary": _summary(known, lambda g: g.rwg_skewed),
        "ad_m_mean_summary": {
            **_summary(known, lambda g: g.average_deviation),
            "share_le_A_over_6": found.agree,
        },
        "ad_m_median_summary": _summary(known, lambda g: g.average_deviation_median),
        "ad_cutoff_A_over_6": many[0].limit,
        "groups": [{"group": name, **_agreeing(group)} for name, group in groups.items()],
        "single_item": {
            "item": item,
            "groups": [
                {
                    "group": name,
                    "n": group.n,
                    "rwg_uniform": group.rwg,
                    "ad_m_mean": group.average_deviation,
                }
                for name, group in single.items()
            ],
        },
    }


def one_item(groups: Mapping[str, Agreement]) -> Fields:
    """Return the fields of the agreement in many groups on one item."""
    found = summarize(list(groups.values()))
    return {
        "ranvar": uniform_variance(5),
        "mean": found.mean,
        "median": found.median,
        "min": found.low,
        "max": found.high,
        "groups": [
            {
                "group": name,
                "n": group.n,
                "rwg": group.rwg,
                "ad_m_mean": group.average_deviation,
                "ad_m_median": group.average_deviation_median,
            }
            for name, group in groups.items()
        ],
    }


def _agreeing(group: Agreement) -> Fields:
    return {
        "n": group.n,
        "mean_item_var": group.mean_item_variance,
        "rwg_j_uniform": group.rwg,
        "rwg_j_uniform_raw": group.rwg_raw,
        "rwg_j_lindell_uniform": group.lindell,
        "rwg_j_slight_skew": group.rwg_skewed,
        "ad_m_mean": group.average_deviation,
        "ad_m_median": group.average_deviation_median,
        "a_wg": group.a_wg,
    }


def _summary(groups: Sequence[Agreement], of: Callable[[Agreement], Fraction | None]) -> Fields:
    values = [value for group in groups if (value := of(group)) is not None]
    return {
        "n": len(values),
        "mean": sum(values, Fraction()) / len(values),
        "median": median(values),
        "min": min(values),
        "max": max(values),
        "share_ge_070": Fraction(sum(value >= STRONG for value in values), len(values)),
        "share_le_A_over_6": Fraction(sum(value <= LIMIT for value in values), len(values)),
    }


def comparisons(found: Sequence[tuple[Any, Difference]]) -> list[Fields]:
    """Return the fields of a family of comparisons, each beside what it is a comparison of."""
    p = [one.welch.p for _, one in found if one.welch is not None]
    adjusted = zip(found, holm(p), benjamini_hochberg(p), strict=True)
    return [
        {
            "scale": asked["scale"],
            "a": asked["a"],
            "b": asked["b"],
            **difference(one),
            "p_holm": strict,
            "p_bh": screened,
        }
        for (asked, one), strict, screened in adjusted
    ]


def difference(found: Difference) -> Fields:
    """Return the fields of a comparison."""
    welch, spread, ranks = found.welch, found.spread, found.ranks
    assert welch is not None
    assert spread is not None
    df = found.n_a + found.n_b - 2
    return {
        "n_a": found.n_a,
        "n_b": found.n_b,
        "mean_a": found.mean_a,
        "mean_b": found.mean_b,
        "diff": found.difference,
        "se_welch": welch.standard_error,
        "t_welch": welch.t,
        "df_welch": welch.df,
        "p_welch": welch.p,
        "ci_lo": welch.interval[0],
        "ci_hi": welch.interval[1],
        "p_student": spread.student_p,
        "cohens_d": spread.cohens_d,
        "hedges_g": spread.hedges_g,
        "hedges_g_ci_lo": spread.hedges_interval[0],
        "hedges_g_ci_hi": spread.hedges_interval[1],
        "hedges_g_approxJ": spread.cohens_d * (1 - 3 / (4 * df - 1)),
        "hedges_g_unpooled": spread.hedges_g_unpooled,
        "U_a": ranks.u,
        "cliffs_delta": ranks.cliffs_delta,
        "p_mw_cc": ranks.p,
        "p_mw_nocc": ranks.p_uncorrected,
    }


def drivers(found: DriverAnalysis | None, names: Mapping[str, str], outcome: str) -> Fields:
    """Return the fields of what an outcome goes together with; ``names`` by driver."""
    assert found is not None
    return {
        "outcome": outcome,
        "predictors": [names[driver.name] for driver in found.drivers],
        "n": found.n,
        "R2": found.r_squared,
        "adj_R2": found.adjusted_r_squared,
        "drivers": [
            {
                "name": names[driver.name],
                "r": driver.correlation,
                "std_beta": driver.beta,
                "b": driver.slope,
                "lmg": driver.explained,
                "lmg_share": driver.share,
            }
            for driver in found.drivers
        ],
    }


def paired(domain: str, found: PairedGap, ranks: SignedRanks) -> Fields:
    """Return the fields of a gap; the family is adjusted elsewhere."""
    gap = found.gap
    assert gap.interval is not None
    return {
        "domain": domain,
        "r_sat_imp": found.correlation,
        "label": f"sat - imp: {domain}",
        "n_pairs": gap.n,
        "n1": gap.n,
        "n2": gap.n,
        "mean1": found.mean_b,
        "mean2": found.mean_a,
        "mean_diff": gap.mean,
        "sd_diff": gap.deviation,
        "t": gap.t,
        "df": gap.df,
        "p": gap.p,
        "ci_lo": gap.interval[0],
        "ci_hi": gap.interval[1],
        "r12": found.correlation,
        "sd1": found.deviation_b,
        "sd2": found.deviation_a,
        "d_z": gap.d_z,
        "d_av": found.d_average,
        "g_av_exactJ": found.g_average,
        "wilcoxon_V": ranks.v,
        "wilcoxon_p": ranks.p,
    }
