"""Gates: what is displayed and what is gated never disagree, from the file and the command line."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.command import EXAMPLES, REPOSITORY, Inside

from alignscan.api.reports import load_report
from alignscan.rendering.gates import outcomes
from alignscan.rendering.options import Presentation
from alignscan.rendering.words import words_for
from alignscan.report.model import Gates

CONDITIONS = ("direction", "commitment", "goals", "capability", "systems")
HEAD = (
    "format: alignscan/1\norganization: Nord\nquestionnaire: self-check\n"
    "mode: team\nagreed: all of us\n"
)
GATES = ("not-aligned", "critical-gap", "low-response")
CONFIDENTIAL = ("mid-sized", "research-engineers-2017")


def survey(run: Inside, *scores: list[int], extra: str = "") -> None:
    answers = "".join(
        f"  {name}: {list(column)}\n" for name, column in zip(CONDITIONS, scores, strict=True)
    )
    text = f"{HEAD}{extra}answers:\n{answers}"
    (run.folder / "survey.yaml").write_text(text, encoding="utf-8")


def aligned(run: Inside, extra: str = "") -> None:
    survey(run, *[[5, 5, 4]] * 5, extra=extra)


def weak(run: Inside, extra: str = "") -> None:
    survey(run, *[[5, 5, 4]] * 4, [1, 2, 1], extra=extra)


def missed(said: str) -> list[str]:
    return re.findall(r"^error: \S+: gate missed, ([a-z-]+)", said, re.MULTILINE)


@pytest.mark.parametrize("gate", GATES)
def test_an_aligned_team_in_which_all_answered_passes(run: Inside, gate: str) -> None:
    aligned(run)
    passed = run("assess", "survey.yaml", "-q", "--fail-on", gate)
    assert (passed.code, passed.said) == (0, "")


def test_each_gate_that_is_missed_is_one_line(run: Inside) -> None:
    weak(run, "population: 10\n")
    options = [option for gate in GATES for option in ("--fail-on", gate)]
    gated = run("assess", "survey.yaml", "-q", "--fail-under", "3", *options)
    assert gated.code == 1
    assert missed(gated.err) == ["fail-under", *GATES]
    assert len(gated.err.splitlines()) == 4
    assert "5 Systems and processes 1.3" in gated.err
    assert "30% of those invited answered" in gated.err


def test_the_gate_is_the_displayed_score(run: Inside) -> None:
    survey(run, [5, 5, 4], [4, 4, 3], [4, 3, 3], [5, 4, 4], [3, 4, 4])
    shown = run("assess", "survey.yaml", "-o", "results.json").out
    least = min(Decimal(x) for x in re.findall(r"^\d .+?\s(\d\.\d) ", shown, re.MULTILINE))
    report = load_report(run.folder / "results.json")
    words = words_for(report, Presentation())
    for limit in (Decimal(hundredths) / 100 for hundredths in range(90, 510)):
        (outcome,) = outcomes(report, Gates(fail_under=limit), words)
        assert bool(outcome.why) is (least < limit), limit


@pytest.mark.parametrize("gate", ["--fail-on=not-aligned", "--fail-on=critical-gap"])
@pytest.mark.parametrize("text", [HEAD, HEAD + "answers: {direction: [5, 5, 5]}\n"])
def test_what_is_not_known_misses_the_gate(run: Inside, gate: str, text: str) -> None:
    (run.folder / "survey.yaml").write_text(text, encoding="utf-8")
    gated = run("assess", "survey.yaml", "-q", gate)
    assert gated.code == 1
    assert len(missed(gated.err)) == 1


def test_participation_only_misses_every_gate(examples: Path) -> None:
    text = (examples / "ex" / "mid-sized" / "survey.yaml").read_text(encoding="utf-8")
    (examples / "ex" / "mid-sized" / "survey.yaml").write_text(
        re.sub(r",? *closed: *\d{4}-\d\d-\d\d", "", text), encoding="utf-8"
    )
    options = ("--fail-under", "1", "--fail-on", "not-aligned", "--fail-on", "critical-gap")
    gated = Inside(examples)("assess", "ex/mid-sized", "-q", *options)
    assert (gated.code, missed(gated.err)) == (1, ["fail-under", "not-aligned", "critical-gap"])


def test_a_rate_that_is_not_known_is_low(run: Inside) -> None:
    text = HEAD.replace("mode: team\nagreed: all of us\n", "")
    answers = "".join(f"  {name}: 5\n" for name in CONDITIONS)
    (run.folder / "survey.yaml").write_text(f"{text}answers:\n{answers}", encoding="utf-8")
    gated = run("assess", "survey.yaml", "-q", "--fail-on", "low-response")
    assert gated.code == 1
    assert "who answered is not known" in gated.err


@pytest.mark.parametrize(("rate", "code"), [("0.3", 0), ("0.30", 0), ("0.31", 1), ("1", 1)])
def test_the_file_says_what_is_low(run: Inside, rate: str, code: int) -> None:
    aligned(run, f"population: 10\ngates: {{fail_on: [low-response], response_rate: {rate}}}\n")
    assert run("assess", "survey.yaml", "-q").code == code


def test_the_file_gates_and_the_results_gate_the_same(run: Inside) -> None:
    weak(run, "gates: {fail_under: 3.5, fail_on: [not-aligned, critical-gap]}\n")
    first = run("assess", "survey.yaml", "-q", "-o", "results.json", "-o", "report.md")
    again = run("report", "results.json", "-q")
    assert (first.code, again.code) == (1, 1)
    assert missed(first.err) == missed(again.err) == ["fail-under", "not-aligned", "critical-gap"]
    assert first.err.replace("survey.yaml", "") == again.err.replace("results.json", "")
    assert (run.folder / "report.md").exists()
    carried = json.loads((run.folder / "results.json").read_text(encoding="utf-8"))["gates"]
    assert carried == {
        "fail_under": "3.5",
        "fail_on": ["not-aligned", "critical-gap"],
        "response_rate": "0.5",
    }


@pytest.mark.parametrize(("key", "value"), [("fail_under", "35"), ("response_rate", "6")])
def test_gates_that_no_survey_sets_are_refused(run: Inside, key: str, value: str) -> None:
    weak(run)
    run("assess", "survey.yaml", "-q", "-o", "results.json")
    results = json.loads((run.folder / "results.json").read_text(encoding="utf-8"))
    results["gates"][key] = value
    (run.folder / "results.json").write_text(json.dumps(results), encoding="utf-8")
    refused = run("report", "results.json", "-q")
    assert (refused.code, "gates" in refused.err) == (2, True)


@pytest.mark.parametrize("command", ["assess survey.yaml", "report results.json"])
def test_the_command_line_wins_over_the_file(run: Inside, command: str) -> None:
    weak(run, "gates: {fail_under: 3.5, fail_on: [not-aligned, critical-gap]}\n")
    run("assess", "survey.yaml", "-q", "-o", "results.json")
    gated = run(*command.split(), "-q", "--fail-under", "1.3", "--fail-on", "low-response")
    assert (gated.code, gated.err) == (0, "")
    only = run(*command.split(), "-q", "--fail-under", "1")
    assert missed(only.err) == ["not-aligned", "critical-gap"]


def test_a_gate_that_is_none_is_refused(run: Inside) -> None:
    aligned(run)
    for command in (("assess", "survey.yaml"), ("report", "survey.yaml")):
        refused = run(*command, "--fail-on", "overdue")
        assert (refused.code, refused.out) == (2, "")
        assert "choose one of not-aligned, critical-gap, low-response" in refused.err


def test_every_survey_is_gated_by_its_own_file(run: Inside) -> None:
    aligned(run, "gates: {fail_on: [not-aligned]}\n")
    (run.folder / "survey.yaml").rename(run.folder / "a.yaml")
    weak(run, "gates: {fail_on: [not-aligned]}\n")
    gated = run("assess", ".", "-q")
    assert gated.code == 1
    assert gated.err.startswith("error: survey.yaml: gate missed, not-aligned")


@pytest.mark.parametrize(
    "name", [pytest.param(e, marks=pytest.mark.slow if e == "mid-sized" else ()) for e in EXAMPLES]
)
def test_a_summary_says_what_the_screen_says(examples: Path, name: str) -> None:
    run = Inside(examples)
    shown = run("assess", f"ex/{name}", "--summary", "page.md", "--fail-on", "not-aligned")
    page = (examples / "page.md").read_text(encoding="utf-8")
    assert shown.code == 1
    tracked = name in CONFIDENTIAL  # the summary counts as a release of the wave
    assert any((examples / "ex" / name).glob("*.ledger.json")) is tracked
    verdict = re.search(r"NOT ALIGNED|CANNOT BE JUDGED", shown.out)
    assert verdict is not None
    assert f"**{verdict[0]}**" in page
    assert "Gate missed, not-aligned" in page
    rows = re.findall(r"^\| (\d) .+? \| (\S+) \| (\S+) \|", page, re.MULTILINE)
    assert [number for number, *_ in rows] == ["1", "2", "3", "4", "5"]
    for number, now, _ in rows:
        line = next(x for x in shown.out.splitlines() if x.startswith(f"{number} "))
        assert now in line.split()


def test_a_summary_names_gates_and_reports_and_stays_beside_others(run: Inside) -> None:
    weak(run)
    (run.folder / "page.md").write_text("# Build\n", encoding="utf-8")
    options = ("--fail-on", "not-aligned", "--fail-on", "low-response", "--fail-under", "1")
    run("assess", "survey.yaml", "-q", "-o", "r.json", "-o", "r.md", *options)
    run("report", "r.json", "-q", "-o", "again.md", "--summary", "page.md", *options)
    page = (run.folder / "page.md").read_text(encoding="utf-8")
    assert page.startswith("# Build\n\n## Nord\n")
    assert page.count("❌") == 1
    assert page.count("✅") == 2
    assert "Reports: again.md" in page


def test_a_summary_is_inert(run: Inside) -> None:
    weak(run)
    text = (run.folder / "survey.yaml").read_text(encoding="utf-8")
    hostile = 'organization: "<script>|[x](http://y) @all"'
    (run.folder / "survey.yaml").write_text(text.replace("organization: Nord", hostile))
    run("assess", "survey.yaml", "-q", "--summary", "page.md")
    page = (run.folder / "page.md").read_text(encoding="utf-8")
    assert page.startswith("## &lt;script&gt;")
    assert "](http:" not in page


def test_a_summary_that_cannot_be_added_writes_nothing(run: Inside) -> None:
    weak(run)
    for target, said in (("survey.yaml", "is an input"), ("no/page.md", "there is no folder no")):
        refused = run("assess", "survey.yaml", "-o", "r.json", "--summary", target)
        assert (refused.code, refused.out) == (2, "")
        assert said in refused.err
        assert not (run.folder / "r.json").exists()


def test_the_examples_have_no_gates() -> None:
    for name in EXAMPLES:
        text = (REPOSITORY / "assessments" / name / "survey.yaml").read_text(encoding="utf-8")
        assert "gates:" not in text
