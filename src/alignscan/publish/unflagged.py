"""The results without flagged respondents, where who is flagged cannot be worked out."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from alignscan.measurement.measures import Unflagged as Measured
from alignscan.model.conditions import CONDITIONS
from alignscan.publish.candidates import candidates
from alignscan.publish.further import EVERYBODY, Beside, Shown, ShownScale
from alignscan.publish.policy import PERCENT
from alignscan.publish.populations import Unflagged, UnflaggedFigures
from alignscan.publish.protect.decide import Candidate
from alignscan.publish.published import ScoreFigures
from alignscan.publish.rounding import rounded


def unflagged(shown: Shown, beside: Mapping[str, Beside]) -> Unflagged | None:
    """Return the results without flagged respondents, or None; ``beside`` is what else is shown.

    Everybody less the others is the flagged, so they have to be nobody, or a group. That holds for
    a team too: it agreed to group figures, not to anybody's own answers.
    """
    found, everyone = shown.measures.unflagged, shown.measures.cells[0]
    if found is None or shown.precision.mode == "self" or not shown.everybody:
        return None
    flagged, k = everyone.respondents - found.cell.respondents, shown.precision.min_group
    if 0 < flagged < k or found.cell.respondents < k:
        return None
    others = candidates([found.cell], shown.apart)[0]
    people = beside.get(EVERYBODY, Beside()).candidates
    if not shown.admits([*people, others], shown.apart.atoms.people, shown.cells):
        return None
    step = PERCENT if not shown.precision.open else shown.precision.step("Unflagged.cell")
    n, both = everyone.respondents, found.straight + found.uniform - flagged
    parts = (both, flagged - found.straight, flagged - found.uniform)
    apart = min(found.straight, found.uniform) < k or all(not 0 < part < k for part in parts)
    return Unflagged(
        n=found.cell.respondents,
        flagged=_rounded(flagged, n, step),
        straight=_share(found.straight, n, k, step) if apart else None,
        uniform=_share(found.uniform, n, k, step) if apart else None,
        conditions=_conditions(shown, found, others, beside) if flagged else {},
    )


def _share(people: int, n: int, k: int, step: Decimal) -> Decimal | None:
    return None if 0 < people < k else _rounded(people, n, step)


def _rounded(people: int, n: int, step: Decimal) -> Decimal:
    """Return a share that is 0 only if it is nobody."""
    found = rounded(Fraction(people, n), step)
    return max(found, step) if people else found


def _conditions(
    shown: Shown, found: Measured, others: Candidate, beside: Mapping[str, Beside]
) -> dict[str, UnflaggedFigures]:
    out: dict[str, UnflaggedFigures] = {}
    for condition in CONDITIONS:
        figures = _figures(shown.of(condition), found, others, beside.get(condition, Beside()))
        if figures is not None and figures.n is not None:
            out[condition] = UnflaggedFigures(
                n=figures.n,
                score=figures.score,
                step=figures.step,
                range=figures.range,
                margin=figures.margin,
            )
    return out


def _figures(
    scale: ShownScale, found: Measured, others: Candidate, beside: Beside
) -> ScoreFigures | None:
    if not scale.plain:
        return None
    n, k = found.cell.scales[scale.id].n, scale.survey.precision.min_group
    if n < k or 0 < scale.survey.measures.cells[0].scales[scale.id].n - n < k:
        return None
    figures = scale.figures(found.cell)
    wanted = [*beside.candidates, others]
    drawn = [*beside.figures, *scale.draw(figures, others)]
    return figures if scale.admits(wanted, drawn) else None
