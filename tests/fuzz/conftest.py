from pathlib import Path

import pytest
from tests.cli.command import Inside


@pytest.fixture
def run(tmp_path: Path) -> Inside:
    return Inside(tmp_path)
