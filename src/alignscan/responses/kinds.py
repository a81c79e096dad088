"""Which kind of table a file is."""

from pathlib import Path
from typing import Final, Literal

Kind = Literal["csv", "excel", "parquet"]

_SUFFIXES: Final[dict[str, Kind]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xls": "excel",
    ".ods": "excel",
    ".parquet": "parquet",
}
_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"PK\x03\x04", "excel"),
    (b"\xd0\xcf\x11\xe0", "excel"),
    (b"PAR1", "parquet"),
)


def kind_of(path: Path) -> Kind:
    """Return the kind by suffix; for a suffix that says nothing, by the first bytes."""
    return _SUFFIXES.get(path.suffix.lower()) or kind_of_bytes(path) or "csv"


def kind_of_bytes(path: Path) -> Kind | None:
    """Return the kind that the first bytes of a file give away, if any; OSError passes."""
    with path.open("rb") as file:
        head = file.read(4)
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
