"""Which modules a command of its own process loads."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

HEAVY: Final = frozenset(
    ("polars", "numpy", "scipy", "highspy", "jinja2", "rich", "python_calamine", "xlsxwriter")
)
"""Packages that only assessing, or some outputs, need."""
RUN = """
import sys
from alignscan.cli.app import main
for arguments in {commands!r}:
    sys.argv = ["alignscan", *arguments]
    try:
        main()
    except SystemExit:
        pass
    print("\\nMODULES", *sys.modules, flush=True)
"""


def loaded_by(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> set[str]:
    """Return the names of all modules that a command has loaded when it ends."""
    (modules,) = loaded_after(arguments, cwd=cwd, env=env)
    return modules


def loaded_after(
    *commands: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None
) -> list[set[str]]:
    """Return the modules that are loaded after each of some commands of one process."""
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(commands=commands)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=cwd,
        env=env,
    )
    told = [line.split() for line in done.stdout.splitlines() if line.startswith("MODULES ")]
    assert len(told) == len(commands)
    assert all("alignscan.cli.app" in modules for modules in told)
    return [set(modules) for modules in told]


def packages(modules: set[str]) -> set[str]:
    """Return the packages that modules belong to."""
    return {name.partition(".")[0] for name in modules}
