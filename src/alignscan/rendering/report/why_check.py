"""The check of a trace: what the item means come to, beside the score."""

from decimal import Decimal

from alignscan.publish.published import Range, ScoreFigures
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.why_lines import indented, is_open, trimmed, value
from alignscan.rendering.words import Words, number
from alignscan.report.adding_up import Check
from alignscan.report.why import ScoreTrace, Why


def checked(trace: ScoreTrace, why: Why, words: Words, width: int) -> list[str]:
    """Return what the item means come to, the score, and whether they are the same."""
    found = trace.check
    lines = []
    if found.mean is not None:
        lines.append(_sum(trace, found.mean, why, words))
    if found.score_range is not None and trace.figures is not None:
        lines.append(_compared(trace.figures, found.score_range, why, words))
    lines.append(words.say(f"why.check.{found.outcome}"))
    if found.outcome == "left_out":
        items = ", ".join(_answered(trace, found, why))
        lines.append(words.say("why.check.left_out.items", items=items))
    return [part for line in lines for part in indented(line, width, 8)]


def _sum(trace: ScoreTrace, mean: Decimal, why: Why, words: Words) -> str:
    span = trace.check.mean_range
    shown = trimmed(mean) if is_open(why) else number(mean, 2)
    said = " = ".join(part for part in (_terms(trace, why), shown) if part)
    if is_open(why) or span is None:
        return words.say("why.check.sum", sum=said)
    low, high = (number(end, 2) for end in span)
    return words.say("why.check.sum.range", sum=said, low=low, high=high)


def _terms(trace: ScoreTrace, why: Why) -> str:
    """Return the sum of the item means, empty where there is one and nothing to add."""
    counted = [(i, i.figures) for i in trace.items if i.figures and i.figures.n != 0]
    if len(counted) == 1 and counted[0][0].total is not None:
        return f"{trimmed(counted[0][0].total)} / {counted[0][1].n}"
    values = [(i.weight, figures.mean) for i, figures in counted if figures.mean is not None]
    if len(values) == 1:
        return ""
    said = [(w, trimmed(v) if is_open(why) else number(v)) for w, v in values]
    parts = [v if w == 1 else f"{trimmed(w)} x {v}" for w, v in said]
    return f"({' + '.join(parts)}) / {trimmed(sum((w for w, _ in values), Decimal(0)))}"


def _compared(figures: ScoreFigures, span: Range, why: Why, words: Words) -> str:
    if is_open(why) and figures.score is not None:
        return words.say("why.check.score", score=value(figures.score, figures.step))
    low, high = (number(end, 2) for end in span)
    score = f.score(figures, why.score_scale)
    return words.say("why.check.score.range", score=score, low=low, high=high)


def _answered(trace: ScoreTrace, check: Check, why: Why) -> list[str]:
    n = {i.id: i.figures.n for i in trace.items if i.figures}
    return [
        id if n.get(id) is None else f"{id} ({n[id]} of {why.respondents})"
        for id in check.incomplete
    ]
