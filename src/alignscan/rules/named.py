"""Files that are named by mistake: ones that are not there, and tables of answers."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from alignscan.rules.words import did_you_mean, quoted
from alignscan.source.finding import Finding, Severity

MOST_NAMES: Final = 1_000
"""So many files of a folder are looked through for one with nearly the name."""
TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet", ".sav")


def close_by(path: Path) -> str | None:
    """Return a hint for a file that is not there: one with nearly its name, if there is one."""
    try:
        names = [entry.name for entry in islice(os.scandir(path.parent), MOST_NAMES)]
    except (OSError, ValueError):
        return None
    alike = sorted(names, key=lambda name: (Path(name).suffix == path.suffix, name))
    by_stem = {Path(name).stem: name for name in alike}
    close = did_you_mean(path.stem, by_stem)
    return f"did you mean {quoted(by_stem[close])}?" if close is not None else None


def with_name_close_by(finding: Finding, path: Path) -> Finding:
    """Return the finding that a file cannot be read, with a hint if its name was misspelt."""
    if finding.code != "AS001" or finding.hint or os.path.lexists(path):
        return finding
    return replace(finding, hint=close_by(path))


def table_named(path: Path, shown: str) -> Finding | None:
    """Return what is wrong with naming a table of answers as if it were a survey file."""
    if path.suffix.lower() not in TABLES or not path.is_file():
        return None
    hint = "name the survey file that has it under `responses:`; both are checked together"
    return Finding(
        "AS108", Severity.ERROR, "this is a table, no survey file", shown, None, hint=hint
    )
