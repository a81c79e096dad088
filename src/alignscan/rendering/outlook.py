"""The outlook of a survey as lines for a terminal."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from alignscan.publish.outlook import DRAWS, RATES, GroupOutlook, Preview
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.words import Words

NAME: Final = 34


def outlook_lines(found: Preview, words: Words) -> tuple[str, ...]:
    """Return the table of groups, 80 columns wide."""
    return (*_head(found, words), *_table(found, words), *_crossings(found, words))


def _head(found: Preview, words: Words) -> Iterator[str]:
    known = found.min_group
    rule = words.say("outlook.rule", k=known) if known else words.say("outlook.rule.none")
    yield words.count("outlook.head", found.invited, rule=rule)
    yield ""
    rates = [words.say("outlook.rate", rate=_rate(rate, words)) for rate in RATES]
    yield _row("", words.say("outlook.asked"), rates)


def _rate(rate: int, words: Words) -> str:
    return words.percent(Decimal(rate) / 100)


def _table(found: Preview, words: Words) -> Iterator[str]:
    for segment, groups in groupby(found.groups, lambda group: group.segment):
        if segment is not None:
            yield words.segment(segment)
        yield from (_group(group, words) for group in groups)


def _group(group: GroupOutlook, words: Words) -> str:
    name = words.say("group.everybody")
    if group.segment is not None and group.category is not None:
        name = f"  {one_line(words.category(group.segment, group.category))}"
    shown = [words.say(f"outlook.{one}") for one in group.outlook]
    return _row(name, words.whole(group.invited), shown)


def _crossings(found: Preview, words: Words) -> Iterator[str]:
    for name, groups, shown in found.crossings:
        pair = " x ".join(words.segment(one) for one in name.split(" x "))
        counts = [words.say("outlook.count", n=n) for n in shown]
        yield _row(words.say("outlook.combinations", pair=pair), words.whole(groups), counts)


def _row(name: str, count: str, cells: list[str]) -> str:
    columns = "".join(f"  {cell:<9}" for cell in cells)
    return f"{name[:NAME]:<{NAME}}{count:>8}{columns}".rstrip()


def outlook_remarks(found: Preview, words: Words) -> Iterator[str]:
    """Yield what a reader has to know about the table."""
    if found.min_group is None:
        return
    low, high = (_rate(rate, words) for rate in RATES[:2])
    yield words.say("outlook.note.rates", low=low, high=high, draws=DRAWS)
    if any("depends" in group.outlook for group in found.groups):
        yield words.say("outlook.note.depends")
    if not found.overlap_known and len({g.segment for g in found.groups}) > 2:
        yield words.say("outlook.note.overlap")
    for segment in found.without_counts:
        yield words.say("outlook.note.counts", segment=words.segment(segment))
