"""Gates: what is displayed and what is gated never disagree."""

from decimal import Decimal, InvalidOperation

from alignscan.cli.exits import Exit, Stop
from alignscan.report.model import Report


def limit_of(text: str | None) -> Decimal | None:
    """Return the limit given with --fail-under; Stop when it is not a number."""
    if text is None:
        return None
    try:
        limit = Decimal(text)
    except InvalidOperation:
        limit = Decimal("NaN")
    if not limit.is_finite():
        raise Stop(Exit.USAGE, "--fail-under takes a number", "write for example 3.5")
    return limit


def misses(report: Report, limit: Decimal) -> bool:
    """Return whether the weakest condition's displayed score is below the limit.

    A condition that could not be scored, or is withheld, misses every limit.
    """
    scores = [condition.score for condition in report.diagnosis.conditions]
    return not scores or any(score is None or score < limit for score in scores)
