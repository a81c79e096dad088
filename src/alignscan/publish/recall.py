"""How many of the priorities people name unaided, as far as it may be shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from alignscan.measurement.measures import CellMeasure, ItemMeasure
from alignscan.model.codebook import Codebook, CodedItem
from alignscan.publish.bounds import Figure
from alignscan.publish.policy import PERCENT, TENTH
from alignscan.publish.precision import Precision
from alignscan.publish.published import Range, RecallAsked, RecallFigures
from alignscan.publish.rounding import mean_range, rounded, share_range

FIFTH: Final = Decimal("0.2")
Draw = Callable[[CellMeasure, Precision], Iterable[Figure]]


def recall_item(book: Codebook) -> CodedItem | None:
    """Return the item by which people name the priorities; None where there is none."""
    return next((item for item in book.items if item.kind == "recall"), None)


def recall_asked(book: Codebook) -> RecallAsked | None:
    """Return what was asked; None where nobody was asked to name the priorities."""
    item = recall_item(book)
    if item is None:
        return None
    return RecallAsked(
        item=item.id, priorities=len(item.points) - 1, least=min(item.favorable, default=0)
    )


def recall_figures(
    item: CodedItem, found: ItemMeasure, precision: Precision, *, allowed: bool = True
) -> RecallFigures:
    """Return the published figures of a recall question in a shown cell; ``allowed`` by the gate.

    Where items are shown in wider steps, a recall question shows less: first no number named, then
    only the share that names enough.
    """
    step = TENTH if not precision.open else precision.step("ItemMeasure.mean")
    if not allowed or not found.n or not precision.allows("ItemMeasure.mean", found.n):
        return RecallFigures(
            n=None, named=None, step=step, enough=None, enough_range=None, all=None
        )
    enough, band, every = _shares(item, found, precision)
    return RecallFigures(
        n=found.n,
        named=_mean(item, found, precision),
        step=step,
        enough=enough,
        enough_range=band,
        all=every,
    )


def _mean(item: CodedItem, found: ItemMeasure, precision: Precision) -> Decimal | None:
    """Return how many are named on average; the first thing to go where too much would be known."""
    mean = Fraction(sum(code * n for code, n in enumerate(found.distribution)), found.n)
    if precision.open:
        return rounded(mean, precision.step("ItemMeasure.mean"))
    ends = (Fraction(0), Fraction(len(item.points) - 1))
    if precision.coarse or mean_range(mean, found.n, ends, TENTH):
        return None
    return rounded(mean, TENTH)


def who_names_enough(item: CodedItem) -> list[float] | None:
    """Return for a recall question which codes are enough: of a small group that stays open too."""
    if item.kind != "recall":
        return None
    return [float(code in item.favorable) for code in range(len(item.points))]


def recall_drawing(item: CodedItem, members: Mapping[str, frozenset[int]]) -> Draw:
    """Return what the audit sees of a recall question."""
    points = tuple(float(point) for point in item.points)

    def draw(cell: CellMeasure, precision: Precision) -> Iterator[Figure]:
        shown, group = recall_figures(item, cell.items[item.id], precision), members[cell.id]
        n, half = shown.n or 0, PERCENT / 2
        enough = tuple(float(code in item.favorable) for code in range(len(points)))
        every = tuple(float(code == len(points) - 1) for code in range(len(points)))
        if shown.named is not None:
            ends = (shown.named - shown.step / 2, shown.named + shown.step / 2)
            yield _between(ends, n, group, points)
        for share, weights in ((shown.enough, enough), (shown.all, every)):
            if share is not None:
                yield _between((share - half, share + half), n, group, weights)
        if shown.enough_range is not None:
            yield _between(shown.enough_range, n, group, enough)

    return draw


def _between(ends: Range, n: int, group: frozenset[int], weights: tuple[float, ...]) -> Figure:
    return Figure(group, weights, float(ends[0] * n), float(ends[1] * n))


def _shares(
    item: CodedItem, found: ItemMeasure, precision: Precision
) -> tuple[Decimal | None, Range | None, Decimal | None]:
    """Return the share that names enough, the range that stands for it, and that which names all.

    The second share waits for ten people, and for both of them to leave nobody open.
    """
    step = precision.step("ItemMeasure.favorable")
    enough = Fraction(sum(found.distribution[code] for code in item.favorable))
    every = Fraction(found.distribution[-1])
    if precision.open:
        return rounded(enough / found.n, step), None, rounded(every / found.n, step)
    band, ends = share_range(enough, found.n, step), share_range(every, found.n, step)
    share = None if band else rounded(enough / found.n, step)
    wide = precision.mean_step > FIFTH or not precision.allows("ItemMeasure.distribution", found.n)
    safe = not band and not ends and not wide
    return share, band, rounded(every / found.n, step) if safe else None
