"""How a plan stands, as lines for a terminal."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from alignscan.planning.status import NextStep, PlanStatus, Standing
from alignscan.rendering.plan.rows import owner
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.report.terminal import Screen, colored, plain, to_ascii
from alignscan.rendering.words import Words

URGENT: Final = ("overdue", "blocked")
_About = Callable[[Standing, PlanStatus, Words], str]


def render(status: PlanStatus, words: Words, screen: Screen) -> str:
    """Return what is overdue, blocked and due soon, and what to do next."""
    style = colored if screen.color else plain
    title = words.say("planfile.untitled")
    if status.title is not None:
        title = words.say("planfile.title", title=status.title)
    lines = [style(one_line(title), "bold"), _counted(status, words)]
    parts = {
        "overdue": status.overdue,
        "blocked": status.blocked,
        "due_soon": status.due_soon,
        "let_go": status.let_go,
    }
    for name, actions in parts.items():
        if actions:
            head = style(words.say(f"planfile.{name}"), "red" if name in URGENT else "bold")
            told = (_told(action, name, status, words) for action in actions)
            lines += ["", head, *_wrapped(told, screen)]
    if status.actions and not any(parts[name] for name in (*URGENT, "due_soon")):
        lines += ["", words.say("planfile.nothing")]
    if status.next_steps:
        steps = (_step(step, status, words) for step in status.next_steps)
        lines += ["", style(words.say("planfile.next"), "bold"), *_wrapped(steps, screen)]
    text = "\n".join(lines) + "\n"
    return to_ascii(text) if screen.ascii else text


def _counted(status: PlanStatus, words: Words) -> str:
    if not status.actions:
        return words.say("planfile.empty")
    counts = [
        words.say("planfile.count", n=n, status=words.say(f"planfile.status.{name}"))
        for name, n in status.counts.items()
        if n
    ]
    return words.say("planfile.on", date=status.today, counts=words.series(counts))


def _told(action: Standing, part: str, status: PlanStatus, words: Words) -> str:
    who = owner(action.owner, action.owner_role, words)
    about = ABOUT[part](action, status, words)
    return " - ".join(p for p in (f"{action.id} {one_line(action.title)}", who, about) if p)


def _since(action: Standing, status: PlanStatus, words: Words) -> str:
    if action.due is None:
        return ""
    days = words.count("planfile.days", (status.today - action.due).days)
    return words.say("planfile.since", date=words.day(action.due), days=days)


def _due(action: Standing, status: PlanStatus, words: Words) -> str:
    del status
    return words.say("planfile.due", date=words.day(action.due)) if action.due else ""


def _waits(action: Standing, status: PlanStatus, words: Words) -> str:
    known = {a.id: a for a in status.actions}
    named = (
        f"{id} ({words.say(f'planfile.status.{known[id].status}')})" for id in action.blocked_by
    )
    return words.say("planfile.waits", actions=words.listing(named))


def _let_go(action: Standing, status: PlanStatus, words: Words) -> str:
    del status
    why = words.say(f"planfile.closed.{action.closed}")
    return words.say("planfile.keep_or_drop", why=why)


ABOUT: Final[Mapping[str, _About]] = {
    "overdue": _since,
    "due_soon": _due,
    "blocked": _waits,
    "let_go": _let_go,
}


def _step(step: NextStep, status: PlanStatus, words: Words) -> str:
    known = {a.id: a for a in status.actions}
    action = f"{step.action} {one_line(known[step.action].title)}"
    if step.step == "unblock":
        return words.say("planfile.step.unblock", action=step.action, of=words.listing(step.of))
    return words.say(f"planfile.step.{step.step}", action=action)


def _wrapped(texts: Iterator[str] | Sequence[str], screen: Screen) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, screen.width, initial_indent="  ", subsequent_indent=" " * 6)
