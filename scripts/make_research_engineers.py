"""Makes the responses of the example research-engineers-2017 from the published survey export.

`python3 scripts/make_research_engineers.py [--raw export.csv] [-o responses.csv]`

Kept: the twenty items of the example's questionnaire, with labels as text, and the years in the
current employment in four bands. Everything else is dropped: free text, country, education,
disciplines, and people who answered none of the twenty items.
"""

import argparse
import csv
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT.parent / "shared/samples/limesurvey/rse_us_2017_codetext_full_answers.csv"
OUT = ROOT / "assessments/research-engineers-2017/responses.csv"

ITEMS = (
    *("perfCheck4", "affRec1", "affRec5", "turnOver1", "perfCheck2", "perfCheck5", "perfCheck7"),
    *("affRec3", "affRec4", "perfCheck6", "progRSE2", "perfCheck1", "perfCheck3"),
    *("affSat1", "affSat2", "affSat3", "affSat4", "turnOver4", "turnOver5", "turnOver6"),
)
YEARS = "currentEmp11. "
BANDS = ((2.0, "Under 2 years"), (5.0, "2 to 4 years"), (10.0, "5 to 9 years"))
LONGEST = "10 years or more"


def main() -> int:
    """Write the responses, say how many people were dropped and return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raw", type=Path, default=RAW)
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    options = parser.parse_args()
    with options.raw.open(encoding="utf-8", newline="") as file:
        headings, *people = csv.reader(file)
    kept = [row for row in _responses(headings, people) if any(row[1:])]
    with options.output.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("tenure", *ITEMS), *kept])
    print(f"{len(kept)} people kept, {len(people) - len(kept)} without any answer dropped")
    return 0


def _responses(headings: list[str], people: Iterable[list[str]]) -> list[list[str]]:
    years = _column(headings, YEARS)
    items = [_column(headings, f"[{item}]. [") for item in ITEMS]
    return [[_band(row[years]), *(row[i] for i in items)] for row in people]


def _column(headings: list[str], part: str) -> int:
    """Headings look like ``likert1[perfCheck4]. [Do you receive ...?]``; each code stands once."""
    (found,) = (i for i, heading in enumerate(headings) if part in heading)
    return found


def _band(years: str) -> str:
    if not years:
        return ""
    return next((name for below, name in BANDS if float(years) < below), LONGEST)


if __name__ == "__main__":
    sys.exit(main())
