"""The language and the labels that a survey file or an option chooses, in every command."""

import json

import pytest
from tests.cli.command import Inside, alignscan

SURVEY = """\
format: alignscan/1
organization: Nord
questionnaire: self-check
mode: team
agreed: all of us, 2026
wave: {closed: 2026-09-21}
answers:
  direction:  [4, 5, 4, 3]
  commitment: [3, 3, 2, 4]
  goals:      [3, 2, 3, 3]
  capability: [2, 3, 3, 2]
  systems:    [2, 2, 1, 2]
"""
OWN = """\
format: alignscan/labels/1
language: de
labels:
  card.index: Passung (0 bis 100)
  traces.index: "Passung: {index}"
  verdict.not_aligned: NOCH NICHT SO WEIT
"""


@pytest.fixture
def nord(run: Inside) -> Inside:
    (run.folder / "survey.yaml").write_text(SURVEY, encoding="utf-8")
    (run.folder / "own.yaml").write_text(OWN, encoding="utf-8")
    return run


def say(run: Inside, more: str) -> None:
    (run.folder / "survey.yaml").write_text(SURVEY + more, encoding="utf-8")


COMMANDS = ["assess", "plan", "promise"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_survey_file_and_the_option_say_the_same(nord: Inside, command: str) -> None:
    english = nord(command, "survey.yaml")
    chosen = nord(command, "survey.yaml", "--language", "de")
    say(nord, "language: de\n")
    written = nord(command, "survey.yaml")
    assert chosen.code == written.code == english.code
    assert written.out == chosen.out != english.out
    assert nord(command, "survey.yaml", "--language", "en").out == english.out


@pytest.mark.parametrize("command", [*COMMANDS, "preview"])
def test_a_language_there_is_none_of_is_refused_with_those_there_are(
    nord: Inside, command: str
) -> None:
    said = nord(command, "survey.yaml", "--language", "tlh")
    assert (said.code, said.out) == (2, "")
    assert "no reports in `tlh`" in said.err
    assert "choose one of de, en, es, fr" in said.err


def test_a_form_in_a_language_there_is_none_of_names_those_there_are(nord: Inside) -> None:
    said = nord("form", "survey.yaml", "--to", "html", "--language", "tlh")
    assert said.code == 2
    assert "`en`" in said.err
    assert "`de`" in said.err


def test_a_results_file_can_be_told_in_every_language(nord: Inside) -> None:
    assert nord("assess", "survey.yaml", "-q", "-o", "results.json").code == 0
    for language, verdict in (("de", "NICHT"), ("fr", "NON"), ("es", "NO "), ("en", "NOT")):
        told = nord("report", "results.json", "--language", language, "-f", "markdown").out
        assert told == nord("assess", "survey.yaml", "--language", language, "-f", "markdown").out
        assert verdict in told


def test_results_are_the_same_in_every_language_and_with_every_label(nord: Inside) -> None:
    plain = nord("assess", "survey.yaml", "-f", "json").stdout
    for language in ("de", "fr", "es"):
        assert nord("assess", "survey.yaml", "-f", "json", "--language", language).stdout == plain
    assert nord("assess", "survey.yaml", "-f", "json", "--labels", "own.yaml").stdout == plain
    say(nord, "labels: own.yaml\n")
    named = json.loads(nord("assess", "survey.yaml", "-f", "json").out)
    assert named["heading"].pop("own_labels")["de"]["card.index"] == "Passung (0 bis 100)"
    before = json.loads(plain)
    before["heading"].pop("own_labels")
    assert named == before


def test_labels_of_ones_own_by_option_and_by_file(nord: Inside) -> None:
    options = ("--language", "de", "-f", "markdown")
    by_option = nord("assess", "survey.yaml", *options, "--labels", "own.yaml").out
    assert "Passung (0 bis 100)" in by_option
    assert "NOCH NICHT SO WEIT" in by_option
    assert "Ausrichtungsindex" not in by_option
    say(nord, "labels: own.yaml\n")
    assert nord("assess", "survey.yaml", *options).out == by_option
    assert nord("assess", "survey.yaml", "-q", "-o", "results.json").code == 0
    assert nord("report", "results.json", *options).out == by_option
    assert "Passung" not in nord("assess", "survey.yaml", "-f", "markdown").out


def test_unfit_labels_are_refused_at_their_place(nord: Inside) -> None:
    (nord.folder / "own.yaml").write_text(OWN.replace("{index}", "{n:>9}"), encoding="utf-8")
    for command in ("assess", "plan", "promise"):
        said = nord(command, "survey.yaml", "--labels", "own.yaml")
        assert (said.code, said.out) == (2, "")
        assert "own.yaml:5:17: error[AS911]" in said.err
    say(nord, "labels: own.yaml\n")
    assert nord("assess", "survey.yaml").code == 2
    assert nord("check", "survey.yaml").code == 1
    assert nord("check", "own.yaml").code == 1


@pytest.mark.parametrize("name", ["../own.yaml", "gone.yaml", "survey.yaml"])
def test_labels_have_to_lie_beside_the_survey_file(nord: Inside, name: str) -> None:
    say(nord, f"labels: {name}\n")
    said = nord("check", "survey.yaml")
    assert said.code == 1
    assert "AS249" in said.said
    say(nord, f"plan: {{library: {name}}}\n")
    assert "AS246" in nord("check", "survey.yaml").said


def test_a_plan_file_is_in_the_language_chosen(nord: Inside) -> None:
    said = nord("plan", "survey.yaml", "--language", "es", "-o", "plan.yaml", "-o", "plan.csv")
    assert said.code == 0
    text = (nord.folder / "plan.yaml").read_text(encoding="utf-8")
    assert "language: es" in text
    assert text.startswith("# El plan de Nord.")
    assert "Título" in (nord.folder / "plan.csv").read_text(encoding="utf-8-sig")
    assert nord("check", "plan.yaml").code == 0


def test_a_screen_that_knows_ascii_alone_has_no_stray_signs(nord: Inside) -> None:
    said = alignscan(
        "assess", "survey.yaml", "--language", "fr", cwd=nord.folder, PYTHONIOENCODING="ascii"
    )
    assert said.code == 0
    assert "?" not in said.out
    assert "NON ALIGNEE" in said.out


CONFIDENTIAL = """\
format: alignscan/1
organization: Nord
questionnaire: self-check
mode: confidential
confidentiality: {readers: the office, retention: one year}
wave: {id: w1, closed: 2026-09-21}
responses: responses.csv
"""


def test_another_language_or_other_labels_are_no_other_release(run: Inside) -> None:
    (run.folder / "own.yaml").write_text(OWN, encoding="utf-8")
    answers = [f"{2 + i % 3},{3 + i % 2},{1 + i % 4},{2 + i % 2},{1 + i % 3}" for i in range(24)]
    rows = ["direction,commitment,goals,capability,systems", *answers]
    (run.folder / "responses.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (run.folder / "survey.yaml").write_text(CONFIDENTIAL, encoding="utf-8")
    assert run("assess", "survey.yaml", "-q", "-o", "one.json").code == 0
    first = json.loads((run.folder / "one.json").read_text(encoding="utf-8"))
    (run.folder / "survey.yaml").write_text(
        f"{CONFIDENTIAL}labels: own.yaml\nlanguage: de\n", encoding="utf-8"
    )
    said = run("assess", "survey.yaml", "-q", "-o", "two.json", "-o", "two.md")
    assert (said.code, said.err) == (0, "")
    second = json.loads((run.folder / "two.json").read_text(encoding="utf-8"))
    assert second["published"] == first["published"]
    assert "Passung" in (run.folder / "two.md").read_text(encoding="utf-8")
