"""The reports of the packaged examples; each is assessed once in a test process."""

from functools import cache
from pathlib import Path

import alignscan
from alignscan.report.model import Report
from tests.decided_once import decided_once

ASSESSMENTS = Path(__file__).parents[1] / "assessments"
EXAMPLES = sorted(path.parent.name for path in ASSESSMENTS.glob("*/survey.yaml"))


@cache
def report_of(name: str) -> Report:
    """Return the report of an example."""
    with decided_once():
        return alignscan.assess(ASSESSMENTS / name / "survey.yaml")
