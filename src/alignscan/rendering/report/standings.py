"""The tables of the conditions, the practices and the breakdowns."""

from collections.abc import Iterable, Mapping

from alignscan.diagnose.diagnosis import Standing
from alignscan.model.conditions import CODE_OF
from alignscan.publish.published import ShownCell
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.phrases import category_mean
from alignscan.rendering.report.tables import Cell, Column, Kind, Row, Table, anchor, cell
from alignscan.rendering.report.traces import links
from alignscan.rendering.report.wishes import above
from alignscan.rendering.words import Words
from alignscan.report.model import Breakdown, Category, Report


def conditions(report: Report, words: Words) -> Table:
    """Return where the five conditions stand."""
    return _table("conditions", report.diagnosis.conditions, report, words)


def practices(report: Report, words: Words) -> Table | None:
    """Return where the practices stand that were asked one by one; None if none was."""
    own = [p for p in report.diagnosis.practices if not p.borrowed]
    return _table("practices", own, report, words) if own else None


def breakdown(breakdown: Breakdown, id: str, report: Report, words: Words) -> Table:
    """Return the score of each condition in each group; withheld groups hold no figure."""
    ends = report.questionnaire.score_scale
    caption = words.say(
        "caption.breakdown",
        segment=words.segment(breakdown.segment),
        low=words.number(ends.low, 0),
        high=words.number(ends.high, 0),
    )
    heads = [words.condition(c.id) for c in report.diagnosis.conditions]
    return Table(
        id=f"table-{id}",
        caption=caption,
        columns=[
            Column(kind="text", text=words.say("column.group")),
            Column(kind="number", text=words.say("column.n")),
            *(Column(kind="heat", text=head) for head in heads),
        ],
        rows=[
            *(_group(c, breakdown.segment, report, words) for c in ordered(breakdown)),
            *_everybody(report, words),
        ],
    )


def _table(name: str, standings: Iterable[Standing], report: Report, words: Words) -> Table:
    listed = list(standings)
    ends = report.questionnaire.score_scale
    optional = _optional(name, listed, report)
    keys = [k for k in (*_LEAD, *optional, *_REST) if k != "n" or name == "conditions"]
    subject, to = name.removesuffix("s"), links(report)
    return Table(
        id=f"table-{name}",
        caption=words.say(
            f"caption.{name}", low=words.number(ends.low, 0), high=words.number(ends.high, 0)
        ),
        columns=[
            Column(kind="text", text=words.say(f"column.{subject}")),
            *(Column(kind=_KIND.get(k, "number"), text=words.say(f"column.{k}")) for k in keys),
        ],
        rows=[_row(subject, s, keys, to, report, words) for s in listed],
    )


_LEAD = ("now",)
_REST = ("target", "gap", "state", "agreement", "n")
_KIND: dict[str, Kind] = {"state": "state", "agreement": "text"}


def _optional(name: str, standings: list[Standing], report: Report) -> list[str]:
    overall = report.published.overall
    out = ["margin"] if any(s.margin is not None for s in standings) else []
    return [*out, "wish"] if name == "conditions" and overall and overall.wishes else out


def _row(
    subject: str,
    standing: Standing,
    keys: list[str],
    to: Mapping[str, str],
    report: Report,
    words: Words,
) -> Row:
    found = _cells(standing, to, report, words)
    name = cell(words.subject(standing.id), details=_details(standing, report, words))
    return Row(
        id=anchor(subject, standing.id), tone="", cells=[name, *(found[key] for key in keys)]
    )


def _cells(
    standing: Standing, to: Mapping[str, str], report: Report, words: Words
) -> dict[str, Cell]:
    overall, ends = report.published.overall, report.questionnaire.score_scale
    figures = f.figures_of(overall, standing.id)
    wish = overall.wishes.get(standing.id) if overall else None
    trace = to[standing.id]
    return {
        "now": cell(f.now(standing, figures, ends, words), "number", "strong", href=trace),
        "margin": cell(words.margin(standing.margin), "number"),
        "wish": cell(
            f.score(wish, ends, words), "number", details=above(standing.id, report, words)
        ),
        "target": cell(words.number(standing.target.score if standing.target else None), "number"),
        "gap": cell(f.gap(standing, figures, ends, words), "number", "strong"),
        "state": cell(words.say(f"state.{standing.state}"), "state", standing.state),
        "agreement": cell(f.said("agreement", standing.agreement, words)),
        "n": cell(words.whole(figures.n if figures else None), "number"),
    }


def _details(standing: Standing, report: Report, words: Words) -> list[str]:
    if standing.id not in CODE_OF:
        return []
    details = _parts(report, words) if standing.id == "commitment" else []
    target = standing.target
    if target and target.by:
        details.append(words.say("target.by", target=words.number(target.score), by=target.by))
    if target and target.why:
        details.append(words.say("target.why", why=target.why))
    return details


def _parts(report: Report, words: Words) -> list[str]:
    overall, ends = report.published.overall, report.questionnaire.score_scale
    parts = overall.parts if overall else {}
    named = [
        f"{words.say(f'part.{id}')} {f.score(figures, ends, words)}"
        for id, figures in parts.items()
        if f.score(figures, ends, words) != "-"
    ]
    return [words.series(named)] if named else []


def ordered(breakdown: Breakdown) -> list[Category]:
    """Return the categories, the lowest first and withheld ones last; levels keep their order."""
    listed = list(breakdown.categories)
    if breakdown.segment == "level":
        return listed
    means = {id(c): category_mean(c) for c in listed}
    shown = [c for c in listed if c.n is not None]
    shown.sort(key=lambda c: (means[id(c)] is None, means[id(c)] or 0))
    return [*shown, *(c for c in listed if c.n is None)]


def _group(category: Category, segment: str, report: Report, words: Words) -> Row:
    name = cell(words.category(segment, category.label))
    shown = _shown(category.cell, report)
    if shown is None:
        word = words.say("withheld.cell")
        n, hidden = cell(word, "number", "withheld"), cell(word, "heat", "withheld")
        return Row(id="", tone="", cells=[name, n, *[hidden] * len(report.diagnosis.conditions)])
    n = cell(words.whole(category.n), "number")
    scores = [_heat(s, shown, report, words) for s in category.conditions]
    return Row(id="", tone="", cells=[name, n, *scores])


def _shown(id: str, report: Report) -> ShownCell | None:
    cells = (c for c in report.published.cells if c.id == id)
    return next((c for c in cells if isinstance(c, ShownCell)), None)


def _everybody(report: Report, words: Words) -> list[Row]:
    overall = report.published.overall
    if overall is None:
        return []
    scores = [_heat(s, overall, report, words) for s in report.diagnosis.conditions]
    name = cell(words.say("group.everybody"))
    return [Row(id="", tone="total", cells=[name, cell(words.whole(overall.n), "number"), *scores])]


def _heat(standing: Standing, shown: ShownCell, report: Report, words: Words) -> Cell:
    ends = report.questionnaire.score_scale
    figures = f.figures_of(shown, standing.id)
    tone = f.heat(f.placed(standing, figures, ends), ends)
    if standing.state == "withheld":
        tone = "withheld"
    return cell(f.now(standing, figures, ends, words), "heat", tone, _sure(standing, words))


def _sure(standing: Standing, words: Words) -> list[str]:
    """Return the margin of a score, and that people are divided on it where they are."""
    margin = [words.margin(standing.margin)] if standing.margin is not None else []
    divided = standing.agreement == "divided"
    return [*margin, *([f.said("agreement", standing.agreement, words)] * divided)]
