"""Within-group agreement: how alike the people of one population answer a scale.

Everything is over the people who answered the whole scale (listwise), as R's package multilevel
does it. Variances and deviations are in scores; indexes have no unit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from statistics import median
from typing import Final, Literal

from alignscan.measurement.complete import CompleteItem, CompleteSums
from alignscan.measurement.moments import average_deviation, mean_of_known, variance
from alignscan.measurement.moments import median as middle
from alignscan.measurement.units import in_units

Band = Literal["lack of", "weak", "moderate", "strong", "very strong"]
BANDS: Final[tuple[tuple[Fraction, Band], ...]] = (
    (Fraction(30, 100), "lack of"),
    (Fraction(50, 100), "weak"),
    (Fraction(70, 100), "moderate"),
    (Fraction(90, 100), "strong"),
)
"""Upper ends; LeBreton & Senter (2008), Organizational Research Methods 11, 815-852, table 3."""
SLIGHT_SKEW: Final = {
    options: Fraction(value)
    for options, value in {
        5: "1.34", 6: "1.85", 7: "2.90", 8: "3.47", 9: "5.66", 10: "6.30", 11: "7.31",
    }.items()
}  # fmt: skip
"""Variance of slightly skewed answers by number of points; LeBreton & Senter (2008), table 2."""

Null = Callable[[int], Fraction | None]


@dataclass(frozen=True)
class Agreement:
    """Agreement of one population on one scale; indexes are None below two complete people."""

    rows: CompleteSums
    """The people who answered the whole scale, and how."""

    @property
    def n(self) -> int:
        """People who answered every item that applies to anybody in the population."""
        return self.rows.n

    @property
    def items(self) -> int:
        """How many items that are (J)."""
        return len(self.rows.items)

    @cached_property
    def mean_item_variance(self) -> Fraction | None:
        """Mean over the items of their variances, divisor n - 1, in squared scores."""
        return mean_of_known(variance(item.values, item.counts) for item in self._items)

    @cached_property
    def ratio(self) -> Fraction | None:
        """q: the mean over the items of variance / uniform null variance."""
        return self._ratio(uniform_variance)

    @property
    def rwg(self) -> Fraction | None:
        """r_wg(j) against a uniform null; 0 where people differ more than by chance."""
        return _agreement(self.ratio, self.items)

    @cached_property
    def rwg_skewed(self) -> Fraction | None:
        """r_wg(j) against a slightly skewed null; None also without 5 to 11 points."""
        return _agreement(self._ratio(SLIGHT_SKEW.get), self.items)

    @cached_property
    def rwg_raw(self) -> Fraction | None:
        """r_wg(j) against a uniform null, out of range too; None at its pole."""
        return None if self.ratio is None else rwg_j_raw(self.ratio, self.items)

    @property
    def out_of_range(self) -> bool:
        """Whether people differ more than by chance, so that r_wg(j) stands at 0."""
        return self.ratio is not None and self.ratio.numerator > self.ratio.denominator

    @property
    def lindell(self) -> Fraction | None:
        """Lindell's r*_wg(j), below 0 where people differ more than by chance.

        1 - q; Lindell, Brandt & Whitney (1999), Applied Psychological Measurement 23, 127-135.
        """
        if self.ratio is None:
            return None
        q, of = self.ratio.as_integer_ratio()
        return Fraction(of - q, of)

    @cached_property
    def average_deviation(self) -> Fraction | None:
        """Mean over the items of the mean distance from the mean (AD_M), in scores.

        Burke, Finkelstein & Dusig (1999), Organizational Research Methods 2, 49-68.
        """
        return mean_of_known(average_deviation(item.values, item.counts) for item in self._items)

    @cached_property
    def average_deviation_median(self) -> Fraction | None:
        """Mean over the items of the mean distance from the median (AD_Md), in scores."""
        return mean_of_known(median_deviation(item.values, item.counts) for item in self._items)

    @cached_property
    def limit(self) -> Fraction | None:
        """Largest average deviation that counts as agreement, in scores.

        A sixth of the points; Dunlap, Burke & Smith-Crowe (2003), Journal of Applied Psychology 88,
        356-362.
        """
        return mean_of_known(Fraction(item.options, 6) * item.width for item in self.rows.items)

    @property
    def a_wg(self) -> Fraction | None:
        """Mean over the items of a_wg, without items whose mean lies too near an end.

        1 where everybody gives the same answers, wherever they lie, as in R's multilevel.
        """
        items = self._items
        found = mean_of_known([a_wg(item) for item in items])
        if found is None and items and not any(item.scatter for item in items):
            return Fraction(1)
        return found

    @cached_property
    def band(self) -> Band | None:
        """r_wg(j) in words."""
        return None if self.rwg is None else band(self.rwg)

    @property
    def _items(self) -> tuple[CompleteItem, ...]:
        return self.rows.items if self.n > 1 else ()

    def _ratio(self, null: Null) -> Fraction | None:
        """Return q: the mean over the items of variance / null variance."""
        items = self._items
        found = _chances(null, tuple([item.options for item in items]))
        if found is None:
            return None
        parts, unit = found
        scatter = sum([item.scatter * part for item, part in zip(items, parts, strict=True)])
        return Fraction(scatter, self.n * (self.n - 1) * unit * len(parts))


@dataclass(frozen=True, slots=True)
class AgreementSummary:
    """Agreement in many groups."""

    groups: int
    single: int
    """Groups with fewer than two complete people: in none of the figures below."""
    out_of_range: int
    """Groups that differ more than by chance; they count with 0."""
    mean: Fraction | None
    """Mean of r_wg(j), uniform null."""
    median: Fraction | None
    low: Fraction | None
    high: Fraction | None
    strong: Fraction | None
    """Share of groups with r_wg(j) of at least .70."""
    agree: Fraction | None
    """Share of groups whose average deviation is at most its limit."""


def summarize(groups: Sequence[Agreement]) -> AgreementSummary:
    """Return how groups agree, each group counting once."""
    known = [group for group in groups if group.rwg is not None]
    values = [group.rwg for group in known if group.rwg is not None]
    agreeing = [group for group in known if _agrees(group)]
    share = Fraction(7, 10)
    return AgreementSummary(
        groups=len(groups),
        single=len(groups) - len(known),
        out_of_range=sum(group.out_of_range for group in known),
        mean=mean_of_known(values),
        median=median(values) if values else None,
        low=min(values, default=None),
        high=max(values, default=None),
        strong=Fraction(sum(v >= share for v in values), len(values)) if values else None,
        agree=Fraction(len(agreeing), len(known)) if known else None,
    )


def rwg_j(ratio: Fraction, items: int) -> Fraction:
    """Return r_wg(j) of q, the mean item variance as a ratio of the null; 0 from q = 1 on.

    J(1 - q) / (J(1 - q) + q); r_wg with one item. Source: James, Demaree & Wolf (1984), Journal of
    Applied Psychology 69, 85-98; the variance is cut at the null variance.
    """
    q, of = ratio.as_integer_ratio()
    return Fraction() if q >= of else Fraction(items * (of - q), items * (of - q) + q)


def rwg_j_raw(ratio: Fraction, items: int) -> Fraction | None:
    """Return the same without the cut: anything from q = 1 on, None at q = J / (J - 1)."""
    divisor = items * (1 - ratio) + ratio
    return items * (1 - ratio) / divisor if divisor else None


def uniform_variance(options: int) -> Fraction | None:
    """Return the variance of answers by chance, in squared points; None without two points."""
    return Fraction(options**2 - 1, 12) if options > 1 else None


def null_variance(shares: Sequence[Fraction]) -> Fraction:
    """Return the variance, in squared points, of answers with these shares of 1, 2, 3 ..."""
    first = sum((p * v for v, p in enumerate(shares, 1)), Fraction())
    return sum((p * v**2 for v, p in enumerate(shares, 1)), Fraction()) - first**2


def a_wg(item: CompleteItem) -> Fraction | None:
    """Return a_wg of one item; None below two people and for a mean too near an end.

    1 - 2 s^2 / ([(H + L) M - M^2 - H L] n / (n - 1)). Source: Brown & Hauenstein (2005),
    Organizational Research Methods 8, 165-184.
    """
    n, sums = item.n, item.sum_of_steps
    low, high = min(item.steps), max(item.steps)
    if n < 2 or not low * (n - 1) + high <= sums <= high * (n - 1) + low:
        return None
    most = (high + low) * sums * n - sums**2 - high * low * n**2
    return Fraction(most - 2 * item.scatter, most)


def median_deviation(values: Sequence[Fraction], counts: Sequence[int]) -> Fraction | None:
    """Return the mean distance from the median of values found ``counts`` times; None of none."""
    center = middle(values, counts)
    if center is None:
        return None
    pairs = zip(values, counts, strict=True)
    return sum((abs(v - center) * count for v, count in pairs), Fraction()) / sum(counts)


def band(value: Fraction) -> Band:
    """Return an agreement index in words."""
    return next((name for end, name in BANDS if value <= end), "very strong")


def _agrees(group: Agreement) -> bool:
    deviation, limit = group.average_deviation, group.limit
    return deviation is not None and limit is not None and deviation <= limit


def _agreement(ratio: Fraction | None, items: int) -> Fraction | None:
    return None if ratio is None else rwg_j(ratio, items)


@lru_cache
def _chances(null: Null, options: tuple[int, ...]) -> tuple[list[int], int] | None:
    """Return 1 / null variance of items as whole numbers of one unit; None where one has none."""
    known = [variance for count in options if (variance := null(count)) is not None]
    if not known or len(known) < len(options):
        return None
    return in_units([1 / variance for variance in known])
