"""Exports as the platforms write them, made from the form file alone.

People choose by place: the second answer of the first question. What that answer is called and what
its code is, is read from the form, so a form that misleads a platform misleads these exports too.
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Given = int | str | None
"""The place of the answer chosen, what was written, or nothing."""
People = Sequence[Sequence[Given]]


@dataclass
class Asked:
    """A question as a platform has it."""

    name: str
    text: str
    choices: list[tuple[str, str]] = field(default_factory=list)
    """Codes and labels."""
    parent: str = ""
    """The grid that it is a row of."""
    title: str = ""
    """What stands above that grid."""
    written: str = ""
    """How the text is written where a person is shown another, depending on the level."""

    def code(self, given: Given) -> str:
        return "" if given is None else given if isinstance(given, str) else self.choices[given][0]

    def label(self, given: Given) -> str:
        return "" if given is None else given if isinstance(given, str) else self.choices[given][1]


def general(expression: str, literal: str) -> str:
    """Return the last text of an expression that chooses one by level: that of all others."""
    found: list[str] = re.findall(literal, expression)
    return found[-1]


def shown(text: str) -> str:
    """Return HTML as a person reads it."""
    return html.unescape(re.sub(r"<br\s*/?>", "\n", text))


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", **options: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n", **options).writerows(rows)
    return out.getvalue().encode()


# XLSForm


def sheet(data: bytes, name: str | int) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = book.get_sheet_by_name(name) if isinstance(name, str) else book.get_sheet_by_index(name)
    return [[str(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]


def records(rows: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def xlsform(form: bytes, language: str) -> list[Asked]:
    said = f"label::{language}"
    lists: dict[str, list[tuple[str, str]]] = {}
    for row in records(sheet(form, "choices")):
        lists.setdefault(row["list_name"], []).append((row["name"], row[said]))
    out, group = [], ""
    rows = records(sheet(form, "survey"))
    values = {f"${{{r['name']}}}": r["calculation"] for r in rows if r["type"] == "calculate"}
    for row in rows:
        kind, _, answers = row["type"].partition(" ")
        if kind == "begin_group":
            group = row["name"]
        if kind in ("select_one", "text"):
            text = row[said]
            if text in values:
                text = general(values[text], """'[^']*'|"[^"]*\"""")[1:-1]
            asked = Asked(row["name"], text, lists.get(answers, []), group)
            out.append(replace(asked, written=row[said]))
    return out


def xlsform_hidden(form: bytes) -> dict[str, str]:
    """What the form computes without asking: a text in quotation marks."""
    rows = records(sheet(form, "survey"))
    return {r["name"]: r["calculation"].strip("'") for r in rows if r["type"] == "calculate"}


def kobo(
    asked: Sequence[Asked], people: People, hidden: Mapping[str, str], *, labels: bool = False
) -> bytes:
    """KoBoToolbox: semicolons, all quoted; names with groups, or labels of one language."""
    names = [q.written if labels else f"{q.parent}/{q.name}" for q in asked]
    tail = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    tail += ["_submitted_by", "__version__", "_tags", "_index"]
    rows = [[*names, *hidden, *tail]]
    for at, given in enumerate(people, start=1):
        cells = [q.label(g) if labels else q.code(g) for q, g in zip(asked, given, strict=True)]
        cells += hidden.values()
        meta = [str(at), f"uuid-{at}", "2026-09-21T10:00:00", "", "", "submitted_via_web"]
        rows.append([*cells, *meta, "", "v1", "", str(at)])
    return table(rows, ";", quoting=csv.QUOTE_ALL)


def odk(asked: Sequence[Asked], people: People, hidden: Mapping[str, str]) -> bytes:
    """ODK Central: groups before a hyphen, KEY at the end."""
    head = ["SubmissionDate", *(f"{q.parent}-{q.name}" for q in asked), *hidden]
    tail = ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"]
    tail += ["AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    rows = [[*head, *tail]]
    for at, given in enumerate(people, start=1):
        cells = [q.code(g) for q, g in zip(asked, given, strict=True)]
        cells += hidden.values()
        key = f"uuid:{at}"
        rows.append(
            ["2026-09-21T10:00:00.000Z", *cells, key, key, "", "", "0", "0", *[""] * 3, "0", "1"]
        )
    return table(rows)


# SurveyJS


def surveyjs(form: bytes, language: str) -> list[Asked]:
    survey = json.loads(form)
    said = "default" if language == survey.get("locale", "en") else language
    out = []
    values = {f"{{{v['name']}}}": v["expression"] for v in survey["calculatedValues"]}

    def text_of(texts: dict[str, str]) -> str:
        if texts[said] not in values:
            return texts[said]
        found = general(values[texts[said]], r"'(?:[^'\\]|\\.)*'")
        return re.sub(r"\\(.)", r"\1", found[1:-1])

    for element in (e for page in survey["pages"] for e in page["elements"]):
        if element["type"] == "matrix":
            choices = [(c["value"], c["text"][said]) for c in element["columns"]]
            out += [
                Asked(row["value"], text_of(row["text"]), choices, element["name"])
                for row in element["rows"]
            ]
        elif element["type"] != "html":
            choices = [(c["value"], c["text"][said]) for c in element.get("choices", ())]
            out.append(Asked(element["name"], text_of(element["title"]), choices))
    return out


def surveyjs_hidden(form: bytes) -> dict[str, str]:
    """What the form computes and puts into its results."""
    values = json.loads(form)["calculatedValues"]
    return {v["name"]: v["expression"].strip("'") for v in values if v["includeIntoResult"]}


def surveyjs_results(asked: Sequence[Asked], people: People, hidden: Mapping[str, str]) -> bytes:
    """A JSON list with one object a person; rows of a matrix are nested."""
    results = []
    for given in people:
        result: dict[str, Any] = dict(hidden)
        for question, one in zip(asked, given, strict=True):
            into = result.setdefault(question.parent, {}) if question.parent else result
            if one is not None:
                into[question.name] = question.code(one)
        results.append({k: v for k, v in result.items() if v != {}})
    return json.dumps(results, ensure_ascii=False).encode()


# LimeSurvey


def _general(text: str) -> str:
    return general(text, '"([^"]*)"') if text.startswith("{if(") else text


def limesurvey(form: bytes, language: str) -> list[Asked]:
    out: list[Asked] = []
    array, title, since = "", "", 0
    for row in csv.DictReader(io.StringIO(form.decode("utf-8-sig")), dialect="excel-tab"):
        if row["language"] != language:
            continue
        written, text = shown(row["text"]), shown(_general(row["text"]))
        if row["class"] == "Q":
            array, title, since = "", "", len(out)
            if row["type/scale"] == "F":
                array, title = row["name"], text
            else:
                out.append(Asked(row["name"], text, written=written))
        elif row["class"] == "SQ":
            out.append(Asked(row["name"], text, parent=array, title=title, written=written))
        elif row["class"] == "A":
            for question in out[since:]:
                question.choices.append((row["name"], text))
    return out


def limesurvey_csv(
    asked: Sequence[Asked], people: People, language: str, *, labels: bool = False
) -> bytes:
    """Response export: byte order mark, all quoted; question codes, and codes or labels."""
    names = [f"{q.parent}[{q.name}]" if q.parent else q.name for q in asked]
    rows = [["id", "submitdate", "lastpage", "startlanguage", "seed", *names]]
    for at, given in enumerate(people, start=1):
        cells = [q.label(g) if labels else q.code(g) for q, g in zip(asked, given, strict=True)]
        rows.append([str(at), "1980-01-01 00:00:00", "9", language, "123456", *cells])
    return b"\xef\xbb\xbf" + table(rows, ",", quoting=csv.QUOTE_ALL) + b"\r\n"


# Qualtrics


def qualtrics(form: bytes) -> list[Asked]:
    out: list[Asked] = []
    lines = form.decode().splitlines()
    for at, line in enumerate(lines):
        tag = re.fullmatch(r"\[\[ID:(.+)\]\]", line)
        if tag and lines[at - 1] != "[[Question:DB]]":
            out.append(Asked(tag[1], shown(lines[at + 1])))
        choice = re.fullmatch(r"\[\[Choice:(.+)\]\]", line)
        if choice:
            out[-1].choices.append((choice[1], shown(lines[at + 1])))
    return out


def qualtrics_hidden(form: bytes) -> dict[str, str]:
    """The embedded data of the form."""
    return dict(re.findall(r"^\[\[ED:([^:]+):([^:]+)\]\]$", form.decode(), re.MULTILINE))


def qualtrics_csv(
    asked: Sequence[Asked],
    people: People,
    language: str,
    hidden: Mapping[str, str],
    *,
    labels: bool = False,
) -> bytes:
    """CSV with three rows of headers: tags, texts and import ids."""
    meta = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)"]
    meta += ["Finished", "RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage"]
    ids = ["startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished"]
    ids += ["recordedDate", "_recordId", "distributionChannel", "userLanguage"]
    ids += [*(f"QID{i}" for i in range(len(asked))), *hidden]
    rows = [
        [*meta, *(q.name for q in asked), *hidden],
        [*meta, *(q.text for q in asked), *hidden],
        [json.dumps({"ImportId": one}) for one in ids],
    ]
    time = "2026-09-21 10:00:00"
    for at, given in enumerate(people, start=1):
        cells = [q.label(g) if labels else q.code(g) for q, g in zip(asked, given, strict=True)]
        about = [time, time, "IP Address" if labels else "0", "203.0.113.7", "100", "60"]
        about += ["True" if labels else "1", time, f"R_{at:015}", "anonymous", language.upper()]
        rows.append([*about, *cells, *hidden.values()])
    return table(rows)


# Google Forms


def google(form: bytes) -> list[Asked]:
    out = []
    for line in form.decode().splitlines():
        kind = re.match(r"\s+form\.add(Grid|MultipleChoice|List|ParagraphText)Item\(\)", line)
        if kind is None:
            continue
        title = _argument(line, "setTitle")
        if kind[1] == "Grid":
            choices = [(label, label) for label in _argument(line, "setColumns")]
            rows = _argument(line, "setRows")
            assert len(set(rows)) == len(rows)
            out += [Asked("", row, choices, parent="grid", title=title) for row in rows]
        else:
            labels = [] if kind[1] == "ParagraphText" else _argument(line, "setChoiceValues")
            assert len(set(labels)) == len(labels), "Google refuses two choices that are the same"
            out.append(Asked("", title, [(label, label) for label in labels]))
    return out


def _argument(line: str, method: str) -> Any:
    start = line.index(f".{method}(") + len(method) + 2
    return json.JSONDecoder().raw_decode(line, start)[0]


def google_csv(asked: Sequence[Asked], people: People) -> bytes:
    """One row of headers, with the row of a grid in brackets."""
    names = [f"{q.title} [{q.text}]" if q.parent else q.text for q in asked]
    rows = [["Timestamp", *names]]
    for given in people:
        cells = [q.label(g) for q, g in zip(asked, given, strict=True)]
        rows.append(["2026/09/21 10:00:00 AM GMT+2", *cells])
    return table(rows, quoting=csv.QUOTE_ALL)


# REDCap


def redcap(form: bytes) -> list[Asked]:
    out = []
    for row in csv.DictReader(io.StringIO(form.decode(), newline="")):
        if row["Field Type"] in ("text", "descriptive"):
            continue
        written = row["Choices, Calculations, OR Slider Labels"]
        choices = [one.split(", ", 1) for one in written.split(" | ")] if written else []
        found = [(code.strip(), shown(label)) for code, label in choices]
        out.append(Asked(row["Variable / Field Name"], shown(row["Field Label"]), found))
    return out


def redcap_csv(asked: Sequence[Asked], people: People) -> bytes:
    """Raw data: variables and codes."""
    rows = [["record_id", "redcap_survey_identifier", "alignscan_timestamp"]]
    rows[0] += [*(q.name for q in asked), "alignscan_complete"]
    for at, given in enumerate(people, start=1):
        cells = [q.code(g) for q, g in zip(asked, given, strict=True)]
        rows.append([str(at), "", "2026-09-21 10:00:00", *cells, "2"])
    return table(rows)


# The paste sheet


def paste(form: bytes) -> list[Asked]:
    out: list[Asked] = []
    for part in re.split(r"\n\[\d+\] [^\n]+\n", form.decode("utf-8-sig"))[1:]:
        text, *labels = part.split("\n\n", 1)[0].rstrip("\n").split("\n")
        out.append(Asked("", text, [(one.strip(), one.strip()) for one in labels]))
    return out


def microsoft(asked: Sequence[Asked], people: People) -> bytes:
    """Microsoft Forms: an XLSX file with five columns of its own."""
    rows = [["ID", "Start time", "Completion time", "Email", "Name", *(q.text for q in asked)]]
    for at, given in enumerate(people, start=1):
        cells = [q.label(g) for q, g in zip(asked, given, strict=True)]
        rows.append([str(at), "9/21/26 10:00:00", "9/21/26 10:05:00", "anonymous", "", *cells])
    return spreadsheet(rows)


def surveymonkey(asked: Sequence[Asked], people: People) -> bytes:
    """SurveyMonkey: two rows of headers, the second with the kind of answer."""
    meta = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
    meta += ["Email Address", "First Name", "Last Name", "Custom Data 1"]
    kinds = ["Response" if q.choices else "Open-Ended Response" for q in asked]
    rows = [[*meta, *(q.text for q in asked)], [*[""] * len(meta), *kinds]]
    for at, given in enumerate(people, start=1):
        cells = [q.label(g) for q, g in zip(asked, given, strict=True)]
        time = "09/21/2026 10:00:00 AM"
        rows.append([f"11{at:08}", "40", time, time, "203.0.113.7", *[""] * 4, *cells])
    return table(rows)


# Sheets


def spreadsheet(rows: Sequence[Sequence[str]], name: str = "Sheet1") -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(at, column, cell)
    book.close()
    return content.getvalue()


def answer_sheet(form: bytes) -> list[Asked]:
    """The columns of the answer sheet, with what their drop-downs offer."""
    names = sheet(form, "answers")[0]
    lists = sheet(form, "lists")
    out = []
    for column, name in enumerate(names):
        offered = [row[column] for row in lists if column < len(row) and row[column]]
        out.append(Asked(name, "", [(one, one) for one in offered]))
    return out


def filled_sheet(asked: Sequence[Asked], people: People) -> bytes:
    rows = [[q.name for q in asked]]
    rows += [[q.label(g) for q, g in zip(asked, given, strict=True)] for given in people]
    return spreadsheet(rows, "answers")


# The offline form


def page_data(form: bytes) -> Mapping[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', form.decode())
    assert found is not None
    data: Mapping[str, Any] = json.loads(found[1])
    return data


def offline(form: bytes, language: str) -> list[Asked]:
    questions = [q for page in page_data(form)["pages"] for q in page]
    return [
        Asked(
            q["name"],
            q["texts"][language],
            [(c["cell"], c["texts"][language]) for c in q["choices"]],
            parent=q["part"],
        )
        for q in questions
    ]


def response_files(form: bytes, people: People, language: str) -> Iterator[bytes]:
    """What the page saves, a file for each person."""
    asked = offline(form, language)
    about = dict(page_data(form)["response"])
    for at, given in enumerate(people, start=1):
        parts: dict[str, dict[str, str]] = {"answers": {}, "segments": {}}
        for question, one in zip(asked, given, strict=True):
            if one is not None:
                parts[question.parent][question.name] = question.code(one)
        head = {"format": about["format"], "id": f"{at:032x}"}
        yield json.dumps({**head, **about, "language": language, **parts}).encode()
