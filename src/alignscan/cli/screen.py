"""The verdict as ``assess`` and ``report`` print it."""

import sys
from pathlib import Path

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import color_wanted, needs_ascii, typed, width
from alignscan.model.labels import languages
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.terminal import Screen, one_line
from alignscan.rendering.report.terminal import render as on_screen
from alignscan.report.model import Report


def presentation_of(language: str | None) -> Presentation:
    """Return the presentation options; Stop for a language there are no words in."""
    if language is not None and language not in languages():
        choices = ", ".join(languages())
        raise Stop(Exit.USAGE, f"no reports in `{language}`", f"choose one of {choices}")
    return Presentation(language=language)


def verdict(
    report: Report,
    presentation: Presentation,
    source: Path,
    color: bool | None,
    *,
    command: str = "assess",
    several: bool = False,
) -> str:
    """Return the verdict for stdout, in one line if it is one of several."""
    if several:
        return one_line(report, presentation, str(source)) + "\n"
    screen = Screen(width(), color_wanted(sys.stdout, color), needs_ascii(sys.stdout))
    return on_screen(report, presentation, screen, typed(source), command)
