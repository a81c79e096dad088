import ast
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

import alignscan
from alignscan import (
    Assessment,
    Finding,
    InvalidInput,
    Measures,
    Presentation,
    Report,
    Tabulation,
)
from alignscan.rendering.formats import FORMATS

TOP = Path(__file__).parents[2]
TEAM = TOP / "assessments" / "leadership-team" / "survey.yaml"
BROKEN = TOP / "tests" / "cases" / "err" / "AS101-all-in-one-run.yaml"
CANARY = "Zanzibar-4711"


@pytest.fixture(autouse=True)
def _silence(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Whatever a test does here, nothing may be printed."""
    yield
    assert capfd.readouterr() == ("", "")


def test_from_a_file_to_a_report_step_by_step() -> None:
    assessment: Assessment = alignscan.load(TEAM)
    tabulation: Tabulation = alignscan.tabulate(assessment)
    measures: Measures = alignscan.measure(tabulation)
    report: Report = alignscan.assess(assessment)
    assert tabulation.respondents == 6
    assert measures.cells[0].scales["direction"].mean == Fraction(11, 3)
    assert report.diagnosis.weakest == "systems"


@pytest.mark.parametrize("path", [TEAM, str(TEAM)])
def test_a_path_may_be_text(path: str | Path) -> None:
    assert alignscan.assess(path) == alignscan.assess(alignscan.load(TEAM))
    assert {f.severity for f in alignscan.check(path)} <= {"info"}


def test_two_halves_of_a_team_add_up() -> None:
    half = alignscan.tabulate(alignscan.load(TEAM))
    both = alignscan.measure(half + half)
    assert both.cells[0].respondents == 12
    assert both.cells[0].scales["goals"].mean == Fraction(8, 3)


def test_counts_are_saved_and_added_up(tmp_path: Path) -> None:
    team = alignscan.load(TEAM)
    counts = alignscan.tabulate(team)
    one, two = tmp_path / "one.tab", tmp_path / "two.tab"
    one.write_bytes(alignscan.save_tabulation(counts))
    two.write_bytes(alignscan.save_tabulation(counts + counts))
    loaded = alignscan.load_tabulation(team, one, str(two))
    assert loaded == counts + counts + counts
    report = alignscan.assess(team, tabulation=loaded)
    assert report.published.participation.responded == 18
    assert report.heading.answers_in == "file"
    assert alignscan.assess(TEAM, tabulation=counts).diagnosis == alignscan.assess(TEAM).diagnosis


def test_counts_of_another_survey_are_invalid_input(tmp_path: Path) -> None:
    team, other = alignscan.load(TEAM), alignscan.load(TEAM.parents[1] / "self-check/survey.yaml")
    counts = alignscan.tabulate(alignscan.load(TEAM.parents[1] / "mid-sized" / "survey.yaml"))
    assert alignscan.assess(other, tabulation=alignscan.tabulate(other)) is not None
    saved = tmp_path / "other.tab"
    saved.write_bytes(alignscan.save_tabulation(counts))
    with pytest.raises(InvalidInput) as refusal:
        alignscan.load_tabulation(team, saved, saved, tmp_path / "none.tab")
    assert [f.code for f in refusal.value.findings] == ["AS823", "AS823", "AS001"]
    with pytest.raises(InvalidInput) as refusal:
        alignscan.assess(team, tabulation=counts)
    assert [(f.code, f.path) for f in refusal.value.findings] == [("AS823", str(TEAM))]


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_rendered_as_text(format: str) -> None:
    report = alignscan.assess(TEAM)
    assert "Northwind Logistics" in alignscan.render(report, format)
    assert alignscan.render(report, format, Presentation()) == alignscan.render(report, format)


def test_a_format_that_does_not_exist_is_a_wrong_value() -> None:
    with pytest.raises(ValueError, match="docx"):
        alignscan.render(alignscan.assess(TEAM), "docx")


def test_a_written_report_is_read_back(tmp_path: Path) -> None:
    report = alignscan.assess(TEAM)
    path = tmp_path / "results.json"
    path.write_text(alignscan.render(report, "json"), encoding="utf-8")
    assert alignscan.load_report(path) == report


@pytest.mark.parametrize("content", ["{}", "[]", "not json", f'{{"format": "{CANARY}"}}'])
def test_what_is_no_report_is_refused_without_quoting_it(content: str, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput) as refusal:
        alignscan.load_report(path)
    assert [f.code for f in refusal.value.findings] == ["AS107"]
    assert CANARY not in repr(refusal.value.findings) + str(refusal.value)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff"])
def test_a_report_that_cannot_be_read_is_invalid_input_too(
    content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "results.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidInput) as refusal:
        alignscan.load_report(path)
    assert refusal.value.findings


def test_invalid_input_says_everything_that_is_wrong_and_where() -> None:
    with pytest.raises(InvalidInput) as refusal:
        alignscan.load(BROKEN)
    findings: tuple[Finding, ...] = refusal.value.findings
    assert findings == alignscan.check(BROKEN) or set(findings) == {*alignscan.check(BROKEN)}
    assert len(findings) >= 6
    assert all(f.path == str(BROKEN) and f.span is not None for f in findings)


@pytest.mark.parametrize("step", [alignscan.load, alignscan.assess])
@pytest.mark.parametrize("content", [None, b"", b"- a\n", b"format: alignscan/actions/1\n"])
def test_a_file_that_is_no_survey_is_invalid_input(
    step: object, content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "survey.yaml"
    if content is not None:
        path.write_bytes(content)
    assert callable(step)
    with pytest.raises(InvalidInput) as refusal:
        step(path)
    assert refusal.value.findings
    assert alignscan.check(path)


def test_a_questionnaire_is_valid_and_yet_no_survey() -> None:
    path = TOP / "src/alignscan/content/questionnaires/pulse.yaml"
    with pytest.raises(InvalidInput) as refusal:
        alignscan.load(path)
    assert "AS107" in {f.code for f in refusal.value.findings}


def test_answers_that_cannot_be_read_are_invalid_input_and_stay_secret(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(f"direction,goals\n3,4\n{CANARY},9\n", encoding="utf-8")
    survey = tmp_path / "s.yaml"
    survey.write_text(
        "format: alignscan/1\norganization: N\nquestionnaire: self-check\nresponses: r.csv\n",
        encoding="utf-8",
    )
    assert not [f for f in alignscan.check(survey) if f.severity == "error"]
    for step in (alignscan.assess, lambda p: alignscan.tabulate(alignscan.load(p))):
        with pytest.raises(InvalidInput) as refusal:
            step(survey)
        assert {f.code[:3] for f in refusal.value.findings} == {"AS8"}
        assert CANARY not in str(refusal.value)


@pytest.mark.parametrize("name", ["survey", "questionnaire", "actions", "report"])
def test_each_file_has_a_schema(name: str) -> None:
    assert alignscan.schema(name).startswith("{\n")


def test_the_public_names_are_those_of_the_type_stub() -> None:
    stub = ast.parse((TOP / "src/alignscan/__init__.pyi").read_text(encoding="utf-8"))
    named = {
        alias.asname
        for node in ast.walk(stub)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert named == set(vars(alignscan)["__all__"])
    for name in vars(alignscan)["__all__"]:
        assert getattr(alignscan, name).__doc__
    with pytest.raises(AttributeError):  # looking is what is tried, at what is not there
        alignscan.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_no_room_hides_a_public_name() -> None:
    names = sorted(path.parent.name for path in (TOP / "src/alignscan").glob("*/__init__.py"))
    assert not set(names) & set(vars(alignscan)["__all__"])


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, alignscan; print([m for m in sys.modules if m.startswith('alignscan.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
