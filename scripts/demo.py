"""Assesses the example leadership team from a fresh checkout: `python3 scripts/demo.py`."""

import sys

import bootstrap

SURVEY = "assessments/leadership-team/survey.yaml"
REPORT = "demo-out/report.html"


def main() -> int:
    """Print the verdict, write the report and return the exit code."""
    python = bootstrap.ready_python(dev=False)
    (bootstrap.ROOT / REPORT).parent.mkdir(exist_ok=True)
    (bootstrap.ROOT / REPORT).unlink(missing_ok=True)
    command = ("assess", SURVEY, "-o", REPORT)
    print("$ alignscan", *command, flush=True)
    return bootstrap.run(python, "-m", "alignscan", *command)


if __name__ == "__main__":
    sys.exit(main())
