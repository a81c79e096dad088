"""What stands out in how people answered, apart from how high they scored."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from alignscan.diagnose.diagnosis import Remark, RemarkKind
from alignscan.publish.published import Published, ShownCell

CANNOT_SAY: Final = Decimal("0.20")
"""Share of those asked who answer "cannot say", from which that is a finding of its own."""
SKIPPED: Final = Decimal("0.10")
"""Share of those asked who give no answer, from which that is a finding of its own."""
ORDER: Final[tuple[RemarkKind, ...]] = ("against", "cannot_say", "skipped")


def remarks(published: Published) -> tuple[Remark, ...]:
    """Return the findings on how people answered, each with the published figure it rests on.

    Items that run against their scale, items that many cannot answer (over everybody, else in a
    single group of a breakdown) and items that many skip; the largest shares first. The shares are
    conventions of alignscan. One person's own view has none.
    """
    if published.basis.mode == "self":
        return ()
    found = [*_against(published), *_cannot_say(published), *_skipped(published)]
    return tuple(sorted(found, key=_order))


def _order(remark: Remark) -> tuple[int, bool, Decimal, str, str]:
    group = remark.cell != "overall"
    return ORDER.index(remark.kind), group, -abs(remark.figure), remark.item, remark.cell


def _against(published: Published) -> Iterator[Remark]:
    for scale in published.scales.values():
        for item, figures in scale.items.items():
            if figures.against and figures.item_rest is not None:
                yield Remark(kind="against", cell="overall", item=item, figure=figures.item_rest)


def _cannot_say(published: Published) -> Iterator[Remark]:
    overall = published.overall
    if overall is None:
        return
    everywhere = set()
    for item, share in _shares(overall):
        everywhere.add(item)
        yield Remark(kind="cannot_say", cell=overall.id, item=item, figure=share)
    for cell in published.cells:
        if isinstance(cell, ShownCell) and _is_category(cell):
            for item, share in _shares(cell):
                if item not in everywhere:
                    yield Remark(kind="cannot_say", cell=cell.id, item=item, figure=share)


def _shares(cell: ShownCell) -> Iterator[tuple[str, Decimal]]:
    for item, figures in cell.items.items():
        if figures.cannot_say is not None and figures.cannot_say >= CANNOT_SAY:
            yield item, figures.cannot_say


def _is_category(cell: ShownCell) -> bool:
    return len(cell.filters) == 1 and cell.id.startswith(f"{next(iter(cell.filters))}=")


def _skipped(published: Published) -> Iterator[Remark]:
    for item, share in published.skipped.items():
        if share >= SKIPPED:
            yield Remark(kind="skipped", cell="overall", item=item, figure=share)
