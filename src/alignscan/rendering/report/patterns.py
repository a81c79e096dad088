"""What stands behind the gaps: a chapter on patterns, critical gaps, recall and barriers."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from alignscan.diagnose.diagnosis import Barrier, Critical, Pattern, Recall, RecallStanding
from alignscan.model.barriers import CatalogBarrier
from alignscan.model.conditions import CODE_OF
from alignscan.model.content import action_library, barrier_catalog
from alignscan.rendering.report import evidence
from alignscan.rendering.report.figures import share
from alignscan.rendering.report.sections import Part, Section, section
from alignscan.rendering.report.tables import Cell, Column, Kind, Row, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report

MOST: Final = 6
"""Instances of a pattern that are listed; a results file holds all of them."""
WIDESPREAD: Final = frozenset({"shared_low", "shared_high"})
"""Patterns that every practice shows one of; they come last."""
Head = tuple[str, Kind]


def critical(report: Report, words: Words) -> Section | None:
    """Return the gaps that the plan works on, with every term of their severity; None for none."""
    found = report.diagnosis.critical
    if not found:
        return None
    heads: list[Head] = [("about", "text")]
    heads += [(k, "number") for k in ("gap", "weight", "reach", "factor", "severity")]
    rows = [_severity(one, words) for one in found]
    worst = evidence.title(found[0].id, words)
    out = section("critical", words, _critical_notes(report, words))
    out["heading"] = words.count("heading.critical", len(found), subject=worst)
    out["table"] = _table("critical", "patterns.critical", heads, rows, words)
    return out


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter on what stands behind the gaps; None where nothing is known."""
    parts = [part for make in PARTS for part in make(report, words)]
    if not parts:
        return None
    found = section("patterns", words)
    found["heading"] = _heading(report, words)
    found["intro"] = [words.say("patterns.intro")] if report.diagnosis.patterns else []
    if report.diagnosis.judgment:
        found["intro"].append(words.say("patterns.judgment"))
    found["parts"] = parts
    return found


def _heading(report: Report, words: Words) -> str:
    kinds = _kinds(report)
    if kinds and kinds[0][0] not in WIDESPREAD:
        title = words.say(f"pattern.{kinds[0][0]}.title")
        if words.language != "de":  # where nouns keep their capital
            title = title[0].lower() + title[1:]
        return words.say("heading.patterns.found", pattern=title)
    return words.say("heading.patterns")


def _kinds(report: Report) -> list[tuple[str, list[Pattern]]]:
    """Return the patterns by kind, those of critical gaps first, the strongest of each first."""
    critical = {id for one in report.diagnosis.critical for id in (one.id, *one.practices)}
    kinds: dict[str, list[Pattern]] = {}
    for pattern in report.diagnosis.patterns:
        kinds.setdefault(pattern.id, []).append(pattern)
    for found in kinds.values():
        found.sort(key=lambda p: (p.subject not in critical, -p.strength))
    return sorted(
        kinds.items(),
        key=lambda kind: (kind[0] in WIDESPREAD, kind[1][0].subject not in critical),
    )


def _patterns(report: Report, words: Words) -> list[Part]:
    return [_pattern(id, found, report, words) for id, found in _kinds(report)]


def _pattern(id: str, found: Sequence[Pattern], report: Report, words: Words) -> Part:
    rest = len(found) - MOST
    return Part(
        id=anchor("pattern", id),
        heading=words.say(f"pattern.{id}.title"),
        intro=[
            _finding(max(found, key=lambda p: p.strength), report, words),
            words.say(f"pattern.{id}.meaning"),
        ],
        table=_table(
            f"pattern-{id}",
            "pattern",
            [("about", "text"), ("evidence.seen", "text")],
            [
                _row([cell(evidence.subject(p.subject, words)), _seen(p, report, words)])
                for p in found[:MOST]
            ],
            words,
        ),
        notes=[words.count("patterns.more", rest)] if rest > 0 else [],
    )


def _finding(pattern: Pattern, report: Report, words: Words) -> str:
    """Return the strongest instance of a pattern as a sentence."""
    first, *others = pattern.evidence
    return words.say(
        f"pattern.{pattern.id}.finding",
        subject=evidence.title(pattern.subject, words),
        value=evidence.figure(first, words),
        second=evidence.figure(others[0], words) if others else "-",
        cell=evidence.group(first.cell, report, words),
    )


def _seen(pattern: Pattern | Barrier, report: Report, words: Words) -> Cell:
    about = pattern.subject if isinstance(pattern, Pattern) else ""
    return cell(evidence.sentences(pattern.evidence, report, words, about), tone="wide")


def _critical_notes(report: Report, words: Words) -> list[str]:
    watch = report.diagnosis.watch
    if not watch:
        return [words.say("patterns.reach")]
    names = words.series(words.condition_title(id) if id in CODE_OF else id for id in watch)
    return [words.say("patterns.reach"), words.say("patterns.watch", subjects=names)]


def _severity(one: Critical, words: Words) -> Row:
    terms = (
        words.number(one.gap),
        evidence.plain(one.weight, words),
        words.number(one.reach, 2),
        words.number(one.factor, 2),
        words.number(one.severity, 2),
    )
    kind = "condition" if one.id in CODE_OF else "practice"
    name = cell(evidence.subject(one.id, words), href=anchor(kind, one.id))
    return _row([name, *(cell(term, "number") for term in terms)])


def _recall(report: Report, words: Words) -> list[Part]:
    """Return what people say they know beside what they can name."""
    found = report.diagnosis.recall
    if found is None:
        return []
    keys = _columns(found)
    table = _table("recall", "patterns.recall", [], _standings(found, keys, report, words), words)
    table["columns"] = [
        Column(
            kind="text" if key == "group" else "number",
            text=words.say(f"column.{key}", n=found.least),
        )
        for key in keys
    ]
    return [
        Part(
            id="patterns-recall",
            heading=words.say("heading.patterns.recall"),
            intro=[words.say("patterns.recall")],
            table=table,
            notes=[],
        )
    ]


def _columns(found: Recall) -> list[str]:
    """Return the columns that say something: not the same share twice, and no empty column."""
    keys = ["group", "claimed", "enough"]
    keys += ["all"] if found.least < found.priorities else []
    return keys + (["named"] if any(one.named is not None for one in found.cells) else [])


def _standings(found: Recall, keys: Sequence[str], report: Report, words: Words) -> list[Row]:
    rows = (_standing(one, report, words) for one in found.cells)
    return [_row([cells[key] for key in keys]) for cells in rows]


def _standing(one: RecallStanding, report: Report, words: Words) -> dict[str, Cell]:
    details = [words.say("patterns.recall.illusion")] if one.illusion else []
    return {
        "group": cell(evidence.group(one.cell, report, words), details=details),
        "claimed": cell(words.number(one.claimed), "number"),
        "enough": cell(_enough(one, words), "number"),
        "all": cell(words.percent(one.all), "number"),
        "named": cell(words.number(one.named), "number"),
    }


def _enough(one: RecallStanding, words: Words) -> str:
    if one.enough_range is None:
        return words.percent(one.enough)
    return share(None, one.enough_range, words)


def _barriers(report: Report, words: Words) -> list[Part]:
    """Return what stands in the way, with the sign that was seen."""
    found = report.diagnosis.barriers
    if not found:
        return []
    keys = ("barrier", "evidence.seen", "means", "helps")
    heads: list[Head] = [(key, "text") for key in keys]
    rows = [_barrier(one, report, words) for one in found]
    return [
        Part(
            id="patterns-barriers",
            heading=words.say("heading.patterns.barriers"),
            intro=[],
            table=_table("barriers", "patterns.barriers", heads, rows, words),
            notes=[],
        )
    ]


def _barrier(one: Barrier, report: Report, words: Words) -> Row:
    known = barrier_catalog().barrier(one.id)
    return _row(
        [
            cell(words.text(known.title)),
            _seen(one, report, words),
            cell(words.text(known.meaning), tone="wide"),
            cell(_helps(known, words), tone="wide"),
        ]
    )


def _helps(known: CatalogBarrier, words: Words) -> str:
    """Return the packaged actions against a barrier, and whose they are."""
    titles = {a.id: words.text(a.title) for a in action_library().actions}
    actions = words.clauses(f"{id} {titles[id]}" for id in known.actions if id in titles)
    return words.say("barrier.helps", actions=actions, owner=words.say(f"role.{known.owner_role}"))


def _table(
    id: str, caption: str, heads: Iterable[Head], rows: Sequence[Row], words: Words
) -> Table:
    return Table(
        id=f"table-{id}",
        caption=words.say(f"caption.{caption}"),
        columns=[Column(kind=kind, text=words.say(f"column.{key}")) for key, kind in heads],
        rows=list(rows),
    )


def _row(cells: list[Cell]) -> Row:
    return Row(id="", tone="", cells=cells)


PARTS: tuple[Callable[[Report, Words], list[Part]], ...] = (
    _patterns,
    _recall,
    _barriers,
)
"""The parts in their order."""
