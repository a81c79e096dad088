import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import Case, cases

from alignscan.model import content
from alignscan.rules import check_others  # noqa: F401  loaded before anything is timed
from alignscan.rules.check import check_file, check_text
from alignscan.rules.checked import Checked
from alignscan.rules.errors import _PATTERNS
from alignscan.rules.forms import QUESTIONNAIRE, SURVEY
from alignscan.rules.forms_others import ACTIONS
from alignscan.rules.place import path_text, raw_loc
from alignscan.source.text import Text

BY_NAME = [case for case in cases("ok") if not re.match(r"AS\d{3}", case.name)]
"""Whole files; those that are named after a rule are much alike."""
FULL = next(case for case in cases("ok") if case.name == "standard-full").main
SECRET = "Zq7secret"


def check(text: str) -> Checked:
    return check_text(Text("survey.yaml", text), folder=Path("nowhere"))


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    checked = check_file(tmp_path / "no.yaml", shown="no.yaml")
    assert [(f.code, f.path) for f in checked.findings] == [("AS001", "no.yaml")]
    assert checked.survey is None


def test_a_very_large_file_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * 5_000_001)
    assert [f.code for f in check_file(path).findings] == ["AS004"]


def test_a_survey_comes_with_its_questionnaire() -> None:
    checked = check_file(FULL)
    assert checked.survey is not None
    assert checked.questionnaire is content.packaged_questionnaire("standard")
    assert checked.path == FULL


def test_a_questionnaire_file_may_lie_in_a_wider_root(tmp_path: Path) -> None:
    questions = next(case for case in cases("ok") if case.name == "questionnaire").main
    (tmp_path / "q.yaml").write_bytes(questions.read_bytes())
    survey = tmp_path / "2026" / "survey.yaml"
    survey.parent.mkdir()
    survey.write_text(
        "format: alignscan/1\norganization: N\nquestionnaire: ../q.yaml\ntargets: 2\n",
        encoding="utf-8",
    )
    assert [f.code for f in check_file(survey).findings] == ["AS229"]
    assert check_file(survey, root=tmp_path).findings == ()


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("format: alignscan/questionnaire/1\n", encoding="utf-8")
    inside = tmp_path / "2026"
    inside.mkdir()
    try:
        (inside / "q.yaml").symlink_to(tmp_path / "q.yaml")
    except OSError:
        return
    text = Text("survey.yaml", "format: alignscan/1\norganization: N\nquestionnaire: q.yaml\n")
    assert [f.code for f in check_text(text, folder=inside).errors] == ["AS229"]


def test_findings_of_a_questionnaire_are_shown_at_its_own_path(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("[]", encoding="utf-8")
    survey = tmp_path / "s.yaml"
    survey.write_text("format: alignscan/1\norganization: N\nquestionnaire: q.yaml\n")
    checked = check_file(survey, shown="surveys/s.yaml")
    assert [f.path for f in checked.findings] == ["surveys/q.yaml"]
    assert {text.path for text in checked.texts} == {"surveys/s.yaml", "surveys/q.yaml"}


@pytest.mark.parametrize(
    "many",
    [
        "mode: confidential\nanswers: {direction: [" + "9, " * 9999 + "9]}",
        "targets: {" + ", ".join(f"k{i}: 4" for i in range(9999)) + "}",
        "\n".join(f"k{i}: 4" for i in range(2000)),
        "targets: {" + ", ".join(f"k{i}: x" for i in range(2000)) + "}",
    ],
    ids=["answers", "targets", "keys", "types"],
)
def test_very_many_mistakes_of_a_kind_are_not_all_listed(many: str) -> None:
    checked = check(f"format: alignscan/1\norganization: N\nquestionnaire: self-check\n{many}\n")
    assert 100 <= len(checked.errors) <= 200


def test_no_answer_is_ever_quoted() -> None:
    text = FULL.read_text(encoding="utf-8").replace("responses: responses.csv", "mode: self")
    answers = {"C1_1a": [SECRET, {SECRET: 1}], "C1_2": SECRET, "C1_5": [[SECRET]], "O1": [True]}
    checked = check(f"{text}answers: {json.dumps(answers)}\n")
    assert {"AS103", "AS204"} <= {f.code for f in checked.findings}
    assert SECRET not in repr(checked.findings)


@pytest.mark.parametrize("key", ["mode", "language", "wave", "agreed", "population", "thresholds"])
def test_what_was_written_is_not_quoted_by_shape_findings(key: str) -> None:
    checked = check(
        f"format: alignscan/1\norganization: N\nquestionnaire: pulse\n{key}: [{SECRET}]"
    )
    assert checked.errors
    assert SECRET not in repr(checked.findings)


@pytest.mark.parametrize("name", content.packaged_questionnaires())
def test_the_packaged_questionnaires_have_no_findings(name: str) -> None:
    folder = Path(content.__file__).resolve().parents[1] / "content" / "questionnaires"
    assert check_file(folder / f"{name}.yaml").findings == ()


def test_the_packaged_action_library_has_no_findings() -> None:
    path = Path(content.__file__).resolve().parents[1] / "content" / "actions.yaml"
    assert check_file(path).findings == ()


def test_a_place_of_the_full_form_is_found_in_shorthand() -> None:
    data = {"targets": {"C5": 4.2}, "answers": {"direction": 4}, "questionnaire": {"items": []}}
    assert raw_loc(data, ("targets", "of", "systems", "score")) == ("targets", "C5")
    assert raw_loc(data, ("answers", "direction", 0)) == ("answers", "direction")
    assert raw_loc(data, ("questionnaire", "inline", "items")) == ("questionnaire", "items")


def test_a_place_in_words_names_entries_by_their_id() -> None:
    data = {"items": [{"id": "C1_1", "scale": "x"}, {"text": "y"}]}
    assert path_text(data, ("items", 0, "scale")) == "items[C1_1].scale"
    assert path_text(data, ("items", 1, "text")) == "items[1].text"


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        pattern = schema.get("pattern")
        yield from [pattern] if isinstance(pattern, str) else []
        yield from schema.get("patternProperties", {})
    for inner in schema.values() if isinstance(schema, dict) else schema:
        yield from patterns(inner) if isinstance(inner, dict | list) else []


@pytest.mark.parametrize("form", [SURVEY, QUESTIONNAIRE, ACTIONS], ids=lambda form: form.format)
def test_every_pattern_of_the_models_has_words(form: Any) -> None:
    dates = {r"^\d{4}-\d{2}-\d{2}$"}
    assert set(patterns(form.model.model_json_schema())) - dates - _PATTERNS.keys() == set()


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**6) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def places(data: object, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield loc
    if isinstance(data, dict | list):
        entries = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in entries:
            yield from places(value, (*loc, key))


def changed(data: Any, loc: tuple[Any, ...], value: object) -> Any:
    if not loc:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[loc[0]] = changed(data[loc[0]], loc[1:], value)
    return copy


@pytest.mark.parametrize("case", BY_NAME, ids=lambda case: case.name)
@settings(deadline=60_000, max_examples=10)  # milliseconds: it ends, however busy the machine
@given(draw=st.data())
def test_no_change_to_a_file_makes_the_check_fail(case: Case, draw: st.DataObject) -> None:
    document = case.check().document
    assert document is not None
    loc = draw.draw(st.sampled_from(sorted(places(document.data), key=repr)))
    text = Text("survey.yaml", json.dumps(changed(document.data, loc, draw.draw(values))))
    checked = check_text(text, folder=case.main.parent)
    positions = [f.span.start for f in checked.findings if f.span is not None]
    assert positions == sorted(positions) or len(checked.texts) > 1


@pytest.mark.parametrize(("high", "said"), [(5, False), (10, True)])
def test_a_target_off_a_scale_that_no_item_uses_names_where_it_is_set(
    high: int, said: bool, tmp_path: Path
) -> None:
    (tmp_path / "s.yaml").write_text(
        "format: alignscan/1\norganization: Northwind\ntargets: {default: 70}\n"
        f"questionnaire:\n  scales: {{own: {{low: 1, high: {high}}}}}\n"
        "  items: [{id: q, practice: C1.1, scale: own, text: We have a vision.}]\n",
        encoding="utf-8",
    )
    found = check_file(tmp_path / "s.yaml").findings
    (hint,) = [f.hint or "" for f in found if f.code == "AS201"]
    assert hint.startswith("write a number from 1 to 5")
    assert ("score_scale" in hint) == said
