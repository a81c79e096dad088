"""How long a report takes to render, and how large it gets: the packaged example and a large one.

Run it with ``python -m benchmarks.rendering``; ``--profile`` says where the time goes. CPU time is
counted, from after the imports: the first rendering of a process, which reads the templates, and
the next.
"""

import cProfile
import pstats
import sys
from pathlib import Path
from time import process_time

from tests.rendering.large import ITEMS, SEGMENTS, large

import alignscan
from alignscan.rendering.options import Presentation
from alignscan.rendering.report.html import render
from alignscan.report.model import Report

EXAMPLE = Path(__file__).parents[1] / "assessments" / "mid-sized" / "survey.yaml"
LIMITS = {"mid-sized": (0.35, 300_000), f"{SEGMENTS} segments, {ITEMS} items": (1.0, 1_000_000)}
"""Seconds of CPU and bytes that a report may take."""


def main() -> int:
    """Print seconds and bytes; return 1 where a limit is passed."""
    report = alignscan.assess(EXAMPLE)
    passed = True
    for (name, (seconds, most)), made in zip(LIMITS.items(), (report, large(report)), strict=True):
        first, _ = _timed(made)
        again, size = _timed(made)
        passed = passed and again <= seconds and size <= most
        print(f"{name}: {first:.3f} s, again {again:.3f} s of {seconds}; {size} of {most} bytes")
        if "--profile" in sys.argv:
            _profile(made)
    return 0 if passed else 1


def _timed(report: Report) -> tuple[float, int]:
    start = process_time()
    size = len(render(report, Presentation()).encode())
    return process_time() - start, size


def _profile(report: Report) -> None:
    profile = cProfile.Profile()
    profile.runcall(render, report, Presentation())
    pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    sys.exit(main())
