from pathlib import Path

import pytest
from tests.cli.command import Inside

STARTED = {
    "survey.yaml",
    "survey.schema.json",
    "responses.csv",
    "responses.xlsx",
    "README.md",
    ".gitignore",
}


@pytest.mark.parametrize(
    ("mode", "following"), [("self", "answer"), ("team", "answer"), ("confidential", "assess")]
)
def test_a_new_survey_is_clean_and_has_a_next_step(run: Inside, mode: str, following: str) -> None:
    made = run("init", "new", "--mode", mode, "--organization", "Nord & Söhne")
    assert (made.code, made.out) == (0, f"Next: alignscan {following} new/survey.yaml\n")
    assert {p.name for p in (run.folder / "new").iterdir()} == STARTED
    assert (run("check", "new").code, run("check", "new").out) == (
        0,
        "checked 1 file, no findings\n",
    )
    empty = run("assess", "new")
    assert (empty.code, empty.out.splitlines()[0]) == (0, "Nord & Söhne")
    assert "0 answers" in empty.out


def test_the_example_is_ready_to_run(run: Inside) -> None:
    made = run("init", "new", "--example")
    assert (made.code, made.out) == (0, "Next: alignscan assess new/survey.yaml\n")
    assert run("assess", "new").out.startswith("Lindmoor Pumps")


def test_the_example_takes_no_other_options(run: Inside) -> None:
    assert run("init", "new", "--example", "--mode", "team").code == 2
    assert list(run.folder.iterdir()) == []


@pytest.mark.parametrize("present", sorted(STARTED))
def test_nothing_is_written_where_a_file_is_there_already(run: Inside, present: str) -> None:
    (run.folder / present).write_text("mine")
    refused = run("init", ".")
    assert refused.code == 2
    assert f"already holds {present}; nothing was written" in refused.err
    assert [(p.name, p.read_text()) for p in run.folder.iterdir()] == [(present, "mine")]


@pytest.mark.parametrize(
    "options",
    [
        ("--mode", "teams"),
        ("--questionnaire", "big"),
        ("--organization", ""),
        ("--organization", " \t"),
        ("--organization", "two\nlines"),
        ("--organization", "x" * 501),
    ],
)
def test_a_wrong_choice_writes_nothing(run: Inside, options: tuple[str, str]) -> None:
    refused = run("init", "new", *options)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error: ")
    assert list(run.folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_line(run: Inside) -> None:
    (run.folder / "file").write_text("")
    refused = run("init", "file/new")
    assert refused.code == 2
    assert "cannot be made" in refused.err


def test_a_folder_that_cannot_be_written_stays_as_it_is(
    run: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (run.folder / "new").mkdir()
    monkeypatch.setattr("tempfile.mkstemp", denied)
    refused = run("init", "new")
    assert refused.code == 2
    assert "cannot be written" in refused.err
    assert list((run.folder / "new").iterdir()) == []


def test_the_next_step_can_be_pasted(run: Inside) -> None:
    following = run("init", "my survey").out
    assert following.replace('"', "'") == "Next: alignscan answer 'my survey/survey.yaml'\n"


def test_templates_for_responses_are_for_their_owner_only(run: Inside) -> None:
    run("init", "new")
    mode = (run.folder / "new" / "responses.csv").stat().st_mode
    if mode & 0o077 == 0o066:  # pragma: no cover  # Windows only
        pytest.skip("platform: files have no owner-only permission here")
    assert mode & 0o077 == 0


def test_the_survey_opens_for_everyone_it_should(run: Inside) -> None:
    run("init", "new")
    assert Path(run.folder / "new" / "survey.yaml").stat().st_mode & 0o400
