"""Exports in the layouts of the platforms, with made-up people, and the survey they belong to."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from alignscan.api.load import Assessment, load
from alignscan.model.mapping import Mapping
from alignscan.responses.importing.opened import open_export
from alignscan.responses.importing.source import Imported, Options, read_source

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
MISSING = "reference data not available: exports of survey platforms"
LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
GERMAN = ("Gar nicht", "Kaum", "Teils", "Überwiegend", "Völlig")
STATEMENTS = {
    "C1_1": "Our vision describes a future that I can picture.",
    "C1_2": "Our values guide what we do each day.",
    "C1_3": "I can explain our strategy in my own words.",
}
GERMAN_STATEMENTS = {
    "C1_1": "Unsere Vision beschreibt eine Zukunft, die ich mir vorstellen kann.",
    "C1_2": "Unsere Werte leiten, was wir jeden Tag tun.",
    "C1_3": "Ich kann unsere Strategie mit eigenen Worten erklären.",
}
COMMENT = "What should change first?"
SURVEY = (
    f"""\
# Comments stay.
format: alignscan/1
organization: Northwind
wave: {{id: one, closed: 2026-09-21}}   # closed by hand
questionnaire:
  scales:
    agree:
      low: 1
      high: 5
      labels: {{en: {json.dumps(LABELS)}, de: {json.dumps(GERMAN, ensure_ascii=False)}}}
  items:
"""
    + "".join(
        f"    - {{id: {id}, practice: C1.{i}, scale: agree, "
        f"text: {{en: {json.dumps(STATEMENTS[id])}, "
        f"de: {json.dumps(GERMAN_STATEMENTS[id], ensure_ascii=False)}}}}}\n"
        for i, id in enumerate(STATEMENTS, 1)
    )
    + f"""\
    - {{id: remark, kind: comment, text: {COMMENT}}}
segments:
  function: {{column: Department, categories: [Sales, Operations]}}
"""
)
PEOPLE = tuple(
    (department, *answers, remark)
    for department, answers, remark in (
        ("Sales", (5, 4, 4), "More time for customers"),
        ("Sales", (2, 1, 2), ""),
        ("Operations", (3, 3, 4), "Fewer meetings"),
        ("Operations", (1, 2, 1), ""),
        ("Sales", (4, 5, None), "Nothing"),
    )
)
EMAIL, IP, NAME, TOKEN = "zoe.canary@example.org", "203.0.113.77", "Zoe Canary", "tok4canary9xyz"
CANARIES = (EMAIL, IP, NAME, TOKEN, "Canary", "canary")
Row = Sequence[object]


def survey_in(folder: Path, text: str = SURVEY) -> Assessment:
    (folder / "survey.yaml").write_text(text, encoding="utf-8")
    return load(folder / "survey.yaml")


def table(rows: Sequence[Row], delimiter: str = ",", end: str = "\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode()


def label(answer: object) -> str:
    return LABELS[answer - 1] if isinstance(answer, int) else ""


def number(answer: object) -> str:
    return str(answer) if answer is not None else ""


def told(person: Row, said: Callable[[object], str] = label) -> list[str]:
    return [str(person[0]), *(said(answer) for answer in person[1:4]), str(person[4])]


def asked() -> list[str]:
    return ["Department", *STATEMENTS.values(), COMMENT]


def qualtrics(*, legacy: bool = False, codes: bool = False, three: bool = True) -> bytes:
    said = number if codes else label
    tags = ["Q1", "Q2_1", "Q2_1", "Q2_3", "Q3"]  # duplicates are real
    texts = ["Department", *(f"How much do you agree? - {s}" for s in STATEMENTS.values()), COMMENT]
    if legacy:
        meta = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress"]
        meta += ["IPAddress", "Status", "StartDate", "EndDate", "Finished"]
        head = [[f"V{i}" for i in range(1, 11)] + tags + [""], meta + texts + [""]]
        body = [
            [
                f"R_{i}x",
                "Default",
                NAME,
                TOKEN,
                EMAIL,
                IP,
                "0",
                "2016-01-01",
                "2016-01-01",
                "1",
                *told(p, said),
                "",
            ]
            for i, p in enumerate(PEOPLE)
        ]
        return table([*head, *body])
    meta = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)"]
    meta += ["Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientEmail"]
    meta += ["ExternalReference", "LocationLatitude", "DistributionChannel", "UserLanguage"]
    german = ["Anfangsdatum", "Enddatum", "Antworttyp", "IP-Adresse", "Fortschritt", "Dauer"]
    german += [f"m{i}" for i in range(len(meta) - 6)]
    ids = [json.dumps({"ImportId": t}) for t in (*meta, "QID1", "QID2_1", "QID2_2", "QID2_3", "Q3")]

    def row(i: int, person: Row, status: str, channel: str, finished: str) -> list[str]:
        day = "2026-09-01 10:00:00"
        known = [day, day, status, IP, "100", "60", finished, day, f"R_{i}abc", "Canary", EMAIL]
        return [*known, TOKEN, "47.1", channel, "EN", *told(person, said)]

    body = [row(i, p, "IP Address", "anonymous", "True") for i, p in enumerate(PEOPLE)]
    body.append(row(10, PEOPLE[0], "Survey Preview", "preview", "True"))
    body.append(row(11, PEOPLE[0], "Spam", "anonymous", "True"))
    body.append(row(12, PEOPLE[0], "IP Address", "anonymous", "False"))
    head = [[*meta, *tags], [*german, *texts], *([ids] if three else [])]
    return table([*head, *body])


def surveymonkey(*, flat: bool = False) -> bytes:
    meta = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"]
    meta += ["Email Address", "First Name", "Last Name", "Custom Data 1"]
    grid = ["How much do you agree?", "", ""]
    head = [[*meta, "Department", *grid, COMMENT]]
    head.append(["" for _ in meta] + ["Response", *STATEMENTS.values(), "Open-Ended Response"])
    body = [
        [
            str(11876543210 + i),
            "416874201",
            "09/01/2026 10:00:00 AM",
            "09/01/2026 10:02:00 AM",
            IP,
            EMAIL,
            "Zoe",
            "Canary",
            TOKEN,
            *told(p),
        ]
        for i, p in enumerate(PEOPLE)
    ]
    return table(body if flat else [*head, *body])


def google_forms(language: str = "Timestamp") -> bytes:
    head = [language, "Email Address", "Department"]
    head += [f"How much do you agree? [{s}]" for s in STATEMENTS.values()]
    body = [[f"2026/09/01 10:0{i}:00 AM EST", EMAIL, *told(p)] for i, p in enumerate(PEOPLE)]
    return table([[*head, COMMENT + " "], *body])


def microsoft_forms(
    own: Sequence[str] = ("ID", "Start time", "Completion time", "Email", "Name"),
) -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    head = [*own, *asked()]
    rows: list[list[object]] = [
        [i + 1, "2026-09-01 10:00:00", "2026-09-01 10:02:00", EMAIL, NAME, *told(p)]
        for i, p in enumerate(PEOPLE)
    ]
    first: list[object] = [*head[:5], *(h.replace(" ", "\u00a0", 1) for h in head[5:])]
    for at, row in enumerate([first, *rows]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.close()
    return content.getvalue()


def limesurvey(mode: str = "code", answers: str = "long") -> bytes:
    codes = ["Department", "q1[C11]", "q1[C12]", "q1[C13]", "remark"]
    texts = ["Department", *(f"Agree? [{s}]" for s in STATEMENTS.values()), COMMENT]
    meta = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "ipaddr"]
    words = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Access code"]
    words += ["IP address"]
    both = [f"{c}. {t}" for c, t in zip([*meta, *codes], [*words, *texts], strict=True)]
    head = {"code": [*meta, *codes], "text": [*words, *texts], "both": both}[mode]
    said = label if answers == "long" else number

    def row(i: int, person: Row, day: str) -> list[str]:
        return [str(i), day, "3", "en", "123456", TOKEN, IP, *told(person, said)]

    body = [row(i, p, "2026-09-01 10:00:00") for i, p in enumerate(PEOPLE)]
    body.append(row(99, PEOPLE[0], ""))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows([head, *body])
    return b"\xef\xbb\xbf" + text.getvalue().encode() + b"\r\n"


def kobo(*, labels: bool = False, groups: bool = True) -> bytes:
    tail = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    tail += ["_submitted_by", "__version__", "_tags", "_index"]
    names = [f"g1/{id}" if groups else id for id in STATEMENTS]
    texts = [f"Group one/{s}" if groups else s for s in STATEMENTS.values()]
    middle = ["Department", *(texts if labels else names), COMMENT if labels else "remark"]
    head = ["start", "username", "deviceid", *middle, *tail]
    said = label if labels else number
    body = [
        [
            "2026-09-01T10:00:00",
            NAME,
            TOKEN,
            *told(p, said),
            str(100 + i),
            f"u-{i}",
            "2026-09-01T10:01:00",
            "",
            "",
            "submitted_via_web",
            NAME,
            "v1",
            "",
            str(i),
        ]
        for i, p in enumerate(PEOPLE)
    ]
    bad = [*body[0]]
    bad[head.index("_uuid")] = "u-99"
    bad[head.index("_validation_status")] = "validation_status_not_approved"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([head, *body, bad])
    return text.getvalue().encode()


def odk() -> bytes:
    head = ["SubmissionDate", "meta-instanceID", "Department", *(f"g1-{id}" for id in STATEMENTS)]
    head += ["remark", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"]
    head += ["AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]

    def row(i: int, person: Row, state: str) -> list[str]:
        known = [f"uuid:{i}", "5", NAME, "0", "0", "", state, TOKEN, "0", "1"]
        return ["2026-09-01T10:00:00.000Z", f"uuid:{i}", *told(person, number), *known]

    body = [row(i, p, "") for i, p in enumerate(PEOPLE)]
    return table([head, *body, row(77, PEOPLE[0], "rejected")])


def redcap(*, labels: bool = False) -> bytes:
    if labels:
        head = ["Record ID", "Survey Identifier", "Survey Timestamp", *asked(), "Complete?"]
    else:
        head = ["record_id", "redcap_survey_identifier", "scan_timestamp", "department"]
        head += ["c1_1", "c1_2", "c1_3", "remark", "scan_complete"]
    said = label if labels else number

    def row(i: int, person: Row, done: str) -> list[str]:
        return [str(i), TOKEN, "2026-09-01 10:00", *told(person, said), done]

    done, undone = ("Complete", "Incomplete") if labels else ("2", "0")
    return table(
        [head, *(row(i, p, done) for i, p in enumerate(PEOPLE)), row(9, PEOPLE[0], undone)]
    )


def generic() -> bytes:
    head = ["Department", *STATEMENTS, "remark", "E-mail", "Your name"]
    return table([head, *([*told(p, number), EMAIL, NAME] for p in PEOPLE)])


def surveyjs() -> bytes:
    people = [
        {"Department": p[0], "s1": dict(zip(STATEMENTS, p[1:4], strict=True)), "remark": p[4]}
        for p in PEOPLE
    ]
    return json.dumps(people).encode()


LAYOUTS: dict[str, tuple[str, str, bytes, str | None]] = {
    "qualtrics": ("qualtrics", "q.csv", qualtrics(), None),
    "qualtrics codes": ("qualtrics", "q.csv", qualtrics(codes=True), None),
    "qualtrics two rows": ("qualtrics", "q.csv", qualtrics(three=False), None),
    "qualtrics UTF-16": ("qualtrics", "q.tsv", qualtrics().decode().encode("utf-16"), None),
    "qualtrics legacy": ("qualtrics", "q.csv", b"\xef\xbb\xbf" + qualtrics(legacy=True), None),
    "surveymonkey": ("surveymonkey", "s.csv", surveymonkey(), None),
    "surveymonkey Mac": (
        *("surveymonkey", "s.csv"),
        surveymonkey().decode().encode("mac_roman"),
        "mac_roman",
    ),
    "google forms": ("google-forms", "g.csv", google_forms(), None),
    "google forms German": ("google-forms", "g.csv", google_forms("Zeitstempel"), None),
    "microsoft forms": ("microsoft-forms", "m.xlsx", microsoft_forms(), None),
    "limesurvey codes": ("limesurvey", "l.csv", limesurvey(), None),
    "limesurvey numbers": ("limesurvey", "l.csv", limesurvey(answers="short"), None),
    "limesurvey texts": ("limesurvey", "l.csv", limesurvey("text"), None),
    "limesurvey both": ("limesurvey", "l.csv", limesurvey("both"), None),
    "kobo names": ("kobo", "k.csv", kobo(), None),
    "kobo labels": ("kobo", "k.csv", kobo(labels=True), None),
    "odk": ("odk", "o.csv", odk(), None),
    "redcap raw": ("redcap", "r.csv", redcap(), None),
    "redcap labels": ("redcap", "r.csv", redcap(labels=True), None),
    "generic": ("generic", "x.csv", generic(), None),
    "surveyjs": ("generic", "x.json", surveyjs(), None),
}
"""For each layout the platform, a file name, the file and the encoding to ask for."""


def imported(
    path: Path,
    survey: Assessment,
    encoding: str | None = None,
    mapping: dict[str, Any] | None = None,
    **options: Any,
) -> Imported:
    decided = {"format": "alignscan/mapping/1", **mapping} if mapping is not None else None
    chosen = Options(mapping=Mapping.model_validate(decided) if decided else None, **options)
    export = open_export(path, encoding)
    return read_source(export, path.name, survey.survey, survey.questionnaire, chosen)


def cells(one: Imported, column: str) -> list[str]:
    """Return the cells of a column of the responses, one for each row."""
    found = one.columns[column]
    return [found.values[at] for at in found.index.tolist()]
