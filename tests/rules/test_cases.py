import re
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from tests.rules.cases import CASES, Case, cases

from alignscan.rules.check import check_text
from alignscan.rules.rule import Rule
from alignscan.rules.table import RULES, find
from alignscan.source.finding import Severity, SourceError
from alignscan.source.text import MAX_BYTES, decode_text

MADE_ELSEWHERE = {
    "AS004": "the file would be too large to keep; it is made below",
    "AS810": "a remark in the results, which no command prints",
    "AS822": "it takes a damaged copy of a file that another version would write otherwise",
    "AS830": "it depends on who may read a file, which a checkout does not keep",
    **dict.fromkeys(
        ("AS840", "AS841", "AS842", "AS843", "AS844", "AS845", "AS846", "AS847"),
        "it shows when a wave is released again: tests/cli/test_releases.py",
    ),
    **dict.fromkeys(
        ("AS850", "AS851", "AS852", "AS853", "AS854", "AS855", "AS856", "AS857", "AS863"),
        "it shows when an export is imported: tests/cli/test_import.py, tests/responses/importing",
    ),
}
"""Codes without case files, and why."""
SLOW = re.compile("AS92")
"""Rules on templates: a whole report is made."""
SHOWN = [rule for rule in RULES if rule.code not in MADE_ELSEWHERE]
MOST_CHANGED = 14
"""Lines that a passing case may differ by from the failing one of the same name."""


def by_name(case: Case) -> str:
    return case.name


def each(subjects: Iterable[Rule | Case]) -> list[Any]:
    """Return subjects as parameters, those that take long marked as slow."""
    return [
        pytest.param(one, marks=[pytest.mark.slow] if SLOW.match(one.code) else [])
        for one in subjects
    ]


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


def by_code(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", each(SHOWN), ids=by_code)
def test_every_rule_has_a_case_that_breaks_it_alone_and_one_close_by_that_keeps_it(
    rule: Rule,
) -> None:
    keeping = {case.name: case for case in cases("ok", run=True)}
    broken = [c for c in cases("err", run=True) if c.code == rule.code and c.name in keeping]
    assert any(codes_of(case) == {rule.code} for case in broken), "no failing case with a twin"
    for case in broken:
        assert keeping[case.name].found() == ()
        assert 0 < changed_lines(case.name) <= MOST_CHANGED


def codes_of(case: Case) -> set[str]:
    return {line.split()[-1] for line in case.expected}


def changed_lines(name: str) -> int:
    """Return by how many lines the files of a failing and of a passing case differ."""
    one, other = lines_of("err", name), lines_of("ok", name)
    return sum(line[:1] in "+-" for line in [*unified_diff(one, other)][2:])


def lines_of(kind: str, name: str) -> list[str]:
    whole = CASES / kind / name
    files = sorted(whole.rglob("*")) if whole.is_dir() else [whole.with_name(f"{name}.yaml")]
    texts = [(file.name, file.read_bytes()) for file in files if file.is_file()]
    return [line for name, text in texts for line in (name, *text.decode("latin-1").split("\n"))]


def test_what_has_no_case_files_is_a_rule() -> None:
    assert MADE_ELSEWHERE.keys() <= {rule.code for rule in RULES}
    named = {case.code for kind in ("err", "ok") for case in cases(kind, run=True)}
    assert not MADE_ELSEWHERE.keys() & named


@pytest.mark.parametrize("case", each(c for c in cases("err", run=True) if c.commands), ids=by_name)
def test_a_command_has_exactly_the_findings_of_its_case(case: Case) -> None:
    assert case.found() == case.expected


def test_a_file_is_read_up_to_its_largest_size() -> None:
    text = "format: alignscan/1\norganization: N\nquestionnaire: self-check\ntargets: 4.0\n"
    most = decode_text(text.encode() + b"\n" * (MAX_BYTES - len(text)), "x.yaml")
    assert check_text(most, folder=Path("nowhere")).findings == ()
    many = decode_text(f"{text}notes: [{'1,' * 150_000}]\n".encode(), "x.yaml")
    assert [f.code for f in check_text(many, folder=Path("nowhere")).findings] == ["AS004"]
    with pytest.raises(SourceError) as caught:
        decode_text(b"#" * (MAX_BYTES + 1), "x.yaml")
    assert [f.code for f in caught.value.findings] == ["AS004"]
