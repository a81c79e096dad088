import shutil
from pathlib import Path

import pytest
from tests.cli.command import REPOSITORY, Inside


@pytest.fixture
def run(tmp_path: Path) -> Inside:
    """Commands inside this process, in an empty folder of their own."""
    return Inside(tmp_path)


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A folder that holds a copy of the examples as `ex`."""
    shutil.copytree(REPOSITORY / "assessments", tmp_path / "ex")
    return tmp_path
