"""REDCap data dictionaries, the only companion that says which fields identify people."""

import csv
import io
from pathlib import Path
from typing import Final

from alignscan.responses.importing.companion import Variable

_NAME = "Variable / Field Name"
_CHOICES = "Choices, Calculations, OR Slider Labels"
_CLOSED = ("radio", "dropdown", "checkbox")
_TWO: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "yesno": {"1": ("Yes",), "0": ("No",)},
    "truefalse": {"1": ("True",), "0": ("False",)},
}


def read(path: Path) -> dict[str, Variable]:
    """Return the fields of a dictionary by name; ValueError or KeyError when it is none."""
    text = path.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    if _NAME not in (rows.fieldnames or ()):
        raise ValueError("no data dictionary")
    return {row[_NAME].strip().casefold(): _variable(row) for row in rows}


def _variable(row: dict[str, str]) -> Variable:
    kind = (row.get("Field Type") or "").strip()
    answers = _TWO.get(kind, {})
    if kind in _CLOSED:
        answers = _choices(row.get(_CHOICES) or "")
    personal = (row.get("Identifier?") or "").strip().lower() == "y"
    return Variable(((row.get("Field Label") or "").strip(),), answers, personal)


def _choices(written: str) -> dict[str, tuple[str, ...]]:
    """Return the labels of ``1, Disagree | 2, Agree`` by their codes."""
    out: dict[str, tuple[str, ...]] = {}
    for choice in written.split("|"):
        code, sign, label = choice.partition(",")
        if sign:
            out[code.strip().casefold()] = (label.strip(),)
    return out
