"""The check of a trace: what the item means come to, beside the score."""

from decimal import Decimal

from alignscan.publish.published import Range, ScoreFigures
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.why_lines import indented, is_open, value
from alignscan.rendering.words import Words
from alignscan.report.adding_up import Check
from alignscan.report.why import ScoreTrace, Why


def checked(trace: ScoreTrace, why: Why, words: Words, width: int) -> list[str]:
    """Return the check on lines of a screen."""
    return [part for line in checks(trace, why, words) for part in indented(line, width, 8)]


def checks(trace: ScoreTrace, why: Why, words: Words) -> list[str]:
    """Return what the item means come to, the score, and whether they are the same."""
    found = trace.check
    lines = []
    if found.mean is not None:
        lines.append(_sum(trace, found.mean, why, words))
    if found.score_range is not None and trace.figures is not None:
        lines.append(_compared(trace.figures, found.score_range, why, words))
    lines.append(words.say(f"why.check.{found.outcome}"))
    if found.outcome == "left_out":
        items = words.series(_answered(trace, found, why, words))
        lines.append(words.say("why.check.left_out.items", items=items))
    return lines


def _sum(trace: ScoreTrace, mean: Decimal, why: Why, words: Words) -> str:
    span = trace.check.mean_range
    shown = words.exact(mean) if is_open(why) else words.number(mean, 2)
    said = " = ".join(part for part in (_terms(trace, why, words), shown) if part)
    if is_open(why) or span is None:
        return words.say("why.check.sum", sum=said)
    low, high = (words.number(end, 2) for end in span)
    return words.say("why.check.sum.range", sum=said, low=low, high=high)


def _terms(trace: ScoreTrace, why: Why, words: Words) -> str:
    """Return the sum of the item means, empty where there is one and nothing to add."""
    counted = [(i, i.figures) for i in trace.items if i.figures and i.figures.n != 0]
    if len(counted) == 1 and counted[0][0].total is not None:
        return f"{words.exact(counted[0][0].total)} / {words.whole(counted[0][1].n)}"
    values = [(i.weight, figures.mean) for i, figures in counted if figures.mean is not None]
    if len(values) == 1:
        return ""
    said = [(w, words.exact(v) if is_open(why) else words.number(v)) for w, v in values]
    parts = [v if w == 1 else f"{words.exact(w)} x {v}" for w, v in said]
    return f"({' + '.join(parts)}) / {words.exact(sum((w for w, _ in values), Decimal(0)))}"


def _compared(figures: ScoreFigures, span: Range, why: Why, words: Words) -> str:
    if is_open(why) and figures.score is not None:
        return words.say("why.check.score", score=value(figures.score, figures.step, words))
    low, high = (words.number(end, 2) for end in span)
    score = f.score(figures, why.score_scale, words)
    return words.say("why.check.score.range", score=score, low=low, high=high)


def _answered(trace: ScoreTrace, check: Check, why: Why, words: Words) -> list[str]:
    n = {i.id: i.figures.n for i in trace.items if i.figures}
    return [
        id
        if n.get(id) is None
        else words.say("why.check.answered", item=id, n=n[id], all=why.respondents)
        for id in check.incomplete
    ]
