from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.samples import questionnaire

from alignscan.model.content import packaged_questionnaire, packaged_questionnaires
from alignscan.model.lock import Lock, added_items, changed_items, lock_of, lock_path, lock_text
from alignscan.model.questionnaire import Questionnaire
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

OPTIONS = [{"id": "yes", "text": "Yes", "action": "A101"}, {"id": "no", "text": "No"}]
ITEM: dict[str, Any] = {"id": "q", "practice": "C1.1", "scale": "agree", "text": "Is it so?"}
CHOICE: dict[str, Any] = {"id": "c", "kind": "choice", "text": "Which?", "options": OPTIONS}


def asked(*items: dict[str, Any], **more: Any) -> Questionnaire:
    return questionnaire([], items=list(items), **more)


def reread(lock: Lock) -> Lock:
    return Lock.model_validate(load_yaml(Text("x.lock.yaml", lock_text(lock))).data)


@pytest.mark.parametrize("name", packaged_questionnaires())
def test_a_lock_is_read_as_it_was_written(name: str) -> None:
    lock = lock_of(packaged_questionnaire(name))
    assert reread(lock) == lock
    assert changed_items(lock, packaged_questionnaire(name)) == ()


@given(
    st.sampled_from(["2026", "1e3", "no", "null", "true", "0x1F", "1.0", "a-b"]),
    st.text(st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1, max_size=20).filter(
        str.strip
    ),
)
def test_no_name_or_version_is_taken_for_something_else(id: str, version: str) -> None:
    lock = lock_of(asked({**ITEM, "id": "null"}, id=id, version=version))
    assert reread(lock) == lock


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Was it so?"},
        {"reverse": True},
        {"scale": {"low": 1, "high": 7}},
        {"scale": {"low": 1, "high": 5, "labels": ["a", "b", "c", "d", "e"]}},
        {"wording": {"employee": "Is it so for you?"}},
    ],
)
def test_what_gives_answers_their_meaning_is_locked(change: dict[str, Any]) -> None:
    lock = lock_of(asked(ITEM))
    assert changed_items(lock, asked({**ITEM, **change})) == ("q",)


@pytest.mark.parametrize("change", [{"weight": 2}, {"practice": "C1.2"}])
def test_how_an_item_is_counted_is_not(change: dict[str, Any]) -> None:
    assert changed_items(lock_of(asked(ITEM)), asked({**ITEM, **change})) == ()


def test_the_same_scale_written_another_way_is_the_same_scale() -> None:
    one = {**ITEM, "scale": {"low": 1, "high": 5}}
    other = {**ITEM, "scale": {"low": 1.0, "high": 5, "step": 1.0}}
    assert changed_items(lock_of(asked(one)), asked(other)) == ()


def test_where_an_option_leads_may_change_but_not_what_it_says() -> None:
    lock = lock_of(asked(CHOICE))
    elsewhere = [{**OPTIONS[0], "action": "A102"}, OPTIONS[1]]
    reworded = [{**OPTIONS[0], "text": "Indeed"}, OPTIONS[1]]
    assert changed_items(lock, asked({**CHOICE, "options": elsewhere})) == ()
    assert changed_items(lock, asked({**CHOICE, "options": reworded})) == ("c",)


def test_items_that_came_or_went_are_named() -> None:
    lock = lock_of(asked(ITEM))
    assert changed_items(lock, asked(CHOICE)) == ("q",)
    assert added_items(lock, asked(ITEM, CHOICE)) == ("c",)


def test_the_lock_stands_beside_the_survey() -> None:
    assert lock_path(Path("a/survey.yaml")) == Path("a/survey.lock.yaml")
