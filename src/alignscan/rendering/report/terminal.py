"""The verdict on screen: at most 24 lines, 80 columns, plain where nothing can show colors."""

import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from alignscan.diagnose.diagnosis import Standing
from alignscan.planning.plan import PlannedAction
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import comparisons, phrases, populations, program
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.clean import one_line as one_clean_line
from alignscan.rendering.words import Words, words_for
from alignscan.report.model import Report

ASCII: Final = str.maketrans(
    {
        "≥": ">=",
        "≤": "<=",
        "±": "+-",
        "ß": "ss",
        "œ": "oe",
        "¿": "",
        **dict.fromkeys("\u2013\u2014", "-"),
        **dict.fromkeys("«»\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
    }
)
"""What stands for signs that ASCII does not have; accents are left out."""
LINES = 24
MARKS = {"not_apparent": "red", "partly": "yellow", "apparent": "green"}
Style = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen can show."""

    width: int = 80
    color: bool = False
    ascii: bool = False


def plain(text: str, style: str) -> str:
    """Return a text as it is."""
    del style
    return text


def colored(text: str, style: str) -> str:
    """Return a text in a style such as ``bold``, for a terminal that shows colors."""
    from rich.style import Style as RichStyle

    return RichStyle.parse(style).render(text)


def render(
    report: Report,
    presentation: Presentation,
    screen: Screen,
    source: str,
    command: str = "assess",
) -> str:
    """Return the verdict as lines; ``source`` is the file the reader typed after ``command``."""
    words = words_for(report, presentation)
    style = colored if screen.color else plain
    lines = [*_title(report, words, style, screen), *_basis(report, words, screen)]
    if report.published.stage == "empty":
        key = f"stage.empty.{report.heading.answers_in}"
        lines = [*lines, "", words.say(key, path=source)]
    elif report.published.stage == "participation":
        lines = [*lines, "", *_wrapped(words.say("stage.participation"), screen)]
    else:
        table = _table(report, words, style)
        room = LINES - len(lines) - len(table) - 1
        lines += [*table, *_details(report, words, style, screen, room)]
        lines.append(_next(words, f"alignscan {command} {source} -o report.html"))
    text = "\n".join(lines) + "\n"
    return to_ascii(text) if screen.ascii else text


def one_line(report: Report, presentation: Presentation, source: str) -> str:
    """Return the verdict in one line, for a list of several surveys."""
    words = words_for(report, presentation)
    if report.published.stage == "empty":
        return f"{source}: {phrases.answers(report, words)}"
    parts = [phrases.verdict(report, words), phrases.verdict_detail(report, words, short=True)]
    title = one_clean_line(report.heading.title)
    return f"{source}: {words.pair(title, '. '.join(p.rstrip('.') for p in parts if p))}"


def _title(report: Report, words: Words, style: Style, screen: Screen) -> list[str]:
    title = one_clean_line(report.heading.title)
    if report.published.stage != "results":
        return _wrapped(title, screen, style, "bold")
    verdict = phrases.verdict(report, words)
    detail = phrases.verdict_detail(report, words, short=True).rstrip(".")
    rest = f". {detail}" if detail else ""
    if len(words.pair(title, f"{verdict}{rest}")) <= screen.width:
        return [words.pair(style(title, "bold"), f"{style(verdict, 'bold')}{rest}")]
    return [
        *_wrapped(title, screen, style, "bold"),
        *_wrapped(f"{verdict}{rest}", screen, style, "bold"),
    ]


def _basis(report: Report, words: Words, screen: Screen) -> list[str]:
    if report.published.stage == "empty":
        return []
    basis = report.published.basis
    mode = words.say(f"mode.{basis.mode}", k=basis.min_group)
    line = f"{phrases.answers(report, words)}, {mode}."
    targets = phrases.targets(report, words, to_author=True)
    if len(line) + len(targets) < screen.width:
        return [f"{line} {targets}".rstrip()]
    return [*_wrapped(line, screen), *_wrapped(targets, screen)]


def _table(report: Report, words: Words, style: Style) -> list[str]:
    found = report.diagnosis.conditions
    if not found:
        return []
    margins = any(standing.margin is not None for standing in found)
    keys = ("now", "margin", "target", "gap", "state", "agreement", "n")
    heads = [words.say(f"column.{key}") for key in keys]
    if report.published.basis.mode == "self":
        heads[-1] = ""
    lines = [_row("", *heads, margins=margins)]
    lines += [_condition(c, report, words, style, margins=margins) for c in found]
    return ["", style(lines[0], "dim"), *lines[1:]]


def _condition(
    standing: Standing, report: Report, words: Words, style: Style, *, margins: bool
) -> str:
    name, state = words.condition(standing.id), words.say(f"state.{standing.state}")
    agreement = words.say(f"agreement.{standing.agreement}") if standing.agreement else "-"
    if standing.state not in MARKS:
        return _row(name, "-", "", "-", "-", state, "", "", margins=margins)
    padded = style(f"{state:<12}", MARKS[standing.state])
    target = words.number(standing.target.score) if standing.target else "-"
    now, gap = _now(standing, report, words), words.number(standing.gap)
    margin = _narrow(words.margin(standing.margin))
    n = _answers(standing, report, words)
    return _row(name, now, margin, target, gap, padded, agreement, n, margins=margins)


def _narrow(figure: str) -> str:
    """Return a figure without its spaces."""
    return "".join(figure.split())


def _answers(standing: Standing, report: Report, words: Words) -> str:
    if report.published.basis.mode == "self":
        return ""
    figures = f.figures_of(report.published.overall, standing.id)
    return words.whole(figures.n if figures else None)


def _now(standing: Standing, report: Report, words: Words) -> str:
    overall = report.published.overall
    figures = overall.conditions.get(standing.id) if overall else None
    if standing.score is not None or figures is None or figures.range is None:
        return words.number(standing.score)
    ends = report.questionnaire.score_scale
    return _narrow(words.span(figures.range, ends.low, ends.high))


def _row(
    name: str,
    now: str,
    margin: str,
    target: str,
    gap: str,
    state: str,
    agreement: str,
    n: str,
    *,
    margins: bool,
) -> str:
    """Return a line of 80 columns at most; the column of margins only where there are some."""
    lead = f"{name:<27}{now:>4}{margin:>5} " if margins else f"{name:<29}{now:>4}  "
    aim = f"{target:^6}{gap:>5}"
    return f"{lead}{aim:<13}{state:<12} {agreement:<9}{n:>8}".rstrip()


def _next(words: Words, command: str) -> str:
    return f"{words.say('do.next'):<10}{command}"


def _details(report: Report, words: Words, style: Style, screen: Screen, room: int) -> list[str]:
    """Return what stands below the table; less of it where that takes more lines than ``room``."""
    whole = [*_found(report, words, style, screen), *_basis_of(report, words, style, screen)]
    if len(whole) <= room:
        return whole
    short = _found(report, words, style, screen, brief=True)
    return [*short, *_basis_of(report, words, style, screen)]


def _found(
    report: Report, words: Words, style: Style, screen: Screen, *, brief: bool = False
) -> list[str]:
    lines = [""]
    asked = [g for g in report.diagnosis.practice_gaps if not _borrowed(report, g.id)]
    for gap in asked[: 2 if brief else 3]:
        lines.append(f"{words.number(gap.gap):>4}  {words.practice(gap.id)}")
    if asked:
        lines.append("")
    if lowest := comparisons.lowest(report, words):
        lines += _labeled(words.say("do.groups"), one_clean_line(lowest), screen)
    for i, action in enumerate(report.plan.begin[:3]):
        label = words.say("do.first" if i == 0 else "do.then")
        found = _action(label, action, words, style, screen)
        lines += [f"{found[0]} ..."] if brief and len(found) > 1 else found
    if said := program.line(report, words):
        lines += _labeled(words.say("do.people"), said, screen)
    return lines


def _basis_of(report: Report, words: Words, style: Style, screen: Screen) -> list[str]:
    lines: list[str] = []
    for warning in _notes(report, words):
        lines += textwrap.wrap(warning, screen.width, subsequent_indent=" " * 10)
    if report.published.withheld:
        lines += _wrapped(phrases.withheld(report, words), screen, style, "dim")
    if report.published.basis.agreed:
        basis = _labeled(words.say("do.basis"), one_clean_line(phrases.mode(report, words)), screen)
        lines += [style(line, "dim") for line in basis]
    return lines


def _notes(report: Report, words: Words) -> list[str]:
    """Return what would be different in other populations, and items against their scale."""
    found = [*populations.changes(report, words)]
    items = [remark.item for remark in report.diagnosis.remarks if remark.kind == "against"]
    label = f"{words.say('do.note'):<10}"
    found += [words.say("note.against", item=words.series(items))] if items else []
    return [label + note for note in found]


def _borrowed(report: Report, practice: str) -> bool:
    return any(p.id == practice and p.borrowed for p in report.diagnosis.practices)


def _action(
    label: str, action: PlannedAction, words: Words, style: Style, screen: Screen
) -> list[str]:
    text = f"{action.id} {words.text(action.title)}"
    first, *rest = textwrap.wrap(text, max(screen.width - 15, 20))
    head = f"{label:<10}{style(action.id, 'cyan')}{first.removeprefix(action.id)}"
    return [head, *(f"{'':<15}{line}" for line in rest)]


def _labeled(label: str, text: str, screen: Screen) -> list[str]:
    return textwrap.wrap(f"{label:<10}{text}", screen.width, subsequent_indent=" " * 10)


def _wrapped(text: str, screen: Screen, style: Style = plain, name: str = "") -> list[str]:
    return [style(line, name) for line in textwrap.wrap(text, screen.width)]


def to_ascii(text: str) -> str:
    """Return a text for a screen that knows no other characters."""
    apart = unicodedata.normalize("NFKD", text.translate(ASCII))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode("ascii")
