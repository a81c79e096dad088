"""Patterns of agreement: what everybody sees alike, and what people are divided on."""

from collections.abc import Iterator
from decimal import Decimal

from alignscan.diagnose.diagnosis import Evidence, FigureName, Pattern
from alignscan.diagnose.reading import AGREEMENT_FROM, Reading, pattern, scored
from alignscan.diagnose.states import on_scale
from alignscan.publish.published import ScoreFigures, ShownCell


def agreement_patterns(reading: Reading) -> Iterator[Pattern]:
    """Yield shared lows, shared highs and division over everybody, from ten answers on."""
    overall = reading.published.overall
    if overall is None or reading.one_rater:
        return
    for id in reading.subjects(overall):
        found = divided_in(overall, id, reading)
        if found:
            yield _divided(id, found, reading)
        elif (shared := _shared(overall, id, reading)) is not None:
            yield shared


def divided_in(cell: ShownCell, id: str, reading: Reading) -> tuple[Evidence, ...]:
    """Return the evidence that people of a cell are divided on something; empty if they are not.

    Either they deviate from the mean by more than the limit, or at least a quarter answers at the
    lower end of an item and at least a quarter at the upper end.
    """
    figures = reading.figures(cell, id)
    if figures is None or not _enough(figures.n):
        return ()
    if figures.agreement == "divided":
        return (_spread(cell, id, figures, reading),)
    return _polarized(cell, id, reading)


def _enough(n: int | None) -> bool:
    return n is not None and n >= AGREEMENT_FROM


def _spread(cell: ShownCell, id: str, figures: ScoreFigures, reading: Reading) -> Evidence:
    return Evidence(
        cell=cell.id,
        subject=id,
        figure="agreement",
        value=figures.average_deviation,
        must="above",
        limit=reading.agreement_limit(id),
    )


def _polarized(cell: ShownCell, id: str, reading: Reading) -> tuple[Evidence, ...]:
    """Return the first item with many answers at both ends; of a condition only its one item."""
    items = reading.items(id)
    if not id.startswith("C") and len(items) > 1:
        return ()
    limit = reading.thresholds.polarized
    for item in items:
        figures = cell.items.get(item.id)
        if figures is None or not _enough(figures.n):
            continue
        ends = (figures.unfavorable, figures.favorable)
        if all(end is not None and end >= limit for end in ends):
            return (
                _share(cell, item.id, "unfavorable", ends[0], limit),
                _share(cell, item.id, "favorable", ends[1], limit),
            )
    return ()


def _share(
    cell: ShownCell, item: str, figure: FigureName, value: Decimal | None, limit: Decimal
) -> Evidence:
    return Evidence(
        cell=cell.id, subject=item, figure=figure, value=value, must="at_least", limit=limit
    )


def _divided(id: str, evidence: tuple[Evidence, ...], reading: Reading) -> Pattern:
    margins = [e.value - e.limit for e in evidence if e.value is not None and e.limit is not None]
    return pattern("divided", id, min(margins, default=Decimal(0)), evidence, reading.shown)


def _shared(cell: ShownCell, id: str, reading: Reading) -> Pattern | None:
    figures, score = reading.figures(cell, id), reading.score(cell, id)
    if figures is None or score is None or figures.agreement != "agree":
        return None
    if not _enough(figures.n):
        return None
    limit = on_scale(reading.thresholds.apparent, reading.scale)
    spread = _spread(cell, id, figures, reading).model_copy(update={"must": "at_most"})
    if score >= limit:
        evidence = (scored(cell, id, score, "at_least", limit), spread)
        return pattern("shared_high", id, score - limit, evidence, reading.shown)
    evidence = (scored(cell, id, score, "below", limit), spread)
    return pattern("shared_low", id, limit - score, evidence, reading.shown)
