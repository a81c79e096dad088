"""What each command loads: checking a file costs no more than reading it."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests import modules
from tests.modules import HEAVY, packages

ROOT = Path(__file__).resolve().parents[2]


def loaded_by(*arguments: str) -> set[str]:
    return packages(modules.loaded_by(*arguments, cwd=ROOT))


@pytest.mark.parametrize("example", ["leadership-team", "mid-sized", "research-engineers-2017"])
def test_check_loads_nothing_that_only_assessing_needs(example: str) -> None:
    assert not loaded_by("check", f"assessments/{example}/survey.yaml") & HEAVY


def test_help_loads_no_models() -> None:
    assert not loaded_by("--help") & HEAVY


def test_importing_the_package_loads_nothing() -> None:
    script = "import alignscan, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not set(done.stdout.split()) & {*HEAVY, "pydantic", "yaml", "typer"}
