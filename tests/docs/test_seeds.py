"""The page on where alignscan comes from: every point once, and what it names exists."""

import re
from collections import Counter
from typing import Final, get_args

import pytest
import typer
from tests.docs.pages import ROOT

from alignscan.cli.app import app
from alignscan.diagnose.diagnosis import PatternId
from alignscan.model.conditions import PRACTICES, ROLES
from alignscan.model.content import (
    action_library,
    barrier_catalog,
    packaged_questionnaire,
    packaged_questionnaires,
)
from alignscan.model.planfile import ActionEntry
from alignscan.model.survey import Survey
from alignscan.rules.table import find

PAGE: Final = ROOT / "docs" / "seeds.md"
SHARED: Final = ROOT.parent / "shared"
NOTES: Final = SHARED / "research" / "domain.md"
IN_A_ROW: Final = 7
"""So many words in the same order would be a quotation."""
POINTS: Final = {"000": 16, "001": 12, "002": 25, "003": 9, "004": 15}
"""How many points each document makes."""
ROW: Final = re.compile(r"^\| (\d{3}-\d+) \| (.+) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def listed() -> list[tuple[str, str, str]]:
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def commands() -> set[str]:
    """Return every command, with those of a group written out: ``plan status``."""
    root = typer.main.get_command(app)
    found = set()
    for name, command in getattr(root, "commands", {}).items():
        found |= {name, *(f"{name} {under}" for under in getattr(command, "commands", {}))}
    return found


def test_every_point_stands_once_and_in_order() -> None:
    ids = [id for id, _, _ in listed()]
    assert Counter(id[:3] for id in ids) == POINTS
    for document, points in POINTS.items():
        own = [id for id in ids if id.startswith(document)]
        assert own == [f"{document}-{n}" for n in range(1, points + 1)]
    assert len(ids) == 77


def test_every_row_of_the_page_is_a_point(page: str) -> None:
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    heads = [line for line in rows if line == "| point | what it asks for | where it is |"]
    assert len(rows) - len(heads) == len(listed())


def test_rules_actions_and_practices_that_are_named_exist(page: str) -> None:
    assert [code for code in re.findall(r"\bAS\d+", page) if find(code) is None] == []
    known = {action.id for action in action_library().actions}
    assert set(re.findall(r"\bA\d{3}\b", page)) <= known
    assert set(re.findall(r"\bC\d\.\d\b", page)) <= {*PRACTICES}
    assert len(set(re.findall(r"\bA\d{3}\b", page))) > 25


def test_outcomes_and_pairs_that_are_named_are_asked(page: str) -> None:
    asked = {item.id for item in packaged_questionnaire("standard").items}
    named = set(re.findall(r"\b[OP]\d\b", page))
    assert named
    assert named <= asked


def test_commands_and_names_that_are_shown_exist(page: str) -> None:
    items = {item.id for item in packaged_questionnaire("standard").items}
    barriers = {barrier.id for barrier in barrier_catalog().barriers}
    keys = {*Survey.model_fields, *ActionEntry.model_fields}
    names = {*get_args(PatternId), *ROLES, *items, *packaged_questionnaires(), *barriers, *keys}
    for shown in re.findall(r"`([^`]+)`", page):
        words = shown.split()
        if words[0] == "alignscan":
            assert {words[1], " ".join(words[1:3])} & commands(), shown
        else:
            assert words[0].rstrip(":") in names, shown


def test_every_point_leads_to_something_or_is_left_out_on_purpose() -> None:
    named = re.compile(r"\bAS\d+|\bA\d{3}\b|\bC\d\.\d\b|`[^`]+`|\]\(|the role guide|tracks")
    for id, _, where in listed():
        assert named.search(where) or where.startswith("left out on purpose"), id


def test_the_points_are_all_of_the_notes() -> None:
    if not NOTES.exists():
        pytest.skip("reference data not available: ../shared/research/domain.md")
    notes = NOTES.read_text(encoding="utf-8").partition("# Part A.")[2].partition("# Part B.")[0]
    assert {id for id, _, _ in ROW.findall(notes)} == {id for id, _, _ in listed()}


def test_no_sentence_of_a_document_is_repeated(page: str) -> None:
    documents = sorted((SHARED / "seeds").glob("*.txt"))
    if not documents:
        pytest.skip("reference data not available: ../shared/seeds")
    ours = runs(re.sub(r"\([^)]*\)|`", " ", page))
    for document in documents:
        assert ours & runs(document.read_text(encoding="utf-8")) == set()


def runs(text: str) -> set[tuple[str, ...]]:
    """Return all that is said in so many words, one run for each word that begins it."""
    words = re.findall(r"[a-z']+", text.lower())
    return {tuple(words[i : i + IN_A_ROW]) for i in range(len(words) - IN_A_ROW + 1)}
