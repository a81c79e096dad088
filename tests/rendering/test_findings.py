"""Findings as text: places, excerpts and hints, and never somebody's answer."""

from pathlib import Path

import pytest

from alignscan.rendering.findings.text import render
from alignscan.rules.check import check_text
from alignscan.source.text import Text

TOP = "format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\n"


def shown(content: str) -> str:
    checked = check_text(Text("survey.yaml", content), folder=Path("nowhere"))
    assert checked.findings
    return render(checked.findings, {t.path: t for t in (*checked.texts, checked.text) if t})


def test_a_finding_shows_its_place_line_and_hint() -> None:
    assert "survey.yaml:4:11: error[AS202]" in shown(TOP + "targets: {sistems: 4.2}\n")
    assert "help: did you mean `systems`?" in shown(TOP + "targets: {sistems: 4.2}\n")


@pytest.mark.parametrize(
    "answers",
    [
        "answers: {direction: 77}\n",
        "answers:\n  direction: [77, 88]\n",
        "answers:\n  direction: [77, 88\n  goals: [77]\n",
        "answers:\n\tdirection: 77\n",
        "answers: {direction: 77, direction: 77}\n",
        "answers: {directions: 77}\n",
        "anwsers: {direction: 77}\n",
        "anwsers:\n  direction: 77\n",
        "answers: {direction: [1, [77]]}\n",
        "answers: {direction: 77\n",
        "answers: {direction: &a 77}\n",
    ],
)
def test_no_answer_is_ever_quoted(answers: str) -> None:
    text = shown(TOP + answers)
    assert "77" not in text
    assert "88" not in text


def test_a_file_in_one_line_is_not_quoted() -> None:
    line = "{format: alignscan/1, organization: N, questionnaire: self-check, answers: {goals: 77}}"
    assert "77" not in shown(line + "\n")
