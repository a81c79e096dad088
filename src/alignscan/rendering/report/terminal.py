"""The verdict on screen: at most 24 lines, 80 columns, plain where nothing can show colors."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from alignscan.diagnose.diagnosis import Standing
from alignscan.planning.plan import ChosenAction
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import phrases
from alignscan.rendering.report.clean import one_line as one_clean_line
from alignscan.rendering.words import Words, number, span, words_for
from alignscan.report.model import Report

NAME_WIDTH = 30
MARKS = {"not_apparent": "red", "partly": "yellow", "apparent": "green"}
Style = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen can show."""

    width: int = 80
    color: bool = False
    ascii: bool = False


def _plain(text: str, style: str) -> str:
    del style
    return text


def _colored(text: str, style: str) -> str:
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
    style = _colored if screen.color else _plain
    lines = [*_title(report, words, style, screen), *_basis(report, words, screen)]
    if report.published.stage == "empty":
        key = f"stage.empty.{report.heading.answers_in}"
        lines = [*lines, "", words.say(key, path=source)]
    elif report.published.stage == "participation":
        lines = [*lines, "", *_wrapped(words.say("stage.participation"), screen)]
    else:
        lines += [*_table(report, words, style), *_details(report, words, style, screen)]
        lines.append(_next(words, f"alignscan {command} {source} -o report.html"))
    text = "\n".join(lines) + "\n"
    return _to_ascii(text) if screen.ascii else text


def one_line(report: Report, presentation: Presentation, source: str) -> str:
    """Return the verdict in one line, for a list of several surveys."""
    words = words_for(report, presentation)
    if report.published.stage == "empty":
        return f"{source}: {phrases.answers(report, words)}"
    parts = [phrases.verdict(report, words), phrases.verdict_detail(report, words, short=True)]
    title = one_clean_line(report.heading.title)
    return f"{source}: {title}: {'. '.join(p.rstrip('.') for p in parts if p)}"


def _title(report: Report, words: Words, style: Style, screen: Screen) -> list[str]:
    title = one_clean_line(report.heading.title)
    if report.published.stage != "results":
        return _wrapped(title, screen, style, "bold")
    verdict = phrases.verdict(report, words)
    detail = phrases.verdict_detail(report, words, short=True).rstrip(".")
    rest = f". {detail}" if detail else ""
    if len(title) + len(verdict) + len(rest) + 2 <= screen.width:
        return [f"{style(title, 'bold')}: {style(verdict, 'bold')}{rest}"]
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
    if not report.diagnosis.conditions:
        return []
    head = _row(
        "",
        *(words.say(f"column.{c}") for c in ("now", "target", "gap", "state", "agreement")),
    )
    rows = [_condition(c, report, words, style) for c in report.diagnosis.conditions]
    return ["", style(head, "dim"), *rows]


def _condition(standing: Standing, report: Report, words: Words, style: Style) -> str:
    state = words.say(f"state.{standing.state}")
    agreement = words.say(f"agreement.{standing.agreement}") if standing.agreement else "-"
    if standing.state not in MARKS:
        return _row(words.condition(standing.id), "-", "-", "-", state, "")
    padded = style(f"{state:<12}", MARKS[standing.state])
    target = number(standing.target.score) if standing.target else "-"
    now = _now(standing, report)
    return _row(words.condition(standing.id), now, target, number(standing.gap), padded, agreement)


def _now(standing: Standing, report: Report) -> str:
    overall = report.published.overall
    figures = overall.conditions.get(standing.id) if overall else None
    if standing.score is not None or figures is None or figures.range is None:
        return number(standing.score)
    ends = report.questionnaire.score_scale
    return span(figures.range, ends.low, ends.high).replace(" ", "")


def _row(name: str, now: str, target: str, gap: str, state: str, agreement: str) -> str:
    columns = f"{name:<{NAME_WIDTH - 1}}{now:>4}  {target:^6} {gap:>4}  {state:<12}  {agreement}"
    return columns.rstrip()


def _next(words: Words, command: str) -> str:
    return f"{words.say('do.next'):<10}{command}"


def _details(report: Report, words: Words, style: Style, screen: Screen) -> list[str]:
    lines = [""]
    asked = [g for g in report.diagnosis.practice_gaps if not _borrowed(report, g.id)]
    for gap in asked[:3]:
        lines.append(f"{number(gap.gap):>4}  {words.practice(gap.id)}")
    if asked:
        lines.append("")
    for i, action in enumerate(report.plan.first[:3]):
        label = words.say("do.first" if i == 0 else "do.then")
        lines += _action(label, action, words, style, screen)
    if report.published.withheld:
        lines += ["", *_wrapped(phrases.withheld(report, words), screen, style, "dim")]
    if report.published.basis.agreed:
        lines.append(
            style(
                f"{words.say('do.basis'):<10}{one_clean_line(phrases.mode(report, words))}", "dim"
            )
        )
    return lines


def _borrowed(report: Report, practice: str) -> bool:
    return any(p.id == practice and p.borrowed for p in report.diagnosis.practices)


def _action(
    label: str, action: ChosenAction, words: Words, style: Style, screen: Screen
) -> list[str]:
    text = f"{action.id} {words.text(action.title)}"
    first, *rest = textwrap.wrap(text, max(screen.width - 15, 20))
    head = f"{label:<10}{style(action.id, 'cyan')}{first.removeprefix(action.id)}"
    return [head, *(f"{'':<15}{line}" for line in rest)]


def _wrapped(text: str, screen: Screen, style: Style = _plain, name: str = "") -> list[str]:
    return [style(line, name) for line in textwrap.wrap(text, screen.width)]


def _to_ascii(text: str) -> str:
    swapped = text.replace("≥", ">=").replace("≤", "<=").replace("±", "+-")
    return swapped.encode("ascii", "replace").decode("ascii")
