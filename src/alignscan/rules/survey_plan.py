"""AS2: rules on what a plan may take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Final

from alignscan.model.conditions import ROLES
from alignscan.model.survey import Survey
from alignscan.rules.asked import File, inside
from alignscan.rules.problem import Check, Loc, Problem, check
from alignscan.rules.survey_alone import SurveyFile
from alignscan.rules.words import quoted, suggestion

OWNERS: Final = ROLES[:4]
LIBRARY: Final[Loc] = ("plan", "library")


def unknown_owner(file: SurveyFile) -> Iterator[Problem]:
    """AS244: capacity of a role that owns no action."""
    for role in file.survey.plan.capacity:
        if role not in OWNERS:
            what = f"{quoted(role)} owns no action, so it has no capacity"
            loc: Loc = ("plan", "capacity", role)
            yield Problem("AS244", loc, what, suggestion(role, OWNERS), at_key=True)


def start_before_closing(file: SurveyFile) -> Iterator[Problem]:
    """AS245: a plan that begins before its wave was closed."""
    start, closed = file.survey.plan.start, file.survey.wave.closed
    if start is not None and closed is not None and start < closed:
        what = f"the plan begins on {start}, and the wave closes on {closed}"
        hint = "leave `start` out: the plan then begins two weeks after the wave closed"
        yield Problem("AS245", ("plan", "start"), what, hint)


def library_file(file: File, survey: Survey) -> tuple[Path | None, Problem | None]:
    """Return the file of a survey's own actions, and what is wrong with the reference (AS246)."""
    name = survey.plan.library
    if name is None:
        return None, None
    target, windows = file.folder / name, PureWindowsPath(name)
    if windows.drive or windows.root or not inside(target, file.root):
        what = "the actions lie outside the folder of this file"
        hint = "copy them into the folder, or name a wider folder with --root"
        return None, Problem("AS246", LIBRARY, what, hint)
    if not target.is_file():
        hint = "write the path of a file that begins with `format: alignscan/actions/1`"
        return None, Problem("AS246", LIBRARY, f"there is no file {quoted(name)}", hint)
    return target, None


CHECKS: Final[tuple[Check[SurveyFile], ...]] = (
    check(unknown_owner, "plan"),
    check(start_before_closing, "plan", "wave"),
)
