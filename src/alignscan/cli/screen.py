"""What ``assess`` and ``report`` print."""

import sys
from pathlib import Path

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import color_wanted, needs_ascii, width
from alignscan.model.labels import languages
from alignscan.render.formats import render
from alignscan.render.options import Presentation
from alignscan.render.report.terminal import Screen, one_line
from alignscan.render.report.terminal import render as on_screen
from alignscan.report.model import Report


def presentation_of(language: str | None) -> Presentation:
    """Return the presentation options; Stop for a language there are no words in."""
    if language is not None and language not in languages():
        choices = ", ".join(languages())
        raise Stop(Exit.USAGE, f"no reports in `{language}`", f"choose one of {choices}")
    return Presentation(language=language)


def printed(
    report: Report,
    presentation: Presentation,
    source: Path,
    format: str | None,
    color: bool | None,
    *,
    several: bool = False,
) -> str:
    """Return what goes to stdout: a format, one line for each of several, or the verdict."""
    if format is not None:
        return render(report, format, presentation)
    if several:
        return one_line(report, presentation, str(source)) + "\n"
    screen = Screen(width(), color_wanted(sys.stdout, color), needs_ascii(sys.stdout))
    return on_screen(report, presentation, screen, source.as_posix())
