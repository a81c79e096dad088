"""Who has a score on a scale, and what a score is on other scales."""

from collections.abc import Iterable
from fractions import Fraction

from alignscan.measurement.units import ScoreRow


def is_scored(row: ScoreRow) -> bool:
    """Return whether the half rule gives these respondents a score."""
    return row.answered > 0 and 2 * row.answered >= row.applicable


def people(rows: Iterable[ScoreRow]) -> int:
    """Return how many respondents stand behind the rows."""
    return sum(row.respondents for row in rows)


def index(mean: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """Return a score as an index from 0 (``low``) to 100 (``high``).

    Raises ValueError when the scale has no width.
    """
    if high <= low:
        raise ValueError("an index needs a scale whose high end is above its low end")
    return 100 * (mean - low) / (high - low)
