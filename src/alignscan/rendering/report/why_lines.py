"""Lines of a trace: facts, wrapped text, and the table of practices and items."""

import textwrap
from decimal import Decimal

from alignscan.publish.published import DISPLAY_STEP, ItemFigures, ScoreFigures
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.report.terminal import Style
from alignscan.rendering.words import Words
from alignscan.report.adding_up import ItemTrace
from alignscan.report.why import ScoreTrace, Why

LABEL = 11
FIGURES = 34
"""Columns that the four figures of a row take up."""


def fact(label: str, text: str, width: int) -> list[str]:
    """Return a labeled text; further lines stand below the first."""
    first, *rest = textwrap.wrap(text, max(width - LABEL, 20), break_on_hyphens=False) or [""]
    return [f"{label:<{LABEL}}{first}".rstrip(), *(f"{'':<{LABEL}}{line}" for line in rest)]


def indented(text: str, width: int, indent: int = 0) -> list[str]:
    """Return a text on lines; further lines are indented."""
    gap = " " * indent
    return textwrap.wrap(text, width, subsequent_indent=gap, break_on_hyphens=False)


def value(figure: Decimal, step: Decimal, words: Words) -> str:
    """Return a figure at its step: an exact one with up to six decimals."""
    return words.exact(figure) if step < DISPLAY_STEP else words.number(figure)


def columns(trace: ScoreTrace, why: Why, words: Words, width: int, style: Style) -> list[str]:
    """Return the practices and items of a score, with what each one contributes."""
    keys = ("n", "mean", "sum" if is_open(why) else "step", "weight")
    names = [words.say(f"why.column.{key}") for key in keys]
    head = _row(words.say("why.column.item"), names, width)
    lines = [style(line, "dim") for line in head]
    grouped = {p.id: p for p in why.practices} if trace is why.condition else {}
    for practice in grouped.values():
        name = words.practice(practice.id)
        lines += [
            style(line, "bold") for line in _row(name, _of_score(practice, why, words), width)
        ]
        lines += _items(practice.items, why, words, width)
    rest = tuple(item for item in trace.items if item.practice not in grouped)
    return [*lines, *_items(rest, why, words, width)]


def _items(items: tuple[ItemTrace, ...], why: Why, words: Words, width: int) -> list[str]:
    return [line for item in items for line in _item(item, why, words, width)]


def _item(item: ItemTrace, why: Why, words: Words, width: int) -> list[str]:
    mark = f" {words.say('why.mark.reversed')}" if item.reverse else ""
    name = f"{item.id} {one_line(words.text(item.text))}{mark}"
    return _row(name, _of_item(item, why, words), width, 2)


def _of_score(trace: ScoreTrace, why: Why, words: Words) -> list[str]:
    figures, hidden = trace.figures, words.say("withheld.cell")
    if figures is None or (figures.score is None and figures.range is None):
        return ["", "-" if figures and figures.n == 0 else hidden, "", ""]
    step = "" if is_open(why) else _step(figures, words)
    printed = f.score(figures, why.score_scale, words)
    return [words.whole(figures.n), _mean(figures.score, figures.step, printed, words), step, ""]


def _of_item(item: ItemTrace, why: Why, words: Words) -> list[str]:
    figures, weight = item.figures, words.exact(item.weight)
    if figures is None or (figures.mean is None and figures.range is None):
        nobody = figures is not None and figures.n == 0
        return ["0" if nobody else "", "-" if nobody else words.say("withheld.cell"), "", weight]
    mean = _mean(figures.mean, figures.step, f.item_mean(figures, why.score_scale, words), words)
    last = "" if item.total is None else words.exact(item.total.quantize(Decimal("0.01")))
    return [words.whole(figures.n), mean, last if is_open(why) else _step(figures, words), weight]


def _mean(score: Decimal | None, step: Decimal, printed: str, words: Words) -> str:
    """Return a mean as printed elsewhere; an exact one with two decimals."""
    return words.number(score, 2) if score is not None and step < DISPLAY_STEP else printed


def _step(figures: ItemFigures | ScoreFigures, words: Words) -> str:
    return "-" if figures.range is not None else words.exact(figures.step)


def is_open(why: Why) -> bool:
    """Return whether the people concerned agreed to exact figures."""
    return why.basis.mode != "confidential"


def _row(name: str, cells: list[str], width: int, indent: int = 0) -> list[str]:
    """Return a name on as many lines as it needs, with the figures on the first."""
    room = max(width - FIGURES, 20)
    lead = " " * indent
    first, *rest = textwrap.wrap(
        name, room, initial_indent=lead, subsequent_indent=f"{lead}  ", break_on_hyphens=False
    )
    figures = "".join(f"{cell:>{size}}" for cell, size in zip(cells, (9, 9, 8, 8), strict=True))
    return [f"{first:<{room}}{figures}".rstrip(), *rest]
