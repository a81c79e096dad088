"""The gate on skipped tests."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "no_skips.py"
PASSED = '<testcase classname="t" name="passed"/>'


def run(folder: Path, *cases: str) -> subprocess.CompletedProcess[str]:
    report = folder / "junit.xml"
    report.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    return subprocess.run(
        [sys.executable, SCRIPT, report], capture_output=True, text=True, check=False
    )


def skipped(message: str) -> str:
    return f'<testcase classname="t" name="s"><skipped message="{message}"/></testcase>'


def test_tests_that_ran_are_fine(tmp_path: Path) -> None:
    assert run(tmp_path, PASSED).returncode == 0


@pytest.mark.parametrize(
    "reason", ["reference data not available: eu.csv", "platform: no FIFO here"]
)
def test_an_agreed_reason_is_fine(tmp_path: Path, reason: str) -> None:
    assert run(tmp_path, PASSED, skipped(reason)).returncode == 0


def test_any_other_reason_fails_and_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, PASSED, skipped("could not import polars"))
    assert done.returncode == 1
    assert "t::s: could not import polars" in done.stderr


@pytest.mark.parametrize("cases", [[], [skipped("platform: none of it")]])
def test_a_run_without_a_single_test_fails(tmp_path: Path, cases: list[str]) -> None:
    assert run(tmp_path, *cases).returncode == 1
