"""The verdict as ``assess`` and ``report`` print it."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from alignscan.cli.exits import Exit, Stop
from alignscan.cli.show import color_wanted, needs_ascii, typed, width
from alignscan.model.labels import LabelFile, known_language, languages
from alignscan.rendering.options import Bars, Detail, Presentation
from alignscan.report.model import Report


def presentation_of(
    language: str | None, labels: Path | None = None, otherwise: LabelFile | None = None
) -> Presentation:
    """Return the presentation options; Stop for a language there are no words in.

    ``otherwise`` are labels to use without a file of ``labels``; InvalidInput when that is unfit.
    """
    if language is not None and known_language(language) is None:
        choices = ", ".join(languages())
        raise Stop(Exit.USAGE, f"no reports in `{language}`", f"choose one of {choices}")
    found = otherwise
    if labels is not None:
        from alignscan.api.labels import load_labels

        found = load_labels(labels)
    if found is None:
        return Presentation(language=language)
    return Presentation(language=language, labels=found.labels, labels_in=found.language)


def in_depth(presentation: Presentation, detail: str | None, items: str | None) -> Presentation:
    """Return the options with the depth and the bars that were chosen; Stop for unknown ones."""
    return replace(
        presentation,
        detail=_chosen("--detail", detail, get_args(Detail)) or presentation.detail,
        items=_chosen("--items", items, get_args(Bars)) or presentation.items,
    )


def _chosen(option: str, value: str | None, choices: Sequence[str]) -> Any:
    if value is not None and value not in choices:
        listed = ", ".join(choices)
        raise Stop(Exit.USAGE, f"no `{value}` for {option}", f"choose one of {listed}")
    return value


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
    from alignscan.rendering.report.terminal import Screen, one_line, render

    if several:
        return one_line(report, presentation, str(source)) + "\n"
    screen = Screen(width(), color_wanted(sys.stdout, color), needs_ascii(sys.stdout))
    return render(report, presentation, screen, typed(source), command)
