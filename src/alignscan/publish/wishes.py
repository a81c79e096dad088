"""What people wish against what they see now, rated by the same people; over everybody."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from alignscan.measurement.measures import Atoms, Measures
from alignscan.measurement.paired import Gap
from alignscan.model.survey import Survey
from alignscan.publish.candidates import candidates
from alignscan.publish.compared import WishGap
from alignscan.publish.policy import TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.protect.consent import decide_with
from alignscan.publish.protect.decide import Candidate, remains_safe
from alignscan.publish.published import Cell, ScoreFigures, ShownCell
from alignscan.publish.rounding import rounded
from alignscan.publish.visible import agreed_cell


def wish_gaps(
    measures: Measures, cells: Sequence[Cell], survey: Survey, precision: Precision
) -> dict[str, WishGap]:
    """Return by condition how far the wish is above the present state, where both are shown."""
    overall = cells[0] if cells else None
    if not isinstance(overall, ShownCell):
        return {}
    room = _Room.of(measures, cells, survey, precision)
    out = {}
    for id, paired in measures.wishes.items():
        now, wish = overall.conditions.get(id), overall.wishes.get(id)
        if measures.scorable[id] and now and wish and now.n and wish.n:
            gap = paired.gap if paired else None
            allowed = gap is not None and room.admits(id, now, wish, gap)
            out[id] = _published(now, wish, gap if allowed else None, precision)
    return out


class _Room(NamedTuple):
    """What is shown beside a paired mean."""

    atoms: Atoms
    cells: Sequence[ShownCell]
    groups: Sequence[Candidate]
    """The same cells as the gate sees them."""
    agreed: str | None
    known: int
    """People of the small group that agreed to be shown."""
    precision: Precision

    @staticmethod
    def of(
        measures: Measures, cells: Sequence[Cell], survey: Survey, precision: Precision
    ) -> "_Room":
        """Return all shown groups."""
        shown = {cell.id: cell for cell in cells if isinstance(cell, ShownCell)}
        groups = [cell for cell in measures.cells if cell.id in shown]
        agreed = shown.get(agreed_cell(survey) or "")
        return _Room(
            atoms=measures.atoms,
            cells=tuple(shown.values()),
            groups=candidates(groups, measures),
            agreed=agreed.id if agreed else None,
            known=agreed.n if agreed else 0,
            precision=precision,
        )

    def admits(self, id: str, now: ScoreFigures, wish: ScoreFigures, gap: Gap) -> bool:
        """Return whether the mean gap of those who rated both may stand beside both means.

        The two means less the mean gap rest on the people who rated only one of the two: these
        have to be nobody, or enough. And among those who rated both, no combination of the shown
        groups may rest on too few, or the mean gap would be about those few.
        """
        if self.precision.open:
            return True
        if now.score is None or wish.score is None or max(now.step, wish.step) > TENTH:
            return False
        only_one = (now.n or 0) + (wish.n or 0) - 2 * gap.n
        if not self.precision.allows("Gap.mean", gap.n) or (
            0 < only_one < self.precision.min_group + self.known
        ):
            return False
        return self._is_safe(id)

    def _is_safe(self, id: str) -> bool:
        people, k = self.atoms.paired[id], self.precision.min_group
        seen = {
            cell.id
            for cell in self.cells
            for figures in (cell.conditions.get(id), cell.wishes.get(id))
            if figures and figures.n
        }
        groups = [group for group in self.groups if group.id in seen]
        if self.agreed is None:
            return remains_safe(groups, people, k)
        return decide_with(groups, people, k, self.agreed) == seen


def _published(
    now: ScoreFigures, wish: ScoreFigures, gap: Gap | None, precision: Precision
) -> WishGap:
    point = None if wish.score is None or now.score is None else wish.score - now.score
    mean = None if gap is None else rounded(gap.mean, precision.step("Gap.mean"))
    low, high = _interval(mean, gap, precision)
    return WishGap(gap=point, n=gap.n if gap else None, paired=mean, low=low, high=high)


def _interval(
    mean: Decimal | None, gap: Gap | None, precision: Precision
) -> tuple[Decimal | None, Decimal | None]:
    """Return the interval around the published mean, as wide as the exact one."""
    if mean is None or gap is None or gap.interval is None or not precision.is_sample(gap.n):
        return None, None
    low, high = gap.interval
    half = rounded((high - low) / 2, precision.step("Gap.interval"), ROUND_CEILING)
    margin = half if precision.open else max(half, TENTH)
    return mean - margin, mean + margin
