"""Forms pass the validators of their platforms, and rules read from those platforms' importers."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from pyxform.xls2xform import convert
from tests.forms.company import WHOLE, write_odd_survey, write_survey
from tests.forms.exports import qualtrics
from tests.forms.test_form_files import ODD

from alignscan.api.form import form
from alignscan.model.content import packaged_questionnaires

ROOT = Path(__file__).resolve().parents[2]
LINT = """
const { lintSurvey } = require("survey-core/linter");
const { Model } = require("survey-core");
const survey = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = lintSurvey(survey);
const errors = new Model(survey).jsonErrors;
process.stdout.write(JSON.stringify({ findings: found.findings, errors: errors || [] }));
"""
STUB = """
const made = [];
const item = (kind) => {
  const self = { kind, required: null };
  for (const name of ["setTitle", "setRows", "setColumns", "setChoiceValues", "setHelpText"]) {
    self[name] = (value) => { self[name.slice(3).toLowerCase()] = value; return self; };
  }
  self.setRequired = (value) => { self.required = value; return self; };
  made.push(self);
  return self;
};
const form = new Proxy({}, { get: (_, name) => (...given) =>
  String(name).startsWith("add") ? item(String(name)) : given.length });
global.FormApp = { create: () => form };
global.Logger = { log: () => {} };
"""


ASKED = ["", "odd", *packaged_questionnaires()]


def survey(folder: Path, asked: str = "") -> Path:
    """Return a survey with odd categories, one that is odd throughout, or a packaged one."""
    if asked == "odd":
        return write_odd_survey(folder, ODD[:13])
    more = {"questionnaire": asked} if asked else {}
    return write_survey(folder, ODD, numbers=WHOLE, **more)


@pytest.mark.parametrize("questionnaire", ASKED)
def test_pyxform_takes_the_xlsform(questionnaire: str, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(form(survey(tmp_path, questionnaire), "xlsform"))
    converted = convert(xlsform=file, validate=False)
    assert converted.warnings == []
    assert converted.xform.count("<bind ") > 5


def test_odk_validate_takes_the_xlsform(tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("platform: no Java, which ODK Validate runs on")
    file = tmp_path / "form.xlsx"
    file.write_bytes(form(survey(tmp_path), "xlsform"))
    assert convert(xlsform=file, validate=True).warnings == []


def node(script: str, given: str) -> str:
    """Run a script with the text on its standard input; skip where Node.js is missing."""
    if shutil.which("node") is None:
        pytest.skip("platform: no Node.js")
    done = subprocess.run(
        ["node", "-e", script],
        input=given.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "NODE_PATH": os.pathsep.join(map(str, node_modules()))},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def node_modules() -> list[Path]:
    given = os.environ.get("NODE_PATH", "").split(os.pathsep)
    return [ROOT / "node_modules", *(Path(one) for one in given if one)]


@pytest.mark.parametrize("questionnaire", ASKED)
def test_the_linter_of_surveyjs_finds_nothing(questionnaire: str, tmp_path: Path) -> None:
    if not any((folder / "survey-core").is_dir() for folder in node_modules()):
        pytest.skip("platform: no survey-core; npm install --no-save survey-core")
    text = form(survey(tmp_path, questionnaire), "surveyjs").decode()
    assert json.loads(node(LINT, text)) == {"findings": [], "errors": []}


def test_names_in_surveyjs_are_unique(tmp_path: Path) -> None:
    found = json.loads(form(survey(tmp_path), "surveyjs"))
    names = [page["name"] for page in found["pages"]]
    names += [e["name"] for page in found["pages"] for e in page["elements"]]
    rows = [
        row["value"]
        for page in found["pages"]
        for e in page["elements"]
        for row in e.get("rows", ())
    ]
    assert max(Counter([*names, *rows]).values()) == 1


def test_google_runs_the_script(tmp_path: Path) -> None:
    script = form(write_survey(tmp_path, ODD[:5]), "google-forms").decode()
    report = "process.stdout.write(JSON.stringify(made));"
    made = json.loads(node(f"{STUB}\n{script}\nalignscanForm();\n{report}", ""))
    items = [item for item in made if item["kind"] != "addPageBreakItem"]
    assert all(item["required"] is False for item in items)
    assert items[1]["choicevalues"] == list(ODD[:5])


def test_the_script_for_google_is_plain_ascii(tmp_path: Path) -> None:
    path = write_survey(tmp_path, ["Größe", "日本", "tab\there"])
    assert form(path, "google-forms").isascii()


# LimeSurvey has no validator: these are the rules of its importer for tab-separated structures.

PLACE = {"S": 0, "SL": 1, "G": 2, "Q": 3, "SQ": 4, "A": 5}
AFTER = {
    "S": {"S", "SL"},
    "SL": {"SL", "G"},
    "G": {"Q"},
    "Q": {"G", "Q", "SQ", "A"},
    "SQ": {"SQ", "A"},
    "A": {"A", "Q", "G"},
}


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig")), dialect="excel-tab"))


@pytest.mark.parametrize("questionnaire", ASKED)
def test_limesurvey_rows_follow_each_other_as_its_importer_reads_them(
    questionnaire: str, tmp_path: Path
) -> None:
    file = form(survey(tmp_path, questionnaire), "limesurvey")
    assert file.startswith(b"\xef\xbb\xbf")
    rows = rows_of(file)
    for one, other in pairwise(rows):
        assert other["class"] in AFTER[one["class"]]
    assert not any("\n" in cell or "\r" in cell for row in rows for cell in row.values())


@pytest.mark.parametrize("questionnaire", ASKED)
def test_limesurvey_takes_every_code(questionnaire: str, tmp_path: Path) -> None:
    rows = rows_of(form(survey(tmp_path, questionnaire), "limesurvey"))
    base = [row for row in rows if row["language"] == "en"]
    codes = [row["name"] for row in base if row["class"] in ("Q", "SQ")]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", code) for code in codes)
    assert len({code.casefold() for code in codes}) == len(codes)
    answers = [row["name"] for row in base if row["class"] == "A"]
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", code) for code in answers)


def test_limesurvey_translations_have_the_shape_of_the_first_language(tmp_path: Path) -> None:
    rows = rows_of(form(survey(tmp_path), "limesurvey"))

    def shape(language: str) -> list[tuple[str, str, str]]:
        content = (row for row in rows if row["class"] in ("G", "Q", "SQ", "A"))
        kept = (row for row in content if row["language"] == language)
        return [
            (row["class"], row["type/scale"], "" if row["class"] == "G" else row["name"])
            for row in kept
        ]

    assert shape("en") == shape("nl") != []


def test_limesurvey_takes_no_text_for_an_expression(tmp_path: Path) -> None:
    rows = rows_of(form(survey(tmp_path), "limesurvey"))
    own = re.compile(r"\{if\(\w+\.NAOK == [^{}]*\)\}")  # of items that are worded by level
    said = [own.sub("", row["text"]) + row["help"] for row in rows]
    assert not any(set("{}") & set(text) for text in said)


def test_redcap_takes_every_name_and_code(tmp_path: Path) -> None:
    text = form(survey(tmp_path), "redcap").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    names = [row["Variable / Field Name"] for row in rows]
    assert names[0] == "record_id"
    assert all(re.fullmatch(r"[a-z](?!.*__)[a-z0-9_]{0,98}[a-z0-9]|[a-z]", name) for name in names)
    assert len(set(names)) == len(names)
    grids = {row["Matrix Group Name"] for row in rows} - {""}
    assert grids
    assert not grids & set(names)
    for row in rows:
        choices = row["Choices, Calculations, OR Slider Labels"]
        for choice in choices.split(" | ") if choices else ():
            code, comma, label = choice.partition(",")
            assert re.fullmatch(r"[A-Za-z0-9_]+", code)
            assert comma
            assert label.strip()
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_qualtrics_recodes_are_whole_numbers_of_their_own(tmp_path: Path) -> None:
    for question in qualtrics(form(survey(tmp_path), "qualtrics")):
        codes = [int(code) for code, _ in question.choices]
        assert len(set(codes)) == len(codes)


def test_no_text_is_taken_for_a_command_of_qualtrics(tmp_path: Path) -> None:
    lines = form(survey(tmp_path), "qualtrics").decode().splitlines()
    commands = [line for line in lines if "[[" in line]
    known = r"\[\[(AdvancedFormat|ED:[\w:-]+|Block:Page \d+|Question:[\w:]+|ID:\w+|AdvancedChoices"
    assert all(re.fullmatch(known + r"|Choice:-?\d+)\]\]", line) for line in commands)
    assert not any("${" in line for line in lines)
