"""The chapter on the leadership development program."""

from collections.abc import Iterator

from alignscan.model.conditions import CODE_OF
from alignscan.planning.people import Evaluation, Module, Program
from alignscan.rendering.report.planned import Line, day, part, roles, table, when
from alignscan.rendering.report.sections import Part, Section, section
from alignscan.rendering.report.tables import cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter on the program; None where the plan says nothing about one."""
    found = report.plan.program
    if found is None:
        return None
    out = section("program", words, _notes(found, words), f"heading.program.{found.answer}")
    out["intro"] = [words.text(found.reason), *_why(found, words)]
    if found.modules:
        heads = ("module", "for", "live_task", "sessions", "taught_by")
        lines = (line for line in _modules(found, report, words))
        out["table"] = table("program", heads, lines, words)
        out["parts"] = list(_parts(found, words))
    return out


def line(report: Report, words: Words) -> str:
    """Return what is said about the program in one line; nothing where there is none."""
    found = report.plan.program
    if found is None or found.answer == "not_needed":
        return ""
    said = words.say(f"program.line.{found.answer}")
    return f"{said} {words.count('program.modules', len(found.modules))}" if found.modules else said


def _why(found: Program, words: Words) -> list[str]:
    if not found.why:
        return []
    gaps = words.clauses(words.subject(id) for id in found.why)
    return [words.say("program.why", gaps=gaps), words.text(found.sponsor)]


def _notes(found: Program, words: Words) -> list[str]:
    if not found.modules:
        return []
    hours = (
        words.count("program.hours", count, role=words.say(f"role.{role}"))
        for role, count in found.hours.items()
    )
    time = words.say("program.time", hours=words.clauses(hours))
    return [time, words.text(found.everybody), words.text(found.outside)]


def _modules(found: Program, report: Report, words: Words) -> Iterator[Line]:
    titles = {action.id: action.title for action in report.plan.actions}
    for track in found.tracks:
        for module in track.modules:
            task = words.text(titles[module.live_task]) if module.live_task in titles else ""
            yield (
                cell(words.text(module.title), details=[words.text(track.title)]),
                roles(module.audience, words),
                cell(f"{module.live_task} {task}".strip(), details=_closes(module, words)),
                cell(
                    when(module.weeks, module.dates, words),
                    tone="dates",
                    details=[_each(module, words)],
                ),
                roles(module.taught_by, words),
            )


def _closes(module: Module, words: Words) -> list[str]:
    """Return what a module works on, practices by their codes alone."""
    gaps = (words.condition_title(id) if id in CODE_OF else id for id in module.closes)
    return [words.say("program.closes", gaps=words.series(gaps))]


def _each(module: Module, words: Words) -> str:
    return words.count("program.each", module.hours)


def _parts(found: Program, words: Words) -> Iterator[Part]:
    aims = [
        words.say("program.aim", track=words.text(t.title), aim=words.text(t.aim))
        for t in found.tracks
    ]
    heads = ("module", "task", "practice_of", "feedback", "at_work")
    inside = (
        tuple(words.text(t) for t in (m.title, m.task, m.practice, m.feedback, m.at_work))
        for m in found.modules
    )
    modules = table("program.modules", heads, inside, words)
    yield part("program.modules", words, modules, points=aims)
    outcomes = [words.text(outcome) for outcome in found.outcomes]
    levels = ("level_of", "measured", "when", "baseline")
    tested = (_evaluation(one, words) for one in found.evaluation)
    evaluation = table("program.evaluation", levels, tested, words)
    yield part("program.evaluation", words, evaluation, points=outcomes)


def _evaluation(one: Evaluation, words: Words) -> Line:
    known = one.baseline.items()
    scores = [f"{words.subject(id)} {words.number(score)}" for id, score in known]
    start = words.say("program.baseline") if one.baseline_from else "-"
    return (
        words.say(f"program.level.{one.level}"),
        cell(words.text(one.measure), tone="wide"),
        cell(day(one.week, one.date, words), tone="date", details=[words.text(one.when)]),
        cell(start, tone="wide", details=[words.clauses(scores)] if scores else []),
    )
