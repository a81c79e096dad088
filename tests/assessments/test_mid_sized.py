"""The mid-sized example is what its script makes, and shows what it was made to show."""

import subprocess
import sys
from pathlib import Path

from tests.examples import report_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assessments" / "mid-sized"
SCRIPT = ROOT / "scripts" / "make_mid_sized.py"


def test_the_script_makes_the_committed_responses(tmp_path: Path) -> None:
    again = tmp_path / "responses.csv"
    subprocess.run([sys.executable, SCRIPT, "-o", again], check=True, capture_output=True)
    assert again.read_bytes() == (FOLDER / "responses.csv").read_bytes()


def test_the_example_shows_what_it_was_made_to_show() -> None:
    report = report_of("mid-sized")
    overall = report.published.overall
    assert report.diagnosis.verdict == "not_aligned"
    assert report.diagnosis.weakest == "systems"
    assert overall is not None
    assert overall.practices["C3.5"].agreement == "divided"
    assert report.published.withheld > 0
