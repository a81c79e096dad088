"""Response files of the offline form: many at once, one report, another questionnaire refused."""

import json
from pathlib import Path

import pytest
from tests.cli.command import Inside
from tests.responses.importing.layouts import PEOPLE, STATEMENTS, SURVEY, survey_in

from alignscan.model.naming import questionnaire_fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded = survey_in(tmp_path, SURVEY)
    mark = questionnaire_fingerprint(loaded.questionnaire)
    for i, person in enumerate(PEOPLE):
        answers = dict(zip(STATEMENTS, map(str, person[1:4]), strict=True)) | {"remark": person[4]}
        data = {
            "format": "alignscan/response/1",
            "id": f"{i:032x}",
            "fingerprint": mark,
            "language": "en",
            "answers": {id: text for id, text in answers.items() if text not in ("", "None")},
            "segments": {"function": person[0]},
        }
        (tmp_path / f"r{i}.json").write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


def test_many_files_give_one_report(folder: Path) -> None:
    files = sorted(path.name for path in folder.glob("r*.json"))
    done = Inside(folder)("import", *files)
    assert done.code == 0, done.said
    assert "5 response files: form of alignscan (JSON)" in done.out
    assert "5 read, 5 kept" in done.out
    assert done.err == ""
    again = Inside(folder)("import", *files, "-f", "json")
    report = json.loads(again.out)
    assert (len(report["sources"]), report["rows"], report["replaced"]) == (1, 5, 5)
    assert report["sources"][0]["missing"] == {"C1_1": 0.0, "C1_2": 0.0, "C1_3": 0.2}
    assert (folder / "responses.csv").read_text(encoding="utf-8").count("\n") == 6


def test_a_copy_of_a_response_is_refused(folder: Path) -> None:
    (folder / "copy.json").write_bytes((folder / "r1.json").read_bytes())
    refused = Inside(folder)("import", "r0.json", "r1.json", "copy.json")
    assert refused.code == 1
    assert "AS852" in refused.err


def test_answers_to_another_questionnaire_are_refused(folder: Path) -> None:
    changed = SURVEY.replace("that I can picture", "that I like")
    (folder / "survey.yaml").write_text(changed, encoding="utf-8")
    refused = Inside(folder)("import", "r0.json")
    assert refused.code == 1
    assert "AS854" in refused.err


@pytest.mark.parametrize(
    "text", ["[1]", "nothing", '{"format": "alignscan/response/1", "answers": 5}']
)
def test_broken_files_are_refused(folder: Path, text: str) -> None:
    (folder / "r0.json").write_text(text, encoding="utf-8")
    refused = Inside(folder)("import", "r0.json")
    assert refused.code == 2
    assert "AS806" in refused.err
