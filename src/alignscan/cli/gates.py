"""Gates: what is displayed and what is gated never disagree."""

from decimal import Decimal, InvalidOperation

from alignscan.cli.exits import Exit, Stop
from alignscan.rendering.words import number
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


def missed(report: Report, limit: Decimal) -> str:
    """Return why the limit is missed, empty when each condition's displayed score reaches it.

    A condition that could not be scored, or is withheld, misses every limit.
    """
    scores = {c.id: c.score for c in report.diagnosis.conditions}
    if not scores:
        return f"no score to compare with --fail-under {limit}"
    below = [
        f"{id} {'without a score' if score is None else number(score)}"
        for id, score in scores.items()
        if score is None or Decimal(number(score)) < limit
    ]
    return f"below --fail-under {limit}: {', '.join(below)}" if below else ""
