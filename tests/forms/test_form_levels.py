"""Items are worded for the level that people choose, where a platform can do that."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyxform.xls2xform import convert
from tests.cli.command import Inside, alignscan
from tests.forms import exports
from tests.forms.company import questionnaire, write_survey
from tests.forms.routes import asked_by
from tests.forms.test_form_validators import node, node_modules

from alignscan.api.form import form
from alignscan.api.importing import Wish, import_exports
from alignscan.forms.targets import TARGETS

GENERAL, LEADERS = "I can picture the future of", "My team can picture the future."
ODD = """It's "mine" \\ & {odd} so"""
CHOOSE = """
const { Model } = require("survey-core");
const survey = new Model(JSON.parse(require("fs").readFileSync(0, "utf8")));
const level = survey.getAllQuestions().find((one) => one.name.includes("level"));
const text = () => survey.getAllQuestions()
  .flatMap((one) => one.getType() === "matrix" ? one.visibleRows.map((row) => [row.name, row.text])
    : [[one.name, one.locTitle.renderedHtml]])
  .find(([name]) => name === "C1_1")[1];
const seen = [text()];
for (const choice of level.choices) {
  survey.setValue(level.name, choice.value);
  seen.push(text());
}
survey.locale = "nl";
process.stdout.write(JSON.stringify([...seen, text()]));
"""


def survey(folder: Path, leaders: str = LEADERS) -> Path:
    asked = questionnaire()
    (item,) = (one for one in asked["items"] if one.get("wording"))
    item["wording"]["team_leader"]["en"] = leaders
    return write_survey(folder, questionnaire=asked, variables={"odd": "{C1_2} ${C1_2} <b>"})


def test_surveyjs_shows_the_wording_of_the_level_chosen(tmp_path: Path) -> None:
    if not any((folder / "survey-core").is_dir() for folder in node_modules()):
        pytest.skip("platform: no survey-core; npm install --no-save survey-core")
    seen = json.loads(node(CHOOSE, form(survey(tmp_path), "surveyjs").decode()))
    (level,) = (one for one in asked_by(tmp_path / "survey.yaml") if one.segment == "level")
    assert seen[0].startswith(GENERAL)
    for answer, text in zip(level.answers, seen[1:], strict=False):
        assert (text == LEADERS) is (answer.cell == "team_leader")
        assert text.startswith(GENERAL) is (answer.cell != "team_leader")


def test_surveyjs_reads_any_text(tmp_path: Path) -> None:
    if not any((folder / "survey-core").is_dir() for folder in node_modules()):
        pytest.skip("platform: no survey-core; npm install --no-save survey-core")
    seen = json.loads(node(CHOOSE, form(survey(tmp_path, ODD), "surveyjs").decode()))
    shown = """It's "mine" \uff3c & \uff5bC1_2\uff5d $\uff5bC1_2\uff5d <b> so"""
    assert shown in seen


@pytest.mark.parametrize("leaders", [LEADERS, ODD])
def test_pyxform_takes_texts_that_depend_on_the_level(leaders: str, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(form(survey(tmp_path, leaders), "xlsform"))
    done = convert(xlsform=tmp_path / "form.xlsx", validate=False)
    assert done.warnings == []
    assert len(re.findall(r"<output value=[^>]*alignscan_text_C1_1__(?:en|nl)", done.xform)) == 2
    assert len(re.findall(r"calculate=\"if\([^>]*team_leader", done.xform)) == 2


def test_limesurvey_chooses_by_the_code_of_the_level(tmp_path: Path) -> None:
    content = form(survey(tmp_path, ODD), "limesurvey").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(content), dialect="excel-tab")
    texts = [
        row["text"] for row in rows if row["text"].startswith("{if(") and row["language"] == "en"
    ]
    (level,) = (one for one in asked_by(tmp_path / "survey.yaml") if one.segment == "level")
    (code,) = (one.codes.short for one in level.answers if one.cell == "team_leader")
    (text,) = texts
    found = re.fullmatch(r'\{if\((\w+)\.NAOK == "(\w+)", "([^"]*)", "([^"]*)"\)\}', text)
    assert found is not None
    assert found.group(1, 2) == (level.lime, code)
    assert found[4].startswith(GENERAL)
    assert "\\" not in found[3]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_exports_headed_by_expressions_come_back(language: str, tmp_path: Path) -> None:
    path = survey(tmp_path)
    asked = exports.limesurvey(form(path, "limesurvey"), language)
    head = [f"{q.title} [{q.written}]" if q.title else q.written for q in asked]
    assert any("{if(" in one for one in head)
    meta = ["Response ID", "Date submitted", "Last page", "Start language"]
    cells = [q.label(0) if q.choices else "Words" for q in asked]
    rows = [[*meta, *head], ["1", "1980-01-01 00:00:00", "9", language, *cells]]
    (tmp_path / "l.csv").write_bytes(exports.table(rows, ","))
    done = import_exports([tmp_path / "l.csv"], path, Wish())
    assert [f.message for f in done.findings if f.severity.value == "error"] == []
    assert "C1_1" in {note.id for note in done.report.sources[0].mapped}


@pytest.mark.parametrize("target", TARGETS)
def test_a_form_for_one_level_has_its_wording_alone(target: str, tmp_path: Path) -> None:
    path = write_survey(tmp_path, numbers={"low": -1, "high": 2})
    content = form(path, target, language="en", level="team_leader")
    if target in ("xlsx", "xlsform"):
        import zipfile

        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(map(book.read, book.namelist()))
    text = content.decode("utf-8-sig")
    assert LEADERS in text
    assert GENERAL not in text
    assert "alignscan_text_" not in text


def test_the_command_says_what_a_form_cannot_word(tmp_path: Path) -> None:
    write_survey(tmp_path, numbers={"low": -1, "high": 2})
    said: dict[str, Any] = {}
    for target in TARGETS:
        done = Inside(tmp_path)("form", "survey.yaml", "--to", target)
        assert done.code == 0, done.said
        said[target] = "worded by level" in done.err
    assert [target for target, told in said.items() if not told] == [
        *("html", "xlsform", "limesurvey", "surveyjs")
    ]
    done = alignscan(
        "form", "survey.yaml", "--to", "redcap", "--level", "team_leader", cwd=tmp_path
    )
    assert done.code == 0
    assert "worded by level" not in done.err
    assert (tmp_path / "survey-redcap-en-team_leader.csv").exists()
    wrong = Inside(tmp_path)("form", "survey.yaml", "--to", "redcap", "--level", "boss")
    assert wrong.code == 2
    assert "choose team_leader" in wrong.err
    assert not list(tmp_path.glob("*boss*"))
