"""Signs of life on a terminal, and what is left when somebody has had enough."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.command import Inside, environment

from alignscan.cli.progress import progress

SURVEY = """\
format: alignscan/1
organization: Northwind
questionnaire: self-check
mode: team
agreed: leadership team, 2026-09-21
responses: answers.csv
"""
HEADER = "direction,commitment,goals,capability,systems\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="sends a signal as a terminal does")


class Screen(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, *told: tuple[int, int | None], after: float = 0.0) -> str:
    with progress(stream=stream, after=after) as tell:
        assert tell is not None
        for done, about in told:
            tell(done, about)
        time.sleep(0.3)
        tell(*told[-1])
        time.sleep(0.2)
        return stream.getvalue()


@pytest.mark.parametrize("about", [None, 2_000_000, 1])
def test_a_bar_on_a_terminal_says_how_many_rows_are_read(about: int | None) -> None:
    assert "1,234,567 rows read" in shown(Screen(), (5, about), (1_234_567, about))


def test_nothing_is_shown_of_short_work() -> None:
    screen = Screen()
    assert shown(screen, (5, 10), after=60) == ""
    assert screen.getvalue() == ""


def test_the_bar_is_gone_when_the_work_is_done_or_fails() -> None:
    screen = Screen()
    with pytest.raises(KeyboardInterrupt), progress(stream=screen, after=0.0):
        interrupted()
    written = screen.getvalue()
    assert "\x1b[?25h" in written  # the cursor is back
    time.sleep(0.3)
    assert screen.getvalue() == written


def interrupted() -> None:
    time.sleep(0.3)
    raise KeyboardInterrupt


def test_nobody_is_told_where_nobody_looks_on() -> None:
    with progress(stream=io.StringIO(), after=0.0) as tell:
        assert tell is None
    with progress(stream=Screen(), after=0.0, quiet=True) as tell:
        assert tell is None


def test_a_pipe_gets_no_bar(run: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignscan.cli.progress.AFTER", 0.0)
    (tmp_path / "survey.yaml").write_text(SURVEY)
    (tmp_path / "answers.csv").write_text(HEADER + "4,3,3,4,2\n" * 6)
    assert "rows read" not in run("assess", "survey.yaml").said


@POSIX
@pytest.mark.parametrize("command", [("assess", "-o", "r.html"), ("tabulate", "-o", "a.tab")])
def test_an_interrupt_while_reading_leaves_no_file(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "survey.yaml").write_text(SURVEY)
    (tmp_path / "answers.csv").write_text(HEADER + "4,3,3,4,2\n" * 3_000_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "alignscan", *command, "survey.yaml"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    wait_until_reading(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, err) == (b"", b"")
    assert {path.name for path in tmp_path.iterdir()} == {"survey.yaml", "answers.csv"}


def wait_until_reading(process: "subprocess.Popen[bytes]") -> None:
    """Return when a process has its answers open; where that cannot be seen, after a while."""
    files = Path(f"/proc/{process.pid}/fd")
    if not files.is_dir():
        time.sleep(1.5)
        return
    for _ in range(3000):
        if any(name == "answers.csv" for name in links(files)):
            return
        assert process.poll() is None
        time.sleep(0.01)


def links(folder: Path) -> list[str]:
    found = []
    for path in folder.iterdir():
        try:
            found.append(path.readlink().name)
        except OSError:  # closed meanwhile
            continue
    return found
