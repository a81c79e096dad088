import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from tests.rendering.shapes import GITLAB, JUNIT, SARIF

from alignscan.rendering.findings import sarif as sarif_format
from alignscan.rendering.findings.formats import FORMATS, SUFFIXES, render
from alignscan.rendering.findings.run import Run
from alignscan.rendering.findings.schema import findings_schema
from alignscan.rules.table import RULES
from alignscan.source.finding import Finding, Severity
from alignscan.source.span import Span

NASTY = "\x1b[31m\r\n::error::x\n##[x]%0A,:|`<b>]](http://x){0}\u202e\u2028\ud800\ufffe\x00é中🙂"
UNSEEN = {"Cc", "Cs", "Cf", "Zl", "Zp"}
SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "schemas"
STANDARD = Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
HTML_JOINER = "\u2060"
"""What Markdown puts behind an ``@``."""


SOMEWHERE = Span(2, 1, 2, 5)


def finding(
    code: str = "AS101",
    message: str = "wrong",
    path: str = "a/survey.yaml",
    span: Span | None = SOMEWHERE,
    **rest: str,
) -> Finding:
    severity = next(rule.severity for rule in RULES if rule.code == code)
    return Finding(code, severity, message, path, span, **rest)


def run_of(*findings: Finding, files: Sequence[str] = ("a/survey.yaml",), **rest: Any) -> Run:
    return replace(Run(findings, tuple(files), "0.1.0"), **rest)


texts = st.text(st.sampled_from(NASTY + "ab c"), min_size=1, max_size=30)
spans = st.builds(
    lambda line, column, lines, columns: Span(line, column, line + lines, column + columns),
    *(st.integers(1, 99), st.integers(1, 99), st.integers(0, 3), st.integers(0, 9)),
)
hostile = st.builds(
    finding,
    code=st.sampled_from([rule.code for rule in RULES]),
    message=texts.map(lambda text: f"x{text}"),
    path=texts.map(lambda text: f"a{text}".replace("\0", "")),
    span=st.none() | spans,
    data_path=texts,
    hint=texts,
)
runs = st.lists(hostile, max_size=5).map(lambda found: run_of(*found, base="/srv"))


def valid(schema: object, text: str) -> object:
    data = json.loads(text)
    assert [(e.json_path, e.message) for e in Draft7Validator(schema).iter_errors(data)] == []
    return data


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40)
@given(runs)
def test_nothing_hostile_gets_through(format: str, run: Run) -> None:
    text = render(run, format)
    text.encode()
    shown = text.replace(HTML_JOINER, "") if format == "markdown" else text
    unseen = {c for c in shown if unicodedata.category(c) in UNSEEN} - {"\n"}
    assert unseen == set()
    assert render(run, format) == text


@settings(max_examples=60)
@given(runs)
def test_json_keeps_to_its_schema(run: Run) -> None:
    data = valid(findings_schema(), render(run, "json"))
    assert isinstance(data, dict)
    assert len(data["findings"]) == len(run.findings)
    assert sum(data["summary"][s.value] for s in Severity) == len(run.findings)


@settings(max_examples=60)
@given(runs)
def test_sarif_is_what_code_scanning_reads(run: Run) -> None:
    data = valid(SARIF, render(run, "sarif"))
    assert isinstance(data, dict)
    assert [(e.json_path, e.message) for e in STANDARD.iter_errors(data)] == []
    log = data["runs"][0]
    rules, results = log["tool"]["driver"]["rules"], log["results"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    assert [rules[one["ruleIndex"]]["id"] for one in results] == [one["ruleId"] for one in results]
    for one, found in zip(results, run.findings, strict=True):
        place = one["locations"][0]["physicalLocation"]
        assert ("region" in place) is (found.span is not None)
        assert "](" not in one["message"]["text"]
        assert not re.search(r"(?<!\{)\{\d+\}", one["message"]["text"])


@settings(max_examples=60)
@given(runs)
def test_gitlab_gets_a_fingerprint_for_each_finding(run: Run) -> None:
    data = valid(GITLAB, render(run, "gitlab"))
    assert isinstance(data, list)
    assert len({issue["fingerprint"] for issue in data}) == len(run.findings)


@settings(max_examples=60)
@given(runs)
def test_github_gets_one_command_for_each_finding(run: Run) -> None:
    lines = render(run, "github").splitlines()
    assert len(lines) == len(run.findings)
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command is not None
        assert not re.search(r"%(?!25|0A|0D|2C|3A)", line)
        pairs = dict(pair.split("=", 1) for pair in command[2].split(","))
        assert {"file", "title"} <= pairs.keys() <= PROPERTIES


PROPERTIES = {"file", "title", "line", "endLine", "col", "endColumn"}


@settings(max_examples=60)
@given(runs)
def test_junit_has_a_test_for_each_file(run: Run) -> None:
    root = ET.fromstring(render(run, "junit").encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, inner = JUNIT[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= inner
    cases = list(root.iter("testcase"))
    assert len(cases) == len({f.path for f in run.findings} | set(run.files))
    suite = root[0]
    for name, tag in (("failures", "failure"), ("errors", "error")):
        assert int(suite.attrib[name]) == sum(case.find(tag) is not None for case in cases)
    failed = {f.path for f in run.findings if run.fails(f)}
    assert int(suite.attrib["failures"]) + int(suite.attrib["errors"]) == len(failed)


@settings(max_examples=60)
@given(runs)
def test_markdown_has_a_row_for_each_finding(run: Run) -> None:
    rows = [x for x in render(run, "markdown").splitlines() if x.startswith("|")]
    assert len(rows) == (len(run.findings) + 2 if run.findings else 0)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {6}


def fingerprints(run: Run) -> list[str]:
    return [one["fingerprint"] for one in json.loads(render(run, "gitlab"))]


def test_fingerprints_stay_when_lines_move() -> None:
    here = run_of(finding(span=Span(2, 1, 2, 5), data_path="items[a].text", message="one"))
    there = run_of(finding(span=Span(90, 7, 91, 5), data_path="items[a].text", message="two"))
    assert fingerprints(here) == fingerprints(there)


def test_fingerprints_differ_by_code_file_place_and_count() -> None:
    one = finding(data_path="items[a]")
    others = (
        finding("AS102", data_path="items[a]"),
        finding(data_path="items[b]"),
        finding(path="b/survey.yaml", data_path="items[a]"),
        one,
    )
    assert len(set(fingerprints(run_of(one, *others)))) == 5


@pytest.mark.parametrize("named", ["a/survey.yaml", "./a/survey.yaml", "/srv/a/survey.yaml"])
def test_a_path_is_told_from_the_folder_of_the_run(named: str) -> None:
    run = run_of(finding(path=named), files=[named], base="/srv")
    assert json.loads(render(run, "json"))["findings"][0]["path"] == "a/survey.yaml"
    assert fingerprints(run) == fingerprints(run_of(finding(path="a/survey.yaml"), base="/srv"))


def test_a_path_outside_is_absolute_in_sarif() -> None:
    run = run_of(finding(path="../b c.yaml"), base="/srv/here")
    place = json.loads(render(run, "sarif"))["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "file:///srv/b%20c.yaml"}


@given(texts)
def test_a_uri_leads_back_to_the_path(name: str) -> None:
    path = re.sub(r"[/\0\ud800]", "_", f"é {name}%41#?")
    run = run_of(finding(path=path))
    place = json.loads(render(run, "sarif"))["runs"][0]["results"][0]["locations"][0]
    assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]) == path


def test_errors_come_first_where_only_the_first_are_shown() -> None:
    mixed = run_of(
        finding("AS221", span=Span(1, 1, 1, 2)),
        finding("AS020", span=Span(2, 1, 2, 2)),
        finding("AS101", span=Span(3, 1, 3, 2)),
        finding("AS020", span=Span(4, 1, 4, 2)),
    )
    kinds = [line.split(" ")[0] for line in render(mixed, "github").splitlines()]
    assert kinds == ["::error", "::warning", "::warning", "::notice"]
    assert re.findall(r"line=(\d)", render(mixed, "github")) == ["3", "2", "4", "1"]


def test_annotations_mark_what_the_excerpt_marks() -> None:
    within = render(run_of(finding(span=Span(2, 3, 2, 8))), "github")
    assert "line=2,col=3,endColumn=7," in within
    assert "line=2,endLine=4," in render(run_of(finding(span=Span(2, 3, 4, 8))), "github")
    assert "col=3,endColumn=3," in render(run_of(finding(span=Span(2, 3, 2, 3))), "github")


def test_a_run_that_could_not_look_is_no_clean_run() -> None:
    unread = run_of(finding("AS001", span=None))
    log = json.loads(render(unread, "sarif"))["runs"][0]["invocations"][0]
    assert log["executionSuccessful"] is False
    assert len(log["toolExecutionNotifications"]) == 1
    assert 'errors="1"' in render(unread, "junit")
    clean = json.loads(render(run_of(finding()), "sarif"))["runs"][0]["invocations"][0]
    assert clean == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_what_does_not_fail_the_run_is_no_failure() -> None:
    warned = run_of(finding("AS020"))
    assert "<system-out>" in render(warned, "junit")
    assert "<failure" in render(replace(warned, least=Severity.WARNING), "junit")
    assert json.loads(render(warned, "json"))["summary"]["failed"] is False


def test_too_many_results_are_cut_to_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_format, "MOST", 2)
    many = run_of(finding("AS020"), finding("AS020"), finding("AS101"))
    log = json.loads(render(many, "sarif"))["runs"][0]
    assert [one["level"] for one in log["results"]] == ["error", "warning"]
    said = log["invocations"][0]["toolExecutionNotifications"]
    assert "1 findings are left out" in said[0]["message"]["text"]


def test_nothing_found_is_a_whole_file_too() -> None:
    for format in FORMATS:
        text = render(run_of(), format)
        assert text == "" if format == "github" else text.endswith("\n")
    assert json.loads(render(run_of(), "gitlab")) == []


def test_every_suffix_has_a_format() -> None:
    assert set(SUFFIXES.values()) <= set(FORMATS)
    with pytest.raises(ValueError, match="no format 'xml'"):
        render(run_of(), "xml")
