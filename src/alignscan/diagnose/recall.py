"""Understanding as people claim it beside what they can name."""

from collections.abc import Iterator
from decimal import Decimal

from alignscan.diagnose.diagnosis import Recall, RecallStanding
from alignscan.diagnose.pairs import KNOWS, felt_not_shown
from alignscan.diagnose.reading import Reading
from alignscan.publish.published import ShownCell


def recall(reading: Reading) -> Recall | None:
    """Return how many priorities people name in each shown cell; None where nobody was asked."""
    asked = reading.published.recall
    cells = tuple(_standings(reading))
    if asked is None or not cells:
        return None
    return Recall(item=asked.item, priorities=asked.priorities, least=asked.least, cells=cells)


def _standings(reading: Reading) -> Iterator[RecallStanding]:
    for cell in reading.shown.values():
        figures = cell.recall
        if figures is not None and figures.n is not None:
            yield RecallStanding(
                cell=cell.id,
                claimed=_claimed(cell, reading),
                named=figures.named,
                enough=figures.enough,
                enough_range=figures.enough_range,
                all=figures.all,
                illusion=felt_not_shown(cell, reading) is not None,
            )


def _claimed(cell: ShownCell, reading: Reading) -> Decimal | None:
    figures = reading.figures(cell, KNOWS)
    return figures.displayed if figures else None
