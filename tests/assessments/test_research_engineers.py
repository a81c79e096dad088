"""The real survey: its responses come from the published export, and the export agrees."""

import csv
import re
import subprocess
import sys
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import alignscan

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assessments" / "research-engineers-2017"
SCRIPT = ROOT / "scripts" / "make_research_engineers.py"
RAW = ROOT.parent / "shared/samples/limesurvey/rse_us_2017_codetext_full_answers.csv"

AGREE = ("Strongly disagree", "Disagree", "Neither agree or disagree", "Agree", "Strongly Agree")
FREQUENCY = ("Never", "Sometimes", "Often", "Very Often", "Always")
REVERSED = ("turnOver1", "turnOver4", "turnOver6")

EXPECTED = {  # item: people who answered favorably, people who answered
    "perfCheck4": (108, 139),
    "affRec1": (100, 133),
    "affRec5": (82, 133),
    "turnOver1": (96, 136),
    "perfCheck2": (49, 133),
    "perfCheck5": (55, 138),
    "perfCheck7": (27, 139),
    "affRec3": (80, 132),
    "affRec4": (81, 132),
    "perfCheck6": (36, 133),
    "progRSE2": (27, 129),
    "perfCheck1": (63, 138),
    "perfCheck3": (76, 134),
    "affSat1": (115, 137),
    "affSat2": (110, 137),
    "affSat3": (109, 137),
    "affSat4": (106, 132),
    "turnOver4": (85, 135),
    "turnOver5": (106, 136),
    "turnOver6": (76, 136),
}

needs_raw = pytest.mark.skipif(not RAW.exists(), reason="reference data not available")


def favorable_from_raw() -> dict[str, tuple[int, int]]:
    """For each mapped item how many answered favorably, and how many answered.

    Favorable are the upper two of five labels, the lower two for a reversed item.
    """
    with RAW.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    headings = {code: heading for heading in rows[0] if (code := _code(heading)) in EXPECTED}
    return {code: _favorable(rows, headings[code], code) for code in EXPECTED}


def favorable_from_responses() -> dict[str, tuple[int, int]]:
    """The same from the responses of the example."""
    rows = responses()
    return {code: _favorable(rows, code, code) for code in EXPECTED}


def responses() -> list[dict[str, str]]:
    with (FOLDER / "responses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _code(heading: str) -> str:
    match = re.match(r"likert[12]\[(\w+)\]\. \[", heading)
    return match[1] if match else ""


def _favorable(rows: list[dict[str, str]], column: str, item: str) -> tuple[int, int]:
    answers = [row[column] for row in rows if row[column]]
    labels = AGREE if set(answers) <= set(AGREE) else FREQUENCY
    assert set(answers) <= set(labels)
    good = labels[:2] if item in REVERSED else labels[-2:]
    return sum(answer in good for answer in answers), len(answers)


def test_the_responses_have_the_favorable_shares_of_the_export() -> None:
    assert favorable_from_responses() == EXPECTED


@needs_raw
def test_the_export_has_the_favorable_shares_expected() -> None:
    assert favorable_from_raw() == EXPECTED


@needs_raw
def test_the_script_makes_the_committed_responses(tmp_path: Path) -> None:
    again = tmp_path / "responses.csv"
    subprocess.run([sys.executable, SCRIPT, "-o", again], check=True, capture_output=True)
    assert again.read_bytes() == (FOLDER / "responses.csv").read_bytes()


@needs_raw
def test_only_people_without_any_answer_are_dropped() -> None:
    with RAW.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    columns = [heading for heading in people[0] if _code(heading) in EXPECTED]
    silent = [person for person in people if not any(person[column] for column in columns)]
    assert (len(people), len(silent), len(responses())) == (164, 24, 140)


def test_nothing_but_the_items_and_the_band_of_years_is_kept() -> None:
    rows = responses()
    assert set(rows[0]) == {"tenure", *EXPECTED}
    assert all(_is_listed(row) for row in rows)


def _is_listed(row: Mapping[str, str]) -> bool:
    bands = ("", "Under 2 years", "2 to 4 years", "5 to 9 years", "10 years or more")
    answers = {value for column, value in row.items() if column != "tenure"}
    return row["tenure"] in bands and answers <= {"", *AGREE, *FREQUENCY}


def test_the_measured_favorable_shares_are_those_of_the_export() -> None:
    measures = alignscan.measure(alignscan.tabulate(alignscan.load(FOLDER / "survey.yaml")))
    measured = {id: m.favorable for id, m in measures.cells[0].items.items()}
    assert measured == {id: Fraction(good, n) for id, (good, n) in EXPECTED.items()}


def test_the_published_favorable_shares_are_those_of_the_export_in_percent() -> None:
    overall = alignscan.assess(FOLDER / "survey.yaml").published.overall
    assert overall is not None
    shown = {id: figures.favorable for id, figures in overall.items.items()}
    assert shown == {id: _percent(good, n) for id, (good, n) in EXPECTED.items()}


def test_the_survey_cannot_judge_what_it_did_not_ask() -> None:
    diagnosis = alignscan.assess(FOLDER / "survey.yaml").diagnosis
    states = {c.id: c.state for c in diagnosis.conditions}
    assert diagnosis.verdict == "cannot_be_judged"
    assert states.pop("systems") == "partly"
    assert set(states.values()) == {"not_scorable"}


def _percent(good: int, n: int) -> Decimal:
    return (Decimal(good) / n).quantize(Decimal("0.01"), ROUND_HALF_UP)
