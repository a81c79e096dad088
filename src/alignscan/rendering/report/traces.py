"""How every printed score came about: what a number in the report leads to."""

from collections.abc import Iterator

from alignscan.model.conditions import CONDITIONS, PRACTICES
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.sections import Fact, Part, Section, part, section
from alignscan.rendering.report.tables import Cell, Column, Row, Table, anchor, anchors, cell
from alignscan.rendering.report.why_check import checks
from alignscan.rendering.report.why_facts import made, score_facts
from alignscan.rendering.words import Words
from alignscan.report.adding_up import ItemTrace
from alignscan.report.model import Report
from alignscan.report.why import ScoreTrace, Why
from alignscan.report.why import why as why_of

HEADS = ("item", "n", "mean", "step", "weight")


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter; None where no condition is scored."""
    parts = [*_index(report, words), *_conditions(report, words)]
    if not parts:
        return None
    out = section("why", words, heading="heading.why")
    out["intro"] = [words.say("traces.intro")]
    out["parts"] = parts
    return out


def links(report: Report) -> dict[str, str]:
    """Return where the score of each condition, practice and item is traced, by its id."""
    items = (item.id for item in report.questionnaire.items)
    ids = list(dict.fromkeys([*CONDITIONS, *PRACTICES, *items]))
    return dict(zip(ids, anchors("why", ids), strict=True))


def _index(report: Report, words: Words) -> Iterator[Part]:
    found = report.diagnosis
    if found.index is None or found.mean is None:
        return
    ends = report.questionnaire.score_scale
    scores = " + ".join(words.number(c.score) for c in found.conditions)
    yield part(
        "why-index",
        words.say("traces.index", index=words.number(found.index, 0)),
        intro=[
            words.say(
                "traces.index.sum",
                scores=scores,
                n=len(found.conditions),
                mean=words.number(found.mean, 2),
                low=words.number(ends.low, 0),
                high=words.number(ends.high, 0),
                index=words.number(found.index, 0),
            )
        ],
    )


def _conditions(report: Report, words: Words) -> Iterator[Part]:
    to = links(report)
    for standing in report.diagnosis.conditions:
        why = why_of(report, "condition", standing.id)
        trace = why.condition
        if trace is None or trace.standing is None or trace.figures is None:
            continue
        if standing.gap is None and standing.score is None and trace.figures.range is None:
            continue
        said = score_facts(trace, trace.standing, trace.figures, why, words)
        yield part(
            to[standing.id],
            words.say(
                "traces.condition",
                condition=words.condition(standing.id),
                score=f.now(standing, trace.figures, report.questionnaire.score_scale, words),
            ),
            facts=[Fact(name=words.say(f"why.{k}"), texts=[text]) for k, text in said.items()],
            intro=[made(trace, why, words)],
            table=_table(trace, why, to, words) if trace.items else None,
            notes=checks(trace, why, words),
        )


def _table(trace: ScoreTrace, why: Why, to: dict[str, str], words: Words) -> Table:
    return Table(
        id=f"table-{to[trace.id]}",
        caption=words.say("traces.caption", condition=words.condition(trace.id)),
        columns=[
            Column(kind="text" if key == "item" else "number", text=words.say(f"why.column.{key}"))
            for key in HEADS
        ],
        rows=[*_rows(trace, why, to, words)],
    )


def _rows(trace: ScoreTrace, why: Why, to: dict[str, str], words: Words) -> Iterator[Row]:
    grouped = {p.id: p for p in why.practices}
    for practice in grouped.values():
        yield Row(id=to[practice.id], tone="group", cells=_practice(practice, why, words))
        yield from (_item(item, why, to, words) for item in practice.items)
    yield from (_item(i, why, to, words) for i in trace.items if i.practice not in grouped)


def _practice(practice: ScoreTrace, why: Why, words: Words) -> list[Cell]:
    figures = practice.figures
    name = cell(words.practice(practice.id), href=anchor("practice", practice.id))
    if figures is None:
        return [name, *[cell("", "number")] * (len(HEADS) - 1)]
    printed = f.score(figures, why.score_scale, words)
    texts = (words.whole(figures.n), printed, words.exact(figures.step), "")
    return [name, *(cell(text, "number") for text in texts)]


def _item(item: ItemTrace, why: Why, to: dict[str, str], words: Words) -> Row:
    figures = item.figures
    known = figures is not None and (figures.mean is not None or figures.range is not None)
    hidden = words.say("withheld.cell")
    texts = [hidden, hidden, "-", words.exact(item.weight)]
    if figures is not None and known:
        mean = f.item_mean(figures, why.score_scale, words)
        texts = [words.whole(figures.n), mean, words.exact(figures.step), words.exact(item.weight)]
    name = cell(
        item.id,
        tone="code",
        details=[words.say("why.mark.reversed").strip("()")] if item.reverse else [],
        href=anchor("item", item.id),
    )
    cells = [name, *(cell(text, "number") for text in texts)]
    return Row(id="" if item.id in CONDITIONS else to[item.id], tone="", cells=cells)
