"""What the actions and practices that plans and reports name by their codes are."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from alignscan.model.actions import Action
from alignscan.model.base import Texts
from alignscan.model.content import action_library, practice_catalog

WIDTH: Final = 78
LANGUAGE: Final = "en"


def action_or_practice(name: str) -> str | None:
    """Return the explanation of a packaged action or of a practice by its code; None for none."""
    code = name.strip().upper()
    found = next((a for a in action_library().actions if a.id == code), None)
    if found is not None:
        return "\n".join(_action(found)) + "\n"
    return "\n".join(_practice(code)) + "\n" if code in _practices() else None


def actions() -> tuple[tuple[str, str], ...]:
    """Return every packaged action: its code and title."""
    return tuple((action.id, action.title[LANGUAGE]) for action in action_library().actions)


def practices() -> tuple[tuple[str, str], ...]:
    """Return every practice: its code and title."""
    return tuple((code, title) for code, (title, _) in _practices().items())


def _practices() -> dict[str, tuple[str, str]]:
    return {
        practice.code: (practice.title[LANGUAGE], practice.description[LANGUAGE])
        for condition in practice_catalog().conditions
        for practice in condition.practices
    }


def _action(action: Action) -> Iterator[str]:
    yield _filled(f"{action.id}: {action.title[LANGUAGE]}.")
    owner = action.owner_role.replace("_", " ")
    yield f"Owner: {owner}. Effort {action.effort}, {action.duration_weeks} weeks."
    if action.practices:
        yield f"Works on: {', '.join(action.practices)}."
    if action.when.bands:
        yield f"States: {', '.join(action.when.bands)}."
    if action.when.patterns:
        yield _filled(f"Patterns: {', '.join(action.when.patterns)}.")
    for needed in action.requires:
        state = needed.or_state
        unless = f", unless {state.practice} is at least {state.min}" if state else ""
        yield f"First: {needed.action}{unless}."
    yield from ("", "Steps")
    yield from _numbered(action.steps)
    yield from ("", _filled(f"KPI, in {action.kpi.unit}: {action.kpi.name[LANGUAGE]}."))
    library = action_library().evidence
    yield from ("", f"Evidence: grade {action.evidence.grade}")
    yield from (
        _filled(f"{ref} {library[ref].finding[LANGUAGE]} Source: {library[ref].source}", "  ")
        for ref in action.evidence.refs
    )


def _practice(code: str) -> Iterator[str]:
    title, description = _practices()[code]
    yield _filled(f"{code}: {title}. {description}")
    yield from ("", "Actions that work on it")
    named = (a for a in action_library().actions if code in a.practices)
    yield from (_filled(f"{a.id} {a.title[LANGUAGE]}", "  ") for a in named)


def _numbered(steps: Iterable[Texts]) -> Iterator[str]:
    return (_filled(f"{n}. {step[LANGUAGE]}", "  ") for n, step in enumerate(steps, start=1))


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
