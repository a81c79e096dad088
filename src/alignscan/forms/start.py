"""The files to start from: a survey, a template for responses and a short README."""

import csv
import io
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from alignscan.forms.answering import choices
from alignscan.model.codebook import CodedItem, codebook
from alignscan.model.content import packaged_questionnaire
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Mode, Organization, QuestionnaireRef, Segment, Survey
from alignscan.model.wording import worded
from alignscan.source.edit import set_value

EXAMPLE = "mid-sized"
SCHEMA = "survey.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""Tells an editor where the schema is: beside the file, so that it works without a network."""
LEVELS = ("senior_leadership", "senior_management", "team_leader", "employee")


@dataclass(frozen=True, slots=True)
class Start:
    """What a new survey begins with."""

    organization: str
    mode: Mode
    questionnaire: str


def starting_files(start: Start) -> dict[str, bytes]:
    """Return the files of a new survey by name."""
    questionnaire = packaged_questionnaire(start.questionnaire)
    header = _header(start, questionnaire)
    return {
        "survey.yaml": f"{MODELINE}{_survey(start)}".encode(),
        SCHEMA: _schema(),
        "responses.csv": _csv(header),
        "responses.xlsx": _xlsx(header, _blank(start), questionnaire),
        "README.md": _readme(start).encode(),
        ".gitignore": b"responses*\n*.tab\n*.ledger.json\n",
    }


def example_files() -> dict[str, bytes]:
    """Return the files of the filled example of a mid-sized company."""
    folder = files("alignscan.assessments") / EXAMPLE
    found = {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file()}
    survey = MODELINE.encode() + found["survey.yaml"]
    return {**found, "survey.yaml": survey, SCHEMA: _schema()}


def _schema() -> bytes:
    from alignscan.report.schema import schema_of

    return (json.dumps(schema_of("survey"), indent=2, ensure_ascii=False) + "\n").encode()


def _survey(start: Start) -> str:
    template = _TEMPLATES[start.mode].format(questionnaire=start.questionnaire)
    return set_value(template, ("organization",), start.organization)


def _blank(start: Start) -> Survey:
    segments = {"level": Segment(categories=LEVELS)} if start.mode == "confidential" else {}
    return Survey(
        format="alignscan/1",
        organization=Organization(name=start.organization),
        questionnaire=QuestionnaireRef(use=start.questionnaire),
        segments=segments,
    )


def _header(start: Start, questionnaire: Questionnaire) -> list[str]:
    book = codebook(_blank(start), questionnaire)
    texts = [i.id for i in questionnaire.items if i.kind in ("recall", "comment")]
    return [s.column for s in book.segments] + [i.id for i in book.items] + texts


def _csv(header: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(header)
    return text.getvalue().encode()


def _xlsx(header: list[str], survey: Survey, questionnaire: Questionnaire) -> bytes:
    import datetime as dt

    import xlsxwriter

    book = codebook(survey, questionnaire)
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(content, options)
    workbook.set_properties({"created": dt.datetime(2000, 1, 1), "author": "alignscan"})
    bold = workbook.add_format({"bold": True})
    answers = workbook.add_worksheet("answers")
    answers.freeze_panes(1, 0)
    _guide(workbook.add_worksheet("questions"), bold, survey, questionnaire)
    items = {item.id: item for item in book.items}
    segments = {segment.column: segment for segment in book.segments}
    for column, id in enumerate(header):
        answers.write_string(0, column, id, bold)
        if id in items:
            accepted = _accepted(items[id])
        else:
            accepted = list(segments[id].categories) if id in segments else []
        if accepted:
            answers.data_validation(
                1, column, 2000, column, {"validate": "list", "source": accepted}
            )
    workbook.close()
    return content.getvalue()


def _guide(sheet: Any, bold: Any, survey: Survey, questionnaire: Questionnaire) -> None:
    """Write each question and what its answers mean; ``Any`` because XlsxWriter has no types."""
    sheet.set_column(1, 1, 80)
    for row, item in enumerate(questionnaire.items):
        sheet.write_string(row, 0, item.id, bold)
        sheet.write_string(row, 1, worded(item.text, survey, questionnaire, survey.language))
        for place, (key, label) in enumerate(choices(item, survey.language, questionnaire), 2):
            sheet.write_string(row, place, f"{key} = {label}" if label else key)


def _accepted(item: CodedItem) -> list[str]:
    return [*(str(p) for p in item.points), *(["cs"] if item.cannot_say else []), "na"]


def _readme(start: Start) -> str:
    return _READMES[start.mode]


_HEAD = """\
format: alignscan/1
organization: ""
questionnaire: {questionnaire}
"""
_TARGETS = """\
# targets:                     # the desired state, on the same scale; default 4.0
#   default: 4.0
#   systems: {{score: 4.2, by: 2027-12-31, why: rewards follow the new strategy}}
"""
_TEMPLATES: dict[str, str] = {
    "self": _HEAD
    + _TARGETS
    + """\
# answers:                     # `alignscan answer survey.yaml` asks and writes them here
#   direction: 4               # 1 to 5, or na
""",
    "team": _HEAD
    + """\
mode: team                     # group figures only, no names
agreed: who agreed, and when   # for example: leadership team, 2026-09-21
"""
    + _TARGETS
    + """\
# answers:                     # `alignscan answer survey.yaml` adds one person at a time
#   direction: [4, 5, 3]       # one column per person, 1 to 5, or na
""",
    "confidential": _HEAD
    + """\
mode: confidential             # nobody can be worked out from what is shown
wave: {{id: first}}              # add `closed: 2026-09-21` when it is; results show from then on
responses: responses.csv       # one row per person, one column per question; or responses.xlsx
segments:                      # categories are declared here, never taken from the data
  level:
    categories: [senior_leadership, senior_management, team_leader, employee]
# population: 640              # how many were invited
"""
    + _TARGETS,
}
_ASK = """\
# Strategic alignment survey

1. `alignscan answer survey.yaml` asks the questions and writes the answers into `survey.yaml`.
2. `alignscan assess survey.yaml` shows the verdict.
3. `alignscan assess survey.yaml -o report.html` writes the report.

`alignscan check survey.yaml` tells what is wrong with the file and what to write instead. An editor
that knows JSON Schema does so while you type, from `survey.schema.json`.
`responses.csv` and `responses.xlsx` are templates for collecting answers in a table: one row per
person, one column per question. To use one, write `responses: responses.csv` in `survey.yaml`.
"""
_COLLECT = """\
# Strategic alignment survey, confidential

1. Collect the answers in `responses.csv` or `responses.xlsx`: one row per person, one column per
   question; 1 to 5, `cs` for cannot say, `na` for not applicable, empty for no answer.
2. `alignscan check survey.yaml` tells what is wrong and what to write instead. An editor that knows
   JSON Schema does so while you type, from `survey.schema.json`.
3. When the wave is over, write its date in `survey.yaml`: `wave: {id: first, closed: 2026-09-21}`.
4. `alignscan assess survey.yaml -o report.html` writes the report. Groups that are too small are
   not shown.

Responses belong to nobody but the people who analyze them: keep them out of version control.
"""
_READMES: dict[str, str] = {"self": _ASK, "team": _ASK, "confidential": _COLLECT}
