from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignscan.model import normalize
from alignscan.model.content import packaged_questionnaires
from alignscan.source.text import Text
from alignscan.source.yaml import load_yaml

BASE = {"format": "alignscan/1", "organization": {"name": "Northwind"}}
QUESTIONNAIRES = Path(__file__).parents[2] / "src/alignscan/content/questionnaires"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("aC5:{}", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "use", "of", "C5", "systems", "score", "total", "items", "text"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)
KEYS = [
    "organization",
    "wave",
    "questionnaire",
    "targets",
    "population",
    "responses",
    "answers",
    "variables",
    "language",
    "title",
    "intro",
    "levels",
    "scales",
    "items",
    "evidence",
    "actions",
]
FORMS: list[Callable[[dict[str, Any]], dict[str, Any]]] = [
    normalize.survey,
    normalize.questionnaire,
    normalize.actions,
]


@pytest.mark.parametrize("full", FORMS)
@given(data=st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=5))
def test_any_data_is_taken_and_left_as_it_was(
    full: Callable[[dict[str, Any]], dict[str, Any]], data: dict[str, Any]
) -> None:
    before = repr(data)
    assert full(data).keys() == data.keys()
    assert repr(data) == before


@pytest.mark.parametrize(
    ("key", "short", "long"),
    [
        ("organization", "Northwind", {"name": "Northwind"}),
        ("wave", "2026-h2", {"id": "2026-h2"}),
        ("questionnaire", "standard", {"use": "standard"}),
        ("population", 40, {"total": 40}),
        ("population", "invited.csv", {"file": "invited.csv"}),
        ("population", {"level": {"a": 1}}, {"counts": {"level": {"a": 1}}}),
        ("responses", "r.csv", [{"file": "r.csv"}]),
        ("responses", ["a.csv", {"file": "b.csv"}], [{"file": "a.csv"}, {"file": "b.csv"}]),
        ("answers", {"q": 4}, {"q": ["4"]}),
        ("answers", {"q": [4, None, "na", 1.5]}, {"q": ["4", "", "na", "1.5"]}),
        ("answers", {"C5": [4]}, {"systems": ["4"]}),
        ("targets", 4, {"default": {"score": 4}}),
        ("targets", {"C5": 4.2}, {"of": {"systems": {"score": 4.2}}}),
        ("targets", {"C1.2": {"score": 3}}, {"of": {"C1.2": {"score": 3}}}),
        (
            "targets",
            {"default": 4, "segments": {"level=a": 3, "level=b": {"C1": 2, "default": 1}}},
            {
                "of": {},
                "default": {"score": 4},
                "segments": {
                    "level=a": {"default": {"score": 3}},
                    "level=b": {"direction": {"score": 2}, "default": {"score": 1}},
                },
            },
        ),
        ("variables", {"x": "us"}, {"x": {"en": "us"}}),
    ],
)
def test_the_short_form_of_a_survey(key: str, short: Any, long: Any) -> None:
    assert normalize.survey({**BASE, key: short})[key] == long


@pytest.mark.parametrize("value", [True, "4", ["4"]])
def test_what_is_no_shorthand_is_left_for_validation(value: object) -> None:
    assert normalize.survey({**BASE, "organization": value if value is not True else True})
    assert normalize.survey({**BASE, "targets": value})["targets"] == value


def test_an_answer_that_is_no_answer_is_left_for_validation() -> None:
    assert normalize.survey({**BASE, "answers": {"q": [True]}})["answers"] == {"q": [True]}


def test_plain_text_is_in_the_language_of_its_file() -> None:
    full = normalize.questionnaire(
        {
            "language": "de",
            "title": "Umfrage",
            "scales": {"a": {"labels": ["nein", "ja"], "cannot_say": "weiß nicht"}},
            "items": [{"id": "q", "text": "Gut?", "scale": "a", "condition": "C2"}],
        }
    )
    assert full["title"] == {"de": "Umfrage"}
    assert full["scales"]["a"] == {
        "labels": {"de": ["nein", "ja"]},
        "cannot_say": {"de": "weiß nicht"},
    }
    assert full["items"] == [
        {"id": "q", "text": {"de": "Gut?"}, "scale": {"name": "a"}, "condition": "commitment"}
    ]


def test_a_questionnaire_in_the_survey_need_not_say_what_it_is() -> None:
    full = normalize.survey({**BASE, "questionnaire": {"items": []}})
    assert full["questionnaire"]["inline"]["format"] == "alignscan/questionnaire/1"


@pytest.mark.parametrize("name", packaged_questionnaires())
def test_the_full_form_is_its_own_full_form(name: str) -> None:
    content = (QUESTIONNAIRES / f"{name}.yaml").read_text(encoding="utf-8")
    data: Any = load_yaml(Text(name, content)).data
    full = normalize.questionnaire(data)
    assert normalize.questionnaire(full) == full
