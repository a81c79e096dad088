"""``--why``: how one score came about."""

import sys

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import color_wanted, needs_ascii, width
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.terminal import Screen
from alignscan.rendering.report.why import render
from alignscan.rendering.words import words_for
from alignscan.report.model import Report
from alignscan.report.why import Why, subject, subjects, why
from alignscan.rules.words import did_you_mean


def trace_of(report: Report, name: str) -> Why:
    """Return how a score came about; Stop for a name that means nothing in this survey."""
    found = subject(report, name)
    if found is None:
        close = did_you_mean(name.strip(), subjects(report))
        others = "name a condition (goals, C3), a practice (C3.2) or an item of the questionnaire"
        hint = f"did you mean `{close}`?" if close else others
        raise Stop(Exit.USAGE, f"no condition, practice or item `{name}`", hint)
    return why(report, *found)


def on_screen(found: Why, report: Report, presentation: Presentation, color: bool | None) -> str:
    """Return a trace as lines for stdout."""
    screen = Screen(width(), color_wanted(sys.stdout, color), needs_ascii(sys.stdout))
    return render(found, words_for(report, presentation), screen)
