"""The outlook of a survey as lines for a terminal."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from alignscan.publish.outlook import DRAWS, RATES, GroupOutlook, Preview
from alignscan.rendering.report.clean import one_line

WORDS: Final = {
    "shown": "shown",
    "joined": "in Other",
    "withheld": "withheld",
    "depends": "depends",
}
NAME: Final = 34


def outlook_lines(found: Preview) -> tuple[str, ...]:
    """Return the table of groups, 80 columns wide."""
    return (*_head(found), *_table(found), *_crossings(found))


def _head(found: Preview) -> Iterator[str]:
    rule = f"groups of {found.min_group} or more" if found.min_group else "nothing is withheld"
    yield f"What will be visible of {_people(found.invited)} asked: {rule}"
    yield ""
    yield _row("", "Asked", [f"at {rate} %" for rate in RATES])


def _table(found: Preview) -> Iterator[str]:
    for segment, groups in groupby(found.groups, lambda group: group.segment):
        if segment is not None:
            yield segment
        yield from (_group(group) for group in groups)


def _group(group: GroupOutlook) -> str:
    name = "Everybody" if group.category is None else f"  {one_line(group.category)}"
    return _row(name, str(group.invited), [WORDS[one] for one in group.outlook])


def _crossings(found: Preview) -> Iterator[str]:
    for name, groups, shown in found.crossings:
        yield _row(f"{name}: combinations", str(groups), [f"{n} shown" for n in shown])


def _row(name: str, count: str, cells: list[str]) -> str:
    columns = "".join(f"  {cell:<9}" for cell in cells)
    return f"{name[:NAME]:<{NAME}}{count:>8}{columns}".rstrip()


def outlook_remarks(found: Preview) -> Iterator[str]:
    """Yield what a reader has to know about the table."""
    if found.min_group is None:
        return
    yield f"who will answer is not known: 60 and 80 % were tried {DRAWS} times"
    if any("depends" in group.outlook for group in found.groups):
        yield "depends: shown or not, according to who answers"
    if not found.overlap_known and len({g.segment for g in found.groups}) > 2:
        yield "how the groups overlap is not known from counts; a list of the invited tells"
    for segment in found.without_counts:
        yield f"no counts for {segment}: add them under `population:`"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
