"""Which modules a command of its own process loads."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HEAVY: Final = frozenset(
    ("polars", "numpy", "scipy", "highspy", "jinja2", "rich", "python_calamine", "xlsxwriter")
)
"""Packages that only assessing, or some outputs, need."""
RUN = """
import sys
from alignscan.cli.app import main
sys.argv = ["alignscan", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
print("MODULES", *sys.modules)
"""


def loaded_by(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> set[str]:
    """Return the names of all modules that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(arguments=arguments)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=cwd,
        env=env,
    )
    modules = set(done.stdout.rpartition("MODULES ")[2].split())
    assert "alignscan.cli.app" in modules
    return modules


def packages(modules: set[str]) -> set[str]:
    """Return the packages that modules belong to."""
    return {name.partition(".")[0] for name in modules}
