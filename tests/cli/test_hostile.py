import os
from functools import partial
from pathlib import Path

import pytest
from tests.cli.command import Inside, Run, alignscan

HEAD = b"format: alignscan/1\norganization: N\nquestionnaire: self-check\nanswers:\n"
SECRET = b"wretched boss"
BOMB = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (c + 1, c + 1, *([c] * 8))
    for c in range(97, 110)
)
CONTENTS = {
    "alias-bomb": b"format: alignscan/1\nnotes: " + SECRET + b"\n" + BOMB,
    "brackets": HEAD + b"  direction: " + SECRET + b"\n  goals: " + b"[" * 20_000 + b"\n",
    "braces": HEAD + b"{a: " * 20_000,
    "nul": HEAD + b"  direction: " + SECRET + b"\x00\n",
    "not-utf8": HEAD + b"  direction: " + SECRET + b"\xff\xfe\n",
    "empty": b"",
    "blank": b" \n\n",
    "digits": HEAD + b"  direction: " + b"9" * 100_000 + b"\n",
    "binary": bytes(range(256)) * 40,
    "one-line": HEAD + b"  direction: '" + SECRET + b" " * 1_000_000 + b"\n",
    "json": b'{"format": "alignscan/1", "answers": {"direction": "' + SECRET + b'"',
}


IN_A_PROCESS = {"alias-bomb", "brackets", "not-utf8"}
"""The others are refused inside the test."""


def assert_plain_refusal(refused: Run) -> None:
    assert refused.code in (1, 2)
    assert "error" in refused.said
    assert "Traceback" not in refused.said
    assert SECRET.decode() not in refused.said
    assert len(refused.said) < 20_000


@pytest.mark.parametrize("name", CONTENTS)
def test_a_hostile_file_gives_plain_findings(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.yaml").write_bytes(CONTENTS[name])
    run = Inside(tmp_path) if name not in IN_A_PROCESS else partial(alignscan, cwd=tmp_path)
    assert_plain_refusal(run("check", "x.yaml"))


@pytest.mark.parametrize("command", ["assess", "answer", "report", "freeze"])
@pytest.mark.parametrize("name", CONTENTS)
def test_a_hostile_file_stops_no_other_command(run: Inside, command: str, name: str) -> None:
    (run.folder / "x.yaml").write_bytes(CONTENTS[name])
    refused = run(command, "x.yaml")
    assert refused.code == 2
    assert "internal error" not in refused.said
    assert SECRET.decode() not in refused.said
    assert [p.name for p in run.folder.iterdir()] == ["x.yaml"]


@pytest.mark.parametrize("command", ["check", "assess", "report"])
def test_a_pipe_in_the_file_system_is_not_waited_for(tmp_path: Path, command: str) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("platform: there are no named pipes here")
    os.mkfifo(tmp_path / "x.yaml")
    assert_plain_refusal(alignscan(command, "x.yaml", cwd=tmp_path))


def test_an_output_that_is_a_pipe_is_refused(run: Inside) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("platform: there are no named pipes here")
    (run.folder / "s.yaml").write_bytes(HEAD + b"  direction: 4\n")
    os.mkfifo(run.folder / "x.html")
    refused = run("assess", "s.yaml", "-o", "x.html")
    assert refused.code == 2
    assert "is not a regular file" in refused.err


@pytest.mark.parametrize("command", ["check", "assess", "answer", "report", "freeze"])
def test_a_folder_named_like_a_file_and_a_missing_one(run: Inside, command: str) -> None:
    (run.folder / "x.yaml").mkdir()
    for name in ("x.yaml", "missing.yaml", "x.yaml/missing.yaml", "y" * 5000):
        refused = run(command, name)
        assert refused.code == 2
        assert "internal error" not in refused.said
