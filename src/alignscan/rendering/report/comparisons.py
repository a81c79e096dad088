"""Groups against all others, in words and as a table; only groups that are shown occur."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from alignscan.model.notation import rounded
from alignscan.publish.compared import BreakdownComparisons, Comparison, Finding
from alignscan.rendering.report.sections import Part
from alignscan.rendering.report.tables import Cell, Column, Row, Table, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Breakdown, Report

FOUND: tuple[Finding, ...] = ("lower", "higher")
CLEAR = Decimal("0.05")
NAMED = 2
"""Conditions named one by one in a sentence; beyond that their number says more."""
LEADERSHIP = "level=senior_leadership"

Compared = Mapping[str, Comparison]


def part(breakdown: Breakdown, id: str, report: Report, words: Words) -> Part | None:
    """Return the part of a breakdown that compares its groups with all others, if there is one."""
    found = report.published.comparisons.get(breakdown.segment)
    if found is None:
        return None
    segment = words.segment(breakdown.segment)
    names = _names(breakdown, found, words)
    return Part(
        id=f"{id}-others",
        heading=words.say("heading.others", segment=segment),
        intro=[*sentences(found, names, words), *_leadership(found, names, words)],
        table=_table(id, found, names, report, words),
        notes=_notes(found, words),
    )


def sentences(found: BreakdownComparisons, names: Mapping[str, str], words: Words) -> list[str]:
    """Return for each group that is clearly lower or higher than the others where it is."""
    out = [
        sentence(names[cell], compared, finding, words)
        for finding in FOUND
        for cell, compared in found.groups.items()
        if _with(compared, finding)
    ]
    return out or [words.say("others.none" if _is_judged(found) else "others.untested")]


def sentence(name: str, compared: Compared, finding: Finding, words: Words) -> str:
    """Return on which conditions a group is lower, or higher, than the others."""
    there = _with(compared, finding)
    if len(there) <= NAMED:
        where = words.listing(
            f"{words.condition(id)} ({signed(one.difference, words)})" for id, one in there.items()
        )
        return words.say(f"others.{finding}", group=name, conditions=where)
    most = _widest(there)
    return words.say(
        f"others.{finding}.many",
        group=name,
        n=len(there),
        all=len(compared),
        condition=words.condition(most),
        difference=signed(there[most].difference, words),
    )


def lowest(report: Report, words: Words) -> str:
    """Return in a few words which group is lower than the others on most conditions."""
    found = [
        (_with(compared, "lower"), names[cell], len(compared))
        for breakdown in report.breakdowns
        if (one := report.published.comparisons.get(breakdown.segment))
        for names in [_names(breakdown, one, words)]
        for cell, compared in one.groups.items()
        if _with(compared, "lower")
    ]
    if not found:
        return ""
    there, name, asked = max(found, key=lambda f: (len(f[0]), _sum(f[0].values())))
    return words.say("others.brief", group=name, n=len(there), all=asked)


def signed(value: Decimal | None, words: Words, places: int = 1) -> str:
    """Return a difference with its sign; a dash for none."""
    if value is None:
        return words.number(None)
    shown = rounded(value, places)
    return f"{'+' if shown > 0 else ''}{words.number(shown if shown else Decimal(0), places)}"


def probability(value: Decimal, words: Words) -> str:
    """Return a probability as printed: never 0."""
    least = Decimal("0.001")
    return f"p < {words.number(least, 3)}" if value < least else f"p = {words.number(value, 3)}"


def _with(compared: Compared, finding: Finding) -> dict[str, Comparison]:
    return {id: one for id, one in compared.items() if one.finding == finding}


def _widest(compared: Compared) -> str:
    return max(compared, key=lambda id: abs(compared[id].difference or Decimal()))


def _sum(compared: Iterable[Comparison]) -> Decimal:
    return sum((abs(one.difference or Decimal()) for one in compared), Decimal())


def _is_judged(found: BreakdownComparisons) -> bool:
    every = (one for compared in found.groups.values() for one in compared.values())
    return any(one.finding != "not_tested" for one in every)


def _names(breakdown: Breakdown, found: BreakdownComparisons, words: Words) -> dict[str, str]:
    labels = {c.cell: words.category(breakdown.segment, c.label) for c in breakdown.categories}
    return {cell: labels.get(cell) or _role(cell, words) for cell in found.groups}


def _role(cell: str, words: Words) -> str:
    """Return the name of a group of several levels, such as the middle."""
    return words.labels.get(f"group.{cell.partition('=')[2]}", cell.partition("=")[2])


def _leadership(found: BreakdownComparisons, names: Mapping[str, str], words: Words) -> list[str]:
    """Return how far leadership sees things differently, where that is too small to be tested."""
    compared = found.groups.get(LEADERSHIP, {})
    if not compared or any(one.finding != "not_tested" for one in compared.values()):
        return []
    known = {id: one for id, one in compared.items() if one.difference}
    if not known:
        return []
    most = _widest(known)
    above = sum((one.difference or Decimal()) > 0 for one in known.values())
    finding = "higher" if 2 * above >= len(known) else "lower"
    return [
        words.say(
            f"others.leadership.{finding}",
            group=names[LEADERSHIP],
            n=above if finding == "higher" else len(known) - above,
            all=len(compared),
            condition=words.condition(most),
            difference=signed(known[most].difference, words),
        )
    ]


def _table(
    id: str,
    found: BreakdownComparisons,
    names: Mapping[str, str],
    report: Report,
    words: Words,
) -> Table:
    conditions = [c.id for c in report.diagnosis.conditions]
    return Table(
        id=f"table-{id}-others",
        caption=words.say("caption.others"),
        columns=[
            Column(kind="text", text=words.say("column.group")),
            Column(kind="number", text=words.say("column.n")),
            *(Column(kind="number", text=words.condition(id)) for id in conditions),
        ],
        rows=[
            Row(id="", tone="", cells=_row(names[group], compared, conditions, words))
            for group, compared in found.groups.items()
        ],
    )


def _row(name: str, compared: Compared, conditions: Iterable[str], words: Words) -> list[Cell]:
    people = max((one.n for one in compared.values()), default=0)
    return [
        cell(name),
        cell(words.whole(people), "number"),
        *(_difference(compared.get(id), words) for id in conditions),
    ]


def _difference(one: Comparison | None, words: Words) -> Cell:
    if one is None:
        return cell("-", "number")
    tone = "strong" if one.finding in FOUND else ""
    return cell(signed(one.difference, words), "number", tone, _details(one, words))


def _details(one: Comparison, words: Words) -> list[str]:
    if one.finding == "not_tested":
        return []
    out = [words.say(f"finding.{one.finding}")] if one.finding in FOUND else []
    if one.low is None or one.high is None:
        return out
    return [words.say("interval", low=signed(one.low, words), high=signed(one.high, words)), *out]


def _notes(found: BreakdownComparisons, words: Words) -> list[str]:
    tested = [words.count("others.tested", found.family)] if found.family else []
    return [*tested, *_spread(found, words)]


def _spread(found: BreakdownComparisons, words: Words) -> list[str]:
    """Return whether the groups differ at all, with the test of each condition."""
    tests = {
        id: words.say(
            "others.f",
            condition=words.condition(id),
            between=test.df_between,
            within=words.number(test.df_within),
            f=words.number(test.f),
            p=probability(test.p_holm, words),
        )
        for id, test in found.tests.items()
        if test.p_holm is not None
    }
    if not tests:
        return []
    clear = [id for id, t in found.tests.items() if t.p_holm is not None and t.p_holm < CLEAR]
    groups = max(test.groups for test in found.tests.values())
    where = words.listing(words.condition(id) for id in clear) if clear else ""
    key = "others.spread" if clear else "others.spread.none"
    key = "others.spread.every" if len(clear) == len(tests) else key
    return [words.say(key, groups=groups, conditions=where, tests=words.clauses(tests.values()))]
