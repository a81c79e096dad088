from dataclasses import replace
from pathlib import Path

import pytest
from tests.model.samples import questionnaire, survey

from alignscan.model.codebook import MISSING, NOT_APPLICABLE, CodedItem, codebook
from alignscan.responses.read import read
from alignscan.responses.recall import RecallCells, plain

PRIORITIES = [
    {"id": "date", "name": "Deliver on the promised date", "keywords": ["on time", "punctual"]},
    {"id": "service", "name": "Sell service", "keywords": ["service", "après-vente"]},
    {
        "id": "pump",
        "name": "Bring the connected pump to market",
        "keywords": ["smart pump", "sensor"],
    },
]
ITEM = {"id": "recall", "kind": "recall", "text": "Which priorities do you recall?"}


def item(**more: object) -> CodedItem:
    return codebook(survey(priorities=PRIORITIES, **more), questionnaire(["q"], items=[ITEM])).item(
        "recall"
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", MISSING),
        ("na", NOT_APPLICABLE),
        ("no idea", 0),
        ("don't know", 0),
        ("deliver on the promised date", 1),
        ("DELIVERING ON TIME, always on time, punctual", 1),
        ("on time; sensors", 2),
        ("Sensor + SERVICE - on time", 3),
        ("services", 1),
        ("apres vente", 1),
        ("Après-Vente", 1),
        ("sell service", 1),
        ("sell service, and more service", 1),
        ("serviceable", 0),
        ("on our time", 0),
        ("smart pumps", 1),
        ("smart water pump", 0),
    ],
)
def test_a_text_counts_as_many_different_priorities_as_it_names(text: str, named: int) -> None:
    assert RecallCells(item()).code(text) == named


def test_no_word_counts_for_two_priorities() -> None:
    keys = ((), ("growth",), ("growth in service",), ("service",))
    cells = RecallCells(replace(item(), labels=keys))
    assert cells.code("growth in service") == 1
    assert cells.code("growth in service and growth") == 2
    assert cells.code("service, growth") == 2


def test_the_first_priority_in_the_key_counts_where_two_share_a_word() -> None:
    cells = RecallCells(replace(item(), labels=((), ("customer",), ("customers",))))
    assert cells.code("customers and customer") == 1


@pytest.mark.parametrize(
    ("one", "many"),
    [("box", "boxes"), ("delivery", "deliveries"), ("process", "processes"), ("goal", "goals")],
)
def test_a_plural_is_like_its_singular(one: str, many: str) -> None:
    assert RecallCells(replace(item(), labels=((), (one,)))).code(f"more {many}!") == 1
    assert RecallCells(replace(item(), labels=((), (many,)))).code(f"{one}_more") == 1


def test_words_have_neither_case_nor_accents() -> None:
    assert plain("Qualité ÜBER alles") == "qualite uber alles"


@pytest.mark.parametrize("key", ["", "...", "(a|b", "[x]", "a+b", "100%"])
def test_any_key_is_taken_as_it_is_written(key: str) -> None:
    cells = RecallCells(replace(item(), labels=((), (key,))))
    assert cells.code("something else") == 0
    assert cells.code(f"first {key} last") == (1 if any(map(str.isalnum, key)) else 0)


def test_three_priorities_are_enough_or_what_is_set_or_all() -> None:
    assert item().favorable == (3,)
    assert item(thresholds={"recall_least": 2}).favorable == (2, 3)
    assert item(thresholds={"recall_least": 9}).favorable == (3,)


def test_without_priorities_the_question_is_not_read() -> None:
    assert codebook(survey(), questionnaire(["q"], items=[ITEM])).items == ()


def test_a_file_is_read_to_counts_and_not_to_texts(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text('recall\nOn time\n\n"service, sensors; on time"\nno idea\n')
    asked = questionnaire(["q"], items=[ITEM])
    given = survey(priorities=PRIORITIES, responses="r.csv")
    (batch,) = read(given, codebook(given, asked), tmp_path)
    assert batch.answers["recall"].tolist() == [1, 3, 0]
