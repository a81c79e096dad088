"""What kind of column it is that nothing asks for, by its cells."""

from collections.abc import Mapping

from alignscan.responses.importing.gather import Column
from alignscan.responses.importing.personal import tells_somebody
from alignscan.responses.platforms.profile import is_date


def kind_of(column: Column) -> tuple[str, str]:
    """Return whether a column is ``personal``, ``ignored`` or ``unresolved``, and why."""
    cells = {text: count for text, count in column.counts().items() if text}
    if not cells:
        return "ignored", "empty"
    told = tells_somebody(cells)
    if told is not None:
        return "personal", f"it holds {told}" if told != "free text" else "free text, not asked for"
    if _tells_rows_apart(cells):
        return "personal", "a number or name for each row"
    if all(is_date(text) for text in cells):
        return "ignored", "dates"
    return "unresolved", "no question of the survey has this id or text"


def _tells_rows_apart(cells: Mapping[str, int]) -> bool:
    return len(cells) > 5 and len(cells) == sum(cells.values())
