"""What whole processes cost. Linux and macOS."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as they are for those who use the tools."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What processes took: seconds on the clock and of processors, and megabytes at most."""

    wall: float
    cpu: float
    peak: float
    said: str = ""


def run(command: Sequence[str], name: str, folder: Path | None = None) -> Cost:
    """Return what a process takes; RuntimeError when it fails."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=ENV)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    if process.returncode:
        raise RuntimeError(f"{name} ended with {process.returncode}: {said[-500:]}")
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak, said)


def middle(found: Sequence[Cost]) -> Cost:
    """Return the medians of some runs, and the most memory."""
    return Cost(
        median(c.wall for c in found),
        median(c.cpu for c in found),
        max(c.peak for c in found),
        sorted(found, key=lambda c: c.said)[len(found) // 2].said,
    )
