"""Real exports: what is imported is what the csv module counts, and each is its own platform."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.responses.importing.layouts import MISSING, SAMPLES, cells, imported, survey_in

from alignscan.responses.importing.opened import open_export
from alignscan.responses.importing.source import Imported
from alignscan.responses.platforms.detect import PROFILES, detect
from alignscan.responses.platforms.profile import Head
from alignscan.source.finding import Severity

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=MISSING)
PLATFORM_OF = {
    "limesurvey": "limesurvey",
    "qualtrics": "qualtrics",
    "surveymonkey": "surveymonkey",
    "redcap": "redcap",
    "kobo": "kobo",
    "odk_central": "odk",
}
MAC = "mac_roman"
FILES = sorted(p for p in SAMPLES.rglob("*.*") if p.parent != SAMPLES) if SAMPLES.is_dir() else []


def encoding_of(path: Path) -> str | None:
    return MAC if "macroman" in path.name else None


def platform_of(path: Path) -> str:
    """Return the platform of a sample; data dictionaries are no exports."""
    return "generic" if "dictionary" in path.name else PLATFORM_OF[path.parent.name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_is_taken_for_its_own_platform(path: Path) -> None:
    head = Head(open_export(path, encoding_of(path)).head)
    assert detect(head).profile.id == platform_of(path)


def test_no_platform_sees_anything_of_itself_in_the_exports_of_others() -> None:
    confusion: Counter[tuple[str, str]] = Counter()
    for path in FILES:
        head = Head(open_export(path, encoding_of(path)).head)
        for id, profile in PROFILES.items():
            if sum(one.points for one in profile.evidence(head)):
                confusion[platform_of(path), id] += 1
    assert {row for row, _ in confusion} == {column for _, column in confusion}
    assert all(row == column for row, column in confusion)


def counted(rows: Iterable[list[str]], column: int) -> Counter[str]:
    return Counter(row[column] for row in rows)


def rows_of(path: Path, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    text = path.read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def errors(one: Imported) -> list[str]:
    return [f.message for f in one.findings if f.severity is Severity.ERROR]


def survey_of(scale: str, items: dict[str, str], more: str = "") -> str:
    listed = "".join(
        f"    - {{id: {id}, practice: C1.{i % 6 + 1}, scale: s, text: {text!r}}}\n"
        for i, (id, text) in enumerate(items.items())
    )
    return (
        "format: alignscan/1\norganization: Sample\nquestionnaire:\n"
        f"  scales:\n    s: {scale}\n  items:\n{listed}{more}"
    )


def test_qualtrics_numbers_of_a_matrix(tmp_path: Path) -> None:
    (path,) = (SAMPLES / "qualtrics").glob("*.csv")
    tags, texts, _, *people = rows_of(path)
    items = {f"Q29_{i}": texts[tags.index(f"Q29_{i}")].split(" - ", 1)[1] for i in range(1, 13)}
    items = {f"m{i}": text for i, text in enumerate(items.values(), 1)}
    survey = survey_in(tmp_path, survey_of("{low: 1, high: 7}", items))
    one = imported(path, survey, mapping={"rest": "ignored"})
    assert errors(one) == []
    assert (one.report.read, one.report.kept) == (200, 200) == (len(people), len(people))
    assert {note.why for note in one.report.mapped} == {"row"}
    for i, id in enumerate(items, 1):
        assert Counter(cells(one, id)) == counted(people, tags.index(f"Q29_{i}"))
    assert set(one.report.assumed) == set(items)
    assert "TWIN_ID" in {note.heading for note in one.report.personal}


def test_surveymonkey_labels_of_a_matrix_in_mac_roman(tmp_path: Path) -> None:
    (path,) = (SAMPLES / "surveymonkey").glob("*.csv")
    _, rows, *people = rows_of(path, MAC)
    labels = ["Very unfavorably", "Somewhat unfavorably"]
    labels += ["Neither favorably nor unfavorably (neutral)"]
    labels += ["Somewhat favorably", "Very favorably"]
    scale = f"{{low: 1, high: 5, labels: {labels}}}"
    items = {f"i{i}": name for i, name in enumerate(rows[15:29])}
    one = imported(
        path, survey_in(tmp_path, survey_of(scale, items)), MAC, mapping={"rest": "ignored"}
    )
    assert errors(one) == []
    known = {label: str(i) for i, label in enumerate(labels, 1)} | {"Unfamiliar (N/A)": "na"}
    answered = [row for row in people if any(row[15:29])]
    assert (one.report.read, one.report.kept) == (len(people), len(answered))
    assert one.report.dropped == {"without any answer": len(people) - len(answered)}
    for i, id in enumerate(items, 15):
        expected = Counter({known.get(k, ""): n for k, n in counted(answered, i).items()})
        assert Counter(cells(one, id)) == expected


KOBO = survey_of(
    "{low: 1, high: 5, labels: {en: [Strongly disagree, Disagree, Neutral, Agree, Strongly agree],"
    " nl: [Helemaal oneens, Oneens, Neutraal, Eens, Helemaal eens]}}",
    {},
    "".join(
        f"    - {{id: s{s}_q{q}, practice: C{s}.{q}, scale: s,"
        f" text: {{en: Statement {s}.{q}, nl: Stelling {s}.{q}}}}}\n"
        for s in range(1, 6)
        for q in range(1, 7)
    )
    + "    - {id: comment, kind: comment, text: {en: Anything else?, nl: Nog iets?}}\n",
)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("formpack_xml_values.csv", "department"),
        ("formpack_xml_values_groups.csv", "department"),
        ("formpack_labels_nl_groups.csv", "Afdeling"),
        ("formpack_labels_en.xlsx", "Department"),
    ],
)
def test_kobo_in_all_modes_is_one_data_set(name: str, column: str, tmp_path: Path) -> None:
    segments = f"segments:\n  unit: {{column: {column}, categories: [Sales, HR]}}\n"
    one = imported(SAMPLES / "kobo" / name, survey_in(tmp_path, KOBO + segments))
    assert errors(one) == []
    names, *people = rows_of(SAMPLES / "kobo" / "formpack_xml_values.csv", delimiter=";")
    assert one.size == len(people) == 6
    other = {"na": {"na", "cs"}}  # the Dutch label says both
    for at, id in list(enumerate(names))[1:31]:
        for cell, raw in zip(cells(one, id), (row[at] for row in people), strict=True):
            assert cell in other.get(raw, {raw})
    categories = {"sales": "Sales", "hr": "HR"}
    assert cells(one, column) == [categories[row[0]] for row in people]
    assert [cell.replace("\n", " ") for cell in cells(one, "comment")] == [
        row[31].replace("\n", " ") for row in people
    ]


def test_redcap_and_odk_exports_are_read_and_every_open_column_is_named(tmp_path: Path) -> None:
    survey = survey_in(tmp_path, KOBO)
    raw = imported(SAMPLES / "redcap" / "redcapr_survey_raw.csv", survey)
    assert raw.report.read == 2
    assert {note.heading for note in raw.report.unresolved} == {"has_diabetes", "consent___1"}
    assert "email" in {note.heading for note in raw.report.personal}
    path = SAMPLES / "odk_central" / "central_backend_test_select_multiple_split.csv"
    odk = imported(path, survey)
    named = {note.heading for note in (*odk.report.unresolved, *odk.report.ignored)}
    named |= {note.heading for note in odk.report.personal}
    assert named == set(rows_of(path)[0])
    assert {"q1", "g1-q2"} <= {note.heading for note in odk.report.unresolved}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_column_of_every_sample_is_accounted_for(path: Path, tmp_path: Path) -> None:
    one = imported(path, survey_in(tmp_path, KOBO), encoding_of(path))
    report = one.report
    notes = [*report.mapped, *report.personal, *report.ignored, *report.unresolved]
    width = open_export(path, encoding_of(path)).width
    assert sorted(note.at for note in notes) == list(range(1, width + 1))
    named = {f.message.split(",")[0] for f in one.findings if f.code == "AS850"}
    assert named == {f"column {note.at}" for note in report.unresolved}
