"""Weighted scores from a survey file to its reports."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

import alignscan

SURVEY = """\
format: alignscan/1
organization: Northwind
questionnaire: self-check
wave: {id: w1, closed: 2026-09-21}
segments:
  site: {column: Site, categories: [North, South]}
  level: {column: Grade, categories: [team_leader, employee]}
responses: responses.csv
"""
CONDITIONS = "direction,commitment,goals,capability,systems"


def written(folder: Path, more: str, invited: str = "") -> Path:
    """Write a survey in which thirty in the North see 4 and ten in the South see 2."""
    rows = [f"North,employee,{i % 2 + 3},4,4,4,4" for i in range(30)]
    rows += [f"South,employee,2,2,{i % 2 + 1},2,2" for i in range(10)]
    (folder / "responses.csv").write_text(
        "\n".join([f"Site,Grade,{CONDITIONS}", *rows, ""]), encoding="utf-8"
    )
    (folder / "invited.csv").write_text(invited, encoding="utf-8")
    (folder / "survey.yaml").write_text(SURVEY + more, encoding="utf-8")
    return folder / "survey.yaml"


def test_counts_in_the_file_give_weighted_scores_beside_the_others(tmp_path: Path) -> None:
    path = written(tmp_path, "population: {site: {North: 50, South: 150}}\n")
    report = alignscan.assess(path)
    overall, weighted = report.published.overall, report.published.weighted
    assert overall is not None
    assert weighted is not None
    assert overall.conditions["direction"].score == Decimal("3.1")
    assert weighted.conditions["direction"].score == Decimal("2.4")
    assert weighted.conditions["commitment"].score == Decimal("2.5")
    assert report.diagnosis.conditions[0].score == Decimal("3.1")
    text = alignscan.render(report, "markdown")
    assert "Weighted to the workforce, 1 Direction exists would be not apparent" in text


def test_a_list_of_the_invited_gives_the_same(tmp_path: Path) -> None:
    rows = ["name,Site", *["a,North"] * 50, *["b,South"] * 150]
    listed = alignscan.assess(written(tmp_path, "population: invited.csv\n", "\n".join(rows)))
    given = "population: {site: {North: 50, South: 150}}\n"
    counted = alignscan.assess(written(tmp_path, given))
    assert listed.published.weighted == counted.published.weighted


def test_weighted_scores_can_be_switched_off(tmp_path: Path) -> None:
    text = "population: {site: {North: 50, South: 150}}\nweighting: none\n"
    assert alignscan.assess(written(tmp_path, text)).published.weighted is None


def test_a_list_that_does_not_say_what_is_asked_is_refused(tmp_path: Path) -> None:
    rows = "name,Site\na,North\nb,South\n"
    path = written(tmp_path, "population: invited.csv\nweighting: [site, level]\n", rows)
    with pytest.raises(alignscan.InvalidInput) as caught:
        alignscan.assess(path)
    assert [f.code for f in caught.value.findings] == ["AS243"]


def test_a_results_file_holds_what_is_needed_to_print_it_again(tmp_path: Path) -> None:
    report = alignscan.assess(written(tmp_path, "population: {site: {North: 50, South: 150}}\n"))
    results = alignscan.render(report, "json")
    held = json.loads(results)["published"]["weighted"]
    assert held["by"] == ["site"]
    assert held["conditions"]["systems"]["score"] == "2.5"
    (tmp_path / "results.json").write_text(results, encoding="utf-8")
    again = alignscan.load_report(tmp_path / "results.json")
    assert alignscan.render(again, "html") == alignscan.render(report, "html")
