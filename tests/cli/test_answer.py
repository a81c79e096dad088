import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.command import Inside, alignscan, environment

FIVE = ["4", "3", "2", "3", "4"]


def started(run: Inside, mode: str = "self") -> Path:
    run("init", "new", "--mode", mode, "--organization", "Nord")
    return run.folder / "new" / "survey.yaml"


def test_answers_from_a_pipe_go_into_the_file(tmp_path: Path) -> None:
    survey = started(Inside(tmp_path))
    given = alignscan("answer", "new", cwd=tmp_path, stdin="4\n9\nfour\n3\n\ncs\nCS\n")
    assert given.code == 0
    assert given.err.count("answer with 1, 2, 3, 4, 5, cs, or nothing to leave it out") == 2
    assert given.out.endswith("Next: alignscan assess new/survey.yaml\n")
    line = "answers: {direction: 4, commitment: 3, goals: null, capability: cs, systems: cs}"
    assert line in survey.read_text(encoding="utf-8").splitlines()
    assert survey.with_name("survey.lock.yaml").exists()
    assert "Traceback" not in given.err


def test_a_folder_that_was_answered_is_clean(run: Inside) -> None:
    started(run)
    run("answer", "new", stdin=FIVE)
    assert run("check", "new").out == "checked 1 file, no findings\n"
    assert "1 answer," in run("assess", "new").out


@pytest.mark.parametrize("stdin", [[], ["4"], ["4", "3", "2", "3"], ["7"] * 30])
def test_answers_that_end_early_leave_the_file_alone(run: Inside, stdin: list[str]) -> None:
    survey = started(run)
    before = survey.read_bytes()
    ended = run("answer", "new/survey.yaml", stdin=stdin)
    assert ended.code == 2
    assert "the answers ended early; nothing was written" in ended.err
    assert survey.read_bytes() == before
    assert not survey.with_name("survey.lock.yaml").exists()


def test_no_answer_at_all_is_not_written(run: Inside) -> None:
    survey = started(run, "team")
    before = survey.read_bytes()
    ended = run("answer", "new", stdin=[""] * 5)
    assert (ended.code, survey.read_bytes()) == (2, before)


@pytest.mark.skipif(os.name == "nt", reason="platform: Ctrl-C cannot be sent to one process here")
def test_ctrl_c_leaves_the_file_alone(tmp_path: Path) -> None:
    survey = started(Inside(tmp_path))
    before = survey.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "alignscan", "answer", "new"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    while b"Cannot say" not in process.stdout.readline():
        pass
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.decode().splitlines() == ["error: interrupted; nothing was written"]
    assert survey.read_bytes() == before


def test_one_person_answers_once(run: Inside) -> None:
    survey = started(run)
    run("answer", "new", stdin=FIVE)
    before = survey.read_bytes()
    again = run("answer", "new", stdin=FIVE)
    assert (again.code, again.out) == (2, "")
    assert "mode: team" in again.err
    assert survey.read_bytes() == before


def test_a_confidential_survey_is_not_answered_here(run: Inside) -> None:
    survey = started(run, "confidential")
    before = survey.read_bytes()
    refused = run("answer", "new", stdin=FIVE)
    assert (refused.code, refused.out) == (2, "")
    assert "responses file" in refused.err
    assert survey.read_bytes() == before


def test_a_team_adds_one_person_at_a_time(run: Inside) -> None:
    survey = started(run, "team")
    for answers in (FIVE, ["5", "", "cs", "1", "2"], FIVE):
        assert run("answer", "new", stdin=answers).code == 0
    line = next(x for x in survey.read_text("utf-8").splitlines() if x.startswith("answers:"))
    assert "direction: [4, 5, 4], commitment: [3, null, 3], goals: [2, cs, 2]" in line
    assert "3 answers" in run("assess", "new").out


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"")]
)
def test_every_other_byte_stays(run: Inside, encoding: str, mark: bytes) -> None:
    text = "format: alignscan/1\r\norganization: Nørd # ünïque\r\nquestionnaire: self-check\r\n"
    survey = run.folder / "survey.yaml"
    survey.write_bytes(text.encode(encoding))
    assert run("answer", "survey.yaml", stdin=FIVE).code == 0
    after = survey.read_bytes()
    assert after.startswith(mark)
    assert after.decode(encoding).startswith(text)
    assert after.decode(encoding).count("\n") == after.decode(encoding).count("\r\n")


def test_a_file_keeps_its_permissions(run: Inside) -> None:
    survey = started(run)
    survey.chmod(0o600)
    before = survey.stat().st_mode
    run("answer", "new", stdin=FIVE)
    assert survey.stat().st_mode == before


def test_a_link_is_refused_before_anything_is_asked(run: Inside) -> None:
    survey = started(run)
    link = run.folder / "link.yaml"
    try:
        link.symlink_to(survey)
    except OSError:
        pytest.skip("platform: links cannot be made here")
    refused = run("answer", "link.yaml", stdin=FIVE)
    assert (refused.code, refused.out) == (2, "")
    assert link.is_symlink()


def test_a_folder_with_several_surveys_needs_a_choice(run: Inside) -> None:
    started(run)
    run("init", "other")
    refused = run("answer", ".", stdin=FIVE)
    assert refused.code == 2
    assert "several survey files" in refused.err


def test_answers_of_somebody_else_meanwhile_are_kept(
    run: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = started(run, "team")
    given = iter(["5", "5", "5", "5", "5"])
    begun = iter([True])

    def typed(_: str) -> str:
        if next(begun, False):
            monkeypatch.setattr("builtins.input", lambda _: "1")
            assert run("answer", "new").code == 0
            monkeypatch.setattr("builtins.input", typed)
        return next(given)

    monkeypatch.setattr("builtins.input", typed)
    assert run("answer", "new").code == 0
    assert "direction: [1, 5]" in survey.read_text("utf-8")
