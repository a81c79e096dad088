import pytest
from tests.rules.cases import Case, cases

from alignscan.rules.table import RULES, find
from alignscan.source.finding import Severity

MADE_ELSEWHERE = {
    "AS001": "there is no file",
    "AS004": "the file would be too large to keep",
    "AS024": "it is about a configuration file",
    "AS239": "it shows when answers are counted",
    "AS920": "templates are checked by a command of their own",
    "AS921": "templates are checked by a command of their own",
    "AS922": "templates are checked by a command of their own",
    "AS923": "templates are checked by a command of their own",
    "AS924": "templates are checked by a command of their own",
    "AS557": "it shows when a plan is merged",
}
"""Codes whose failing case is made by a test, since a file cannot show it."""
BY_RESPONSES = {rule.code for rule in RULES if rule.code.startswith("AS8")}


def by_name(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", cases("err"), ids=by_name)
def test_a_broken_file_has_exactly_its_findings(case: Case) -> None:
    assert case.found() == case.expected


@pytest.mark.parametrize("case", cases("err"), ids=by_name)
def test_a_broken_file_shows_the_rule_it_is_named_after(case: Case) -> None:
    assert case.code in {line.split()[-1] for line in case.expected}


@pytest.mark.parametrize("case", cases("err"), ids=by_name)
def test_every_finding_says_what_to_do(case: Case) -> None:
    for finding in case.check().findings:
        rule = find(finding.code)
        assert rule is not None
        assert finding.severity == rule.severity
        assert finding.hint or finding.code in {"AS002", "AS005", "AS016"}


@pytest.mark.parametrize("case", cases("err"), ids=by_name)
def test_a_broken_file_gives_no_half_understood_model(case: Case) -> None:
    checked = case.check()
    if any(finding.code.startswith("AS1") for finding in checked.errors):
        models = (checked.survey, checked.questionnaire, checked.library)
        shape_only = {"AS101"} >= {f.code for f in checked.errors if f.code.startswith("AS1")}
        assert shape_only or None in models


@pytest.mark.parametrize("case", cases("ok"), ids=by_name)
def test_a_good_file_has_no_findings(case: Case) -> None:
    findings = case.check().findings
    assert [f for f in findings if f.severity is not Severity.INFO] == []


def test_every_code_that_check_reports_has_a_failing_case() -> None:
    shown = {case.code for case in cases("err")} | MADE_ELSEWHERE.keys() | BY_RESPONSES
    assert {rule.code for rule in RULES} - shown == set()


def test_good_files_are_not_found_by_accident() -> None:
    assert len(cases("ok")) >= 8
