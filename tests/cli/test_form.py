"""``alignscan form`` as people run it."""

from pathlib import Path

import pytest
from tests.cli.command import Inside, alignscan
from tests.forms.company import WHOLE, write_survey

from alignscan.forms.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_a_form_is_written_beside_the_survey_file(target: str, run: Inside, tmp_path: Path) -> None:
    (tmp_path / "scan").mkdir()
    write_survey(tmp_path / "scan", numbers=WHOLE)
    done = run("form", "scan", "--to", target)
    assert (done.code, done.out) == (0, "")
    (name,) = (line[6:] for line in done.err.splitlines() if line.startswith("wrote "))
    written = tmp_path / name
    assert written.parent == tmp_path / "scan"
    assert written.name.startswith("survey-")
    assert written.read_bytes()


def test_every_target_has_a_name_of_its_own(run: Inside, tmp_path: Path) -> None:
    write_survey(tmp_path, numbers=WHOLE)
    for target in TARGETS:
        for language in ("en", "nl"):
            assert run("form", ".", "--to", target, "--language", language).code == 0
    assert len(list(tmp_path.iterdir())) == 1 + 2 * len(TARGETS)


def test_one_language_at_a_time_where_the_target_has_no_translations(
    run: Inside, tmp_path: Path
) -> None:
    write_survey(tmp_path, numbers=WHOLE)
    done = run("form", "survey.yaml", "--to", "qualtrics", "-o", "q.txt")
    assert "in `en`; for the others --language nl" in done.err
    assert "Anonymize responses" in done.err
    assert "Neutral" not in (tmp_path / "q.txt").read_text(encoding="utf-8")
    run("form", "survey.yaml", "--to", "qualtrics", "-o", "q.txt", "--language", "nl")
    assert "Neutraal" in (tmp_path / "q.txt").read_text(encoding="utf-8")


def test_the_survey_file_is_never_written_over(run: Inside, tmp_path: Path) -> None:
    before = write_survey(tmp_path).read_bytes()
    done = run("form", "survey.yaml", "--to", "html", "-o", "survey.yaml")
    assert done.code == 2
    assert "survey.yaml is an input" in done.err
    assert (tmp_path / "survey.yaml").read_bytes() == before


def test_what_cannot_be_carried_is_said_and_nothing_is_written(run: Inside, tmp_path: Path) -> None:
    write_survey(tmp_path)
    done = run("form", "survey.yaml", "--to", "qualtrics")
    assert done.code == 2
    assert "`O1` has points that are no whole numbers" in done.err
    assert "cannot be asked with --to qualtrics" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["survey.yaml"]


def test_unknown_targets_and_languages(run: Inside, tmp_path: Path) -> None:
    write_survey(tmp_path)
    assert run("form", "survey.yaml", "--to", "pdf").code == 2
    assert "choose one of html, xlsx" in run("form", "survey.yaml", "--to", "pdf").err
    done = run("form", "survey.yaml", "--to", "html", "--language", "fi")
    assert done.code == 2
    assert "not complete in `fi`" in done.err


def test_a_survey_with_errors_is_no_form(run: Inside, tmp_path: Path) -> None:
    (tmp_path / "survey.yaml").write_text("format: alignscan/1\n", encoding="utf-8")
    done = run("form", "survey.yaml", "--to", "html")
    assert done.code == 2
    assert "organization" in done.err


def test_in_a_process_of_its_own(examples: Path) -> None:
    done = alignscan("form", "ex/mid-sized", "--to", "html", "-o", "form.html", cwd=examples)
    assert done.code == 0
    assert b"Lindmoor Pumps" in (examples / "form.html").read_bytes()
