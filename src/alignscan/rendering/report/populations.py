"""The results weighted to the workforce, and without answers that look careless, beside all."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from alignscan.diagnose.diagnosis import Standing, State
from alignscan.diagnose.states import state_at
from alignscan.model.notation import rounded
from alignscan.publish.populations import Unflagged, UnflaggedFigures, Weighted, WeightedFigures
from alignscan.publish.published import ScoreFigures
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.sections import Part
from alignscan.rendering.report.tables import Cell, Column, Row, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report, ScaleEnds

SCORED: Final = ("not_apparent", "partly", "apparent")
Figures = WeightedFigures | UnflaggedFigures


@dataclass(frozen=True, slots=True)
class Change:
    """A condition whose state would be another one in a further population."""

    condition: str
    state: State


def part(report: Report, words: Words) -> Part | None:
    """Return what the report says about further populations; None where it says nothing."""
    weighted, unflagged = report.published.weighted, report.published.unflagged
    everybody = report.published.overall.n if report.published.overall else 0
    intro = [*_on_weighted(weighted, words), *_on_unflagged(unflagged, everybody, words)]
    if not intro:
        return None
    table, changed = _table(report, words), [*changes(report, words)]
    same = [words.say("populations.same")] if table else []
    return Part(
        id="populations",
        heading=words.say("heading.populations"),
        intro=intro,
        table=table,
        notes=changed or same,
    )


def changes(report: Report, words: Words) -> Iterator[str]:
    """Yield a sentence for each further population in which a state would change."""
    for name in ("weighted", "unflagged"):
        found = list(_changed(name, report))
        if not found:
            continue
        named = words.listing(
            words.say(
                "populations.would",
                condition=words.condition(change.condition),
                state=words.say(f"populations.state.{change.state}"),
            )
            for change in found
        )
        yield words.say(f"populations.change.{name}", changes=named) + _verdict(name, report, words)


def _changed(name: str, report: Report) -> Iterator[Change]:
    for standing in report.diagnosis.conditions:
        state = _states(name, report).get(standing.id)
        if standing.state in SCORED and state is not None and state != standing.state:
            yield Change(standing.id, state)


def _states(name: str, report: Report) -> dict[str, State]:
    """Return the state of each condition that has a score in a further population."""
    limits, out = report.thresholds, dict[str, State]()
    for id, figures in _conditions(name, report).items():
        score = _score(figures, report)
        if score is not None:
            out[id] = state_at(score, limits.partly, limits.apparent)
    return out


def _verdict(name: str, report: Report, words: Words) -> str:
    """Return what the verdict would be, where it would be another one."""
    now, states = report.diagnosis.verdict, _states(name, report)
    if now not in ("aligned", "not_aligned"):
        return ""
    each = [states.get(c.id, c.state) for c in report.diagnosis.conditions]
    then = "aligned" if set(each) == {"apparent"} else "not_aligned"
    if then == now:
        return ""
    return " " + words.say("populations.verdict", verdict=words.say(f"verdict.{then}"))


def _conditions(name: str, report: Report) -> dict[str, Figures]:
    found = report.published.weighted if name == "weighted" else report.published.unflagged
    return {} if found is None else dict(found.conditions)


def _score(figures: Figures, report: Report) -> Decimal | None:
    """Return the score as it is displayed, or the inner end of the range that stands for it."""
    if figures.score is not None:
        return rounded(figures.score)
    if figures.range is None:
        return None
    low, high = figures.range
    return low if high >= report.questionnaire.score_scale.high else high


def _on_weighted(found: Weighted | None, words: Words) -> Iterator[str]:
    if found is None:
        return
    segments = words.listing(words.segment(segment) for segment in found.by)
    if not found.conditions:
        reason = found.obstacle or "withheld"
        yield words.say(f"populations.weighted.{reason}", segments=segments)
        return
    yield words.say(f"populations.weighted.{found.method}", segments=segments)
    if found.left_out:
        yield words.count("populations.left_out", found.left_out, segments=segments)


def _on_unflagged(found: Unflagged | None, everybody: int, words: Words) -> Iterator[str]:
    if found is None:
        return
    if found.n == everybody:
        yield words.say("populations.flagged.none")
        return
    yield words.say("populations.flagged", share=words.percent(found.flagged))
    for name, share in (("straight", found.straight), ("uniform", found.uniform)):
        if share is not None:
            yield words.say(f"populations.{name}", share=words.percent(share))


def _table(report: Report, words: Words) -> Table | None:
    """Return the scores side by side; None where no further population has any."""
    weighted, unflagged = (_conditions(name, report) for name in ("weighted", "unflagged"))
    keys = ["now", "margin"]
    keys += ["weighted", "weighted_margin", "effective_n"] if weighted else []
    keys += ["unflagged", "unflagged_margin", "unflagged_n"] if unflagged else []
    overall = report.published.overall
    if overall is None or len(keys) == 2:
        return None
    return Table(
        id="table-populations",
        caption=words.say("caption.populations"),
        columns=[
            Column(kind="text", text=words.say("column.condition")),
            *(Column(kind="number", text=words.say(f"column.populations.{key}")) for key in keys),
        ],
        rows=[
            Row(
                id=anchor("population", standing.id),
                tone="",
                cells=[
                    cell(words.condition(standing.id)),
                    *(_cells(standing, overall.conditions, report, words)[key] for key in keys),
                ],
            )
            for standing in report.diagnosis.conditions
        ],
    )


def _cells(
    standing: Standing, everybody: dict[str, ScoreFigures], report: Report, words: Words
) -> dict[str, Cell]:
    published, ends = report.published, report.questionnaire.score_scale
    id = standing.id if standing.state in SCORED else ""
    now = everybody.get(id)
    weighted = published.weighted.conditions.get(id) if published.weighted else None
    unflagged = published.unflagged.conditions.get(id) if published.unflagged else None
    effective = weighted.effective_n if weighted else None
    texts = {
        "now": f.score(now, ends, words),
        "margin": words.margin(now.margin if now else None),
        "weighted": words.number(weighted.score if weighted else None),
        "weighted_margin": words.margin(weighted.margin if weighted else None),
        "effective_n": words.whole(effective),
        "unflagged": _of_unflagged(unflagged, ends, words),
        "unflagged_margin": words.margin(unflagged.margin if unflagged else None),
        "unflagged_n": words.whole(unflagged.n if unflagged else None),
    }
    return {key: cell(text, "number") for key, text in texts.items()}


def _of_unflagged(figures: UnflaggedFigures | None, ends: ScaleEnds, words: Words) -> str:
    if figures is None:
        return "-"
    if figures.range:
        return words.span(figures.range, ends.low, ends.high)
    return words.number(figures.score)
