"""XLSForms: the sheets ``survey`` and ``choices``, labels in any language."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from alignscan.responses.cells import text_of
from alignscan.responses.importing.companion import Variable


def read(path: Path) -> dict[str, Variable]:
    """Return the questions of a form by name; ValueError or KeyError when it is none."""
    import python_calamine

    try:
        with python_calamine.load_workbook(str(path)) as book:
            sheets = {name.strip().lower(): name for name in book.sheet_names}
            survey = book.get_sheet_by_name(sheets["survey"]).to_python()
            choices = book.get_sheet_by_name(sheets["choices"]).to_python()
    except (python_calamine.CalamineError, python_calamine.PasswordError):
        raise ValueError("no workbook") from None
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _rows(choices):
        name = row.get("list_name") or row.get("list name") or ""
        lists.setdefault(name, {})[row.get("name", "").casefold()] = _labels(row)
    out = {}
    for row in _rows(survey):
        kind = row.get("type", "").split()
        answers = lists.get(kind[1], {}) if len(kind) > 1 and kind[0] == "select_one" else {}
        if row.get("name") and (kind[:1] or [""])[0] not in ("begin_group", "end_group", "begin"):
            out[row["name"].casefold()] = Variable(_labels(row), answers)
    return out


def _rows(sheet: Sequence[Sequence[object]]) -> Iterator[dict[str, str]]:
    names = [text_of(cell).lower() for cell in sheet[0]]
    for row in sheet[1:]:
        yield {name: text_of(cell) for name, cell in zip(names, row, strict=False) if name}


def _labels(row: dict[str, str]) -> tuple[str, ...]:
    found = (text for name, text in row.items() if name == "label" or name.startswith("label:"))
    return tuple(text for text in found if text)
