"""Assesses the example leadership team from a fresh checkout: `python3 scripts/demo.py`."""

import sys
from pathlib import Path

import bootstrap

SURVEY = "assessments/leadership-team/survey.yaml"
REPORT = "demo-out/report.html"


def main() -> int:
    """Print the verdict, write the report and return the exit code of the first run that fails."""
    python = bootstrap.ready_python(dev=False)
    (bootstrap.ROOT / REPORT).parent.mkdir(exist_ok=True)
    (bootstrap.ROOT / REPORT).unlink(missing_ok=True)
    shown = _alignscan(python, "assess", SURVEY)
    return shown or _alignscan(python, "assess", SURVEY, "-o", REPORT)


def _alignscan(python: Path, *arguments: str) -> int:
    print("$ alignscan", *arguments, flush=True)
    return bootstrap.run(python, "-m", "alignscan", *arguments)


if __name__ == "__main__":
    sys.exit(main())
