"""What only shows once the answers are counted."""

from pathlib import Path

import pytest

import alignscan

TOP = "format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\n"
HEADER = "direction,commitment,goals,capability,systems\n"


def survey(folder: Path, text: str, rows: int) -> Path:
    (folder / "responses.csv").write_text(HEADER + "3,3,3,3,3\n" * rows, encoding="utf-8")
    path = folder / "survey.yaml"
    path.write_text(TOP + "responses: responses.csv\n" + text, encoding="utf-8")
    return path


def test_one_persons_view_is_not_that_of_several(tmp_path: Path) -> None:
    with pytest.raises(alignscan.InvalidInput) as caught:
        alignscan.assess(survey(tmp_path, "mode: self\n", rows=2))
    assert [f.code for f in caught.value.findings] == ["AS224"]


def test_more_answers_than_invited_give_no_rate(tmp_path: Path) -> None:
    path = survey(tmp_path, "population: 5\nwave: {closed: 2026-09-21}\n", rows=8)
    participation = alignscan.assess(path).published.participation
    assert (participation.responded, participation.invited, participation.rate) == (8, 5, None)


def test_counts_of_some_categories_are_not_the_population(tmp_path: Path) -> None:
    text = (
        "mode: team\nagreed: all, today\n"
        "segments: {level: {categories: [team_leader, employee]}}\n"
        "population: {level: {team_leader: 2}}\n"
    )
    assert alignscan.assess(survey(tmp_path, text, rows=2)).published.participation.invited is None


def test_a_report_in_a_language_without_words_is_in_english(tmp_path: Path) -> None:
    path = survey(tmp_path, "mode: team\nagreed: all, today\nlanguage: nl\n", rows=2)
    assert "NOT ALIGNED" in alignscan.render(alignscan.assess(path), "markdown")


def test_weights_without_a_common_unit_are_refused(tmp_path: Path) -> None:
    items = "".join(
        f"    - {{id: C1_{i}, practice: C1.{i}, scale: s, weight: {w}, text: A clear text.}}\n"
        for i, w in ((1, 0.3333333333333333), (2, 0.7777777777777777), (3, 12345.678901234567))
    )
    own = TOP.replace("self-check", "\n  scales: {s: {low: 0, high: 97}}\n  items:\n" + items)
    path = tmp_path / "survey.yaml"
    path.write_text(own + "answers: {C1_1: 3, C1_2: 4, C1_3: 5}\n", encoding="utf-8")
    with pytest.raises(alignscan.InvalidInput) as caught:
        alignscan.assess(path)
    assert [f.code for f in caught.value.findings] == ["AS239"]


def test_actions_for_patterns_between_groups_wait_for_such_a_pattern() -> None:
    report = alignscan.assess(Path("assessments/self-check/survey.yaml"))
    assert not {a.id for a in report.plan.actions} & {"A109", "A207", "A209", "A604"}
