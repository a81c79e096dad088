import difflib
from pathlib import Path

import pytest

from alignscan.api.assess import assess
from alignscan.api.check import check
from alignscan.api.load import has_errors, load
from alignscan.forms.answering import NotHere, add_answers, questions
from alignscan.forms.start import Start, starting_files

CONDITIONS = ("direction", "commitment", "goals", "capability", "systems")
HEAD = "format: alignscan/1\norganization: Northwind\nquestionnaire: self-check\n"
TEAM = HEAD + "mode: team\nagreed: all of us, today\n"
COMMENTED = (
    TEAM
    + """\
answers:             # one column per person
  direction:  [4, 5] # Ann, Bob
  commitment: [3, 2]

  goals:
    - 3              # Ann
    - cs             # Bob
  capability: [2, na]
  systems: [2, 1]    # last
targets: 4.0         # ours
"""
)


def add(path: Path, *given: str) -> str:
    """Add one person's answers to a file as the command does; return the new text."""
    survey = load(path)
    asked = questions(survey.survey, survey.questionnaire)
    text = path.read_bytes().decode()
    out = add_answers(text, survey.survey, dict(zip((q.id for q in asked), given, strict=True)))
    path.write_bytes(out.encode())
    return out


def write(folder: Path, text: str) -> Path:
    path = folder / "survey.yaml"
    path.write_bytes(text.encode())
    return path


def answered(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the answers of a file that checks clean and counts its people."""
    assert not has_errors(check(path))
    survey = load(path).survey
    assert assess(path).published.participation.responded == survey.respondents_inline
    return dict(survey.answers or {})


@pytest.mark.parametrize("mode", ["self", "team"])
def test_the_first_person_begins_the_answers(mode: str, tmp_path: Path) -> None:
    start = Start("Northwind", "self" if mode == "self" else "team", "self-check")
    before = starting_files(start)["survey.yaml"].decode()
    path = write(tmp_path, before)
    after = add(path, "4", "", "cs", "2", "1")
    assert answered(path) == dict(zip(CONDITIONS, map(one, ("4", "", "cs", "2", "1")), strict=True))
    assert set(before.splitlines()) <= set(after.splitlines())


def one(answer: str) -> tuple[str, ...]:
    return (answer,)


def test_one_person_is_asked_once_only(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD)
    add(path, "4", "3", "2", "3", "2")
    with pytest.raises(NotHere):
        add(path, "4", "3", "2", "3", "2")


def test_every_person_of_a_team_is_one_more(tmp_path: Path) -> None:
    path = write(tmp_path, TEAM)
    for answers in (("4", "3", "", "3", "2"), ("5", "", "2", "cs", "1"), ("", "", "", "", "1")):
        add(path, *answers)
    assert answered(path) == {
        "direction": ("4", "5", ""),
        "commitment": ("3", "", ""),
        "goals": ("", "2", ""),
        "capability": ("3", "cs", ""),
        "systems": ("2", "1", "1"),
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_other_byte_stays(newline: str, tmp_path: Path) -> None:
    before = COMMENTED.replace("\n", newline)
    path = write(tmp_path, before)
    after = add(path, "1", "2", "3", "4", "5")
    assert after.count("\r") == after.count("\n") * (newline == "\r\n")
    steps = difflib.ndiff([*before], [*after])
    assert not [s for s in steps if s.startswith("- ")]
    assert answered(path)["goals"] == ("3", "cs", "3")
    assert answered(path)["systems"] == ("2", "1", "5")


def test_a_first_answer_that_is_no_list_yet_becomes_one(tmp_path: Path) -> None:
    lines = "answers: {direction: 4, commitment: 3, goals: , capability: cs, systems: [1]}\n"
    path = write(tmp_path, TEAM + lines)
    add(path, "5", "", "2", "1", "3")
    assert answered(path) == {
        "direction": ("4", "5"),
        "commitment": ("3", ""),
        "goals": ("", "2"),
        "capability": ("cs", "1"),
        "systems": ("1", "3"),
    }


def test_a_comment_at_a_single_answer_stays(tmp_path: Path) -> None:
    rest = "".join(f"  {c}: [3]\n" for c in CONDITIONS[1:])
    path = write(tmp_path, f"{TEAM}answers:\n  direction:\n    - 4   # Ann\n{rest}")
    assert "    - 4   # Ann\n    - 5\n" in add(path, "5", "5", "5", "5", "5")
    answered(path)


def test_a_column_under_the_code_of_its_condition_goes_on_there(tmp_path: Path) -> None:
    columns = ", ".join(f"C{i}: [4, 3]" for i in range(1, 6))
    path = write(tmp_path, f"{TEAM}answers: {{{columns}}}\n")
    after = add(path, "5", "5", "5", "5", "5")
    assert after == f"{TEAM}answers: {{{columns.replace('3]', '3, 5]')}}}\n"
    assert all(column == ("4", "3", "5") for column in answered(path).values())


def test_half_points_are_written_as_numbers(tmp_path: Path) -> None:
    item = (
        "{id: a, kind: anchor, condition: goals, scale: {low: 1, high: 2, step: 0.5}, text: How?}"
    )
    own = TEAM.replace(" self-check", f" {{items: [{item}]}}")
    path = write(tmp_path, f"{own}answers: {{a: [1, 2]}}\n")
    assert add(path, "1.5").endswith("answers: {a: [1, 2, 1.5]}\n")
    assert answered(path) == {"a": ("1", "2", "1.5")}


def test_an_item_that_was_added_later_does_not_apply_to_those_before(tmp_path: Path) -> None:
    columns = "".join(f"  {c}: [4, 3]\n" for c in CONDITIONS[:4])
    path = write(tmp_path, f"{TEAM}answers:\n{columns}")
    add(path, "5", "5", "5", "5", "2")
    assert answered(path)["systems"] == ("na", "na", "2")


@pytest.mark.parametrize("name", ["standard", "pulse"])
def test_every_closed_question_is_asked_with_what_can_be_answered(
    name: str, tmp_path: Path
) -> None:
    path = write(tmp_path, TEAM.replace("self-check", name))
    ready = load(path)
    asked = questions(ready.survey, ready.questionnaire)
    assert not [q.text for q in asked if "{" in q.text]
    assert all(label or key.isdigit() for q in asked for key, label in q.choices)
    for take in (0, -1):
        add(path, *[q.choices[take][0] for q in asked])
    assert {len(column) for column in answered(path).values()} == {2}


@pytest.mark.parametrize("extra", ["mode: confidential\n", "responses: responses.csv\n"])
def test_confidential_answers_do_not_belong_in_the_survey_file(extra: str, tmp_path: Path) -> None:
    (tmp_path / "responses.csv").write_text(",".join(CONDITIONS) + "\n", encoding="utf-8")
    ready = load(write(tmp_path, HEAD + extra))
    with pytest.raises(NotHere) as refusal:
        questions(ready.survey, ready.questionnaire)
    assert refusal.value.hint
