"""Exports whose own columns are in a language that is not known here hold the same answers."""

from pathlib import Path

import pytest
from tests.responses.importing.layouts import (
    CANARIES,
    PEOPLE,
    STATEMENTS,
    cells,
    google_forms,
    imported,
    limesurvey,
    microsoft_forms,
    number,
    survey_in,
    surveymonkey,
)

from alignscan.responses.importing.written import csv_of
from alignscan.source.finding import Severity


def _renamed(content: bytes, names: dict[str, str]) -> bytes:
    text = content.decode("utf-8-sig")
    for name, other in names.items():
        assert name in text
        text = text.replace(name, other, 1)
    return text.encode()


SURVEYMONKEY = {
    "Respondent ID": "Svarande-id",
    "Collector ID": "Insamlare",
    "IP Address": "Adress",
    "Email Address": "Post",
    "First Name": "Eget",
    "Last Name": "Efter",
    "Custom Data 1": "Annat",
    "Open-Ended Response": "Fritt svar",
    "Response": "Svar",
}
LIMESURVEY = {
    "Response ID": "Svar-id",
    "Date submitted": "Inskickat",
    "Last page": "Sida",
    "Start language": "Språk",
    "Seed": "Frö",
    "Access code": "token",
}
FOREIGN = {
    "surveymonkey": ("s.csv", _renamed(surveymonkey(), SURVEYMONKEY)),
    "limesurvey": ("l.csv", _renamed(limesurvey("text"), LIMESURVEY)),
    "google-forms": ("g.csv", google_forms("Tidspunkt")),
    "microsoft-forms": (
        "m.xlsx",
        microsoft_forms(("ID", "Upphafstími", "Lokatími", "Netfang", "Nafn")),
    ),
}
UNDERSCORES = "\n".join(
    line.replace(" ", "_") if at == 0 else line
    for at, line in enumerate(limesurvey("text").decode("utf-8-sig").splitlines())
).encode()


@pytest.mark.parametrize("platform", FOREIGN)
def test_answers_are_the_same_and_nobody_is_named(platform: str, tmp_path: Path) -> None:
    name, content = FOREIGN[platform]
    (tmp_path / name).write_bytes(content)
    one = imported(tmp_path / name, survey_in(tmp_path))
    assert one.report.platform == platform
    assert [f.message for f in one.findings if f.severity is Severity.ERROR] == []
    for at, item in enumerate(STATEMENTS, 1):
        assert cells(one, item) == [number(person[at]) for person in PEOPLE]
    told = repr(one.report) + repr(one.findings) + csv_of(one.columns, one.size).decode()
    assert [canary for canary in CANARIES if canary in told] == []


def test_unfinished_responses_are_known_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(FOREIGN["limesurvey"][1])
    assert imported(tmp_path / "l.csv", survey_in(tmp_path)).report.dropped == {"unfinished": 1}


def test_headings_with_underscores_for_blanks_are_the_same_texts(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(UNDERSCORES)
    one = imported(tmp_path / "l.csv", survey_in(tmp_path))
    assert one.report.unresolved == ()
    assert cells(one, "C1_1") == [number(person[1]) for person in PEOPLE]


def test_a_column_that_is_filled_late_is_unresolved_and_not_empty(tmp_path: Path) -> None:
    rows = ["C1_1,Car", *["4,"] * 21_000, *["4,yes", "3,no"] * 40]
    (tmp_path / "x.csv").write_text("\n".join(rows), encoding="utf-8")
    one = imported(tmp_path / "x.csv", survey_in(tmp_path))
    assert [note.heading for note in one.report.unresolved] == ["Car"]
