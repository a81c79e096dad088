"""The packaged texts about people are complete, in plain American words, and promise nothing."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from alignscan.model.conditions import CONDITIONS, LEVELS, PRACTICES
from alignscan.model.content import action_ids
from alignscan.model.labels import labels
from alignscan.model.people import (
    Answer,
    Channel,
    Duty,
    Every,
    MessageKind,
    Track,
    communication_texts,
    guide_texts,
    program_texts,
)
from alignscan.planning.owners import OWNERS

FILES: dict[str, BaseModel] = {
    "program": program_texts(),
    "communication": communication_texts(),
    "guide": guide_texts(),
}
BRITISH = re.compile(
    r"(organ|recogn|priorit|real|util|emphas|summar)is(e|ed|es|ing|ation)\b"
    r"|behaviour|favour|colour|programme|practise|centre\b|judgement",
    re.IGNORECASE,
)
PROMISE = re.compile(r"guarantee|30 ?%|\bwill (improve|increase|raise|lift)|productivity")
KNOWN = {
    "answers",
    "strengths",
    "gaps",
    "actions",
    "priorities",
    "answer_days",
    "cost",
    "condition",
    "now",
    "target",
    "why",
    "by",
}


def english(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [inner] if key == "en" else english(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from english(inner)


@pytest.mark.parametrize("name", FILES)
def test_texts_are_plain_and_promise_nothing(name: str) -> None:
    texts = list(english(FILES[name].model_dump(mode="json")))
    assert len(texts) > 20
    for text in texts:
        assert not BRITISH.search(text), text
        assert not PROMISE.search(text), text
        assert text == " ".join(text.split()), text
        assert set(re.findall(r"\{(\w+)\}", text)) <= KNOWN, text


def test_a_sentence_of_each_message_can_always_be_said() -> None:
    texts = communication_texts().messages
    assert [text.kind for text in texts] == list(get_args(MessageKind))
    for text in texts:
        plain = [s for s in text.sentences if s.when is None and "{" not in s.text["en"]]
        asked = [s for s in text.sentences if s.when in ("asked", "self")]
        assert plain or len(asked) >= 2, text.kind


def test_twelve_modules_reach_every_practice_and_name_actions_of_the_library() -> None:
    modules = program_texts().modules
    assert len(modules) == len({m.id for m in modules}) == 12
    assert {code for m in modules for code in m.closes} == set(PRACTICES)
    assert {id for m in modules for id in m.live_tasks} <= action_ids()
    assert all(set(m.taught_by) - {"external_consultant"} for m in modules)
    assert all(2 <= m.sessions <= 4 and m.hours <= 4 for m in modules)


def test_nothing_is_missing() -> None:
    program, communication, guide = program_texts(), communication_texts(), guide_texts()
    assert set(program.answers) == set(get_args(Answer))
    assert set(program.tracks) == set(get_args(Track))
    assert set(program.outcomes) == set(CONDITIONS)
    assert [e.level for e in program.evaluation] == [1, 2, 3, 4]
    assert set(communication.audiences) == {*LEVELS, "managers", "others", "everybody"}
    assert set(communication.channels) == set(get_args(Channel))
    assert set(guide.costs) == set(PRACTICES)
    assert set(guide.roles) == {*OWNERS, "external_consultant"}
    assert {c for q in guide.questions for c in q.conditions} == set(CONDITIONS)


def test_every_word_of_the_chapters_has_a_label() -> None:
    known = labels("en")
    wanted = [
        *(f"duty.{duty}" for duty in (*get_args(Duty), "none")),
        *(f"cadence.{every}" for every in get_args(Every)),
        *(f"heading.program.{answer}" for answer in get_args(Answer)),
        *(f"heading.communication.{e}" for e in ("plan", "pivot", "merger", "new_leader")),
        *(f"audience.{id}" for id in ("managers", "others", "everybody")),
        *(f"pattern.{p}.title" for q in guide_texts().questions for p in q.patterns),
    ]
    assert [key for key in wanted if key not in known] == []


def test_one_role_is_accountable_for_each_subject_and_never_a_consultant() -> None:
    for subject in guide_texts().subjects:
        held = [role for role, duty in subject.duties.items() if duty == "accountable"]
        assert len(held) == 1
        assert held != ["external_consultant"]
