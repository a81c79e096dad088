"""SPSS files with value labels; needs the extra ``spss``."""

from pathlib import Path
from typing import Any

from alignscan.responses.errors import ResponsesError, error
from alignscan.responses.importing.companion import Variable

_HINT = 'install the extra: pip install "alignscan[spss]"'


def read(path: Path) -> dict[str, Variable]:
    """Return the variables of a file by name; ResponsesError (AS856) without pyreadstat."""
    try:
        import pyreadstat
    except ImportError:
        what = "SPSS files are read with pyreadstat, which is not installed"
        raise ResponsesError([error("AS856", what, str(path), hint=_HINT)]) from None
    try:
        _, found = pyreadstat.read_sav(str(path), metadataonly=True)
    except pyreadstat.ReadstatError:
        raise ValueError("no SPSS file") from None
    labels = found.column_names_to_labels
    return {
        name.casefold(): Variable(
            tuple(text for text in (labels.get(name),) if text),
            {
                _code(code): (str(text),)
                for code, text in found.variable_value_labels.get(name, {}).items()
            },
        )
        for name in found.column_names
    }


def _code(code: Any) -> str:
    return str(int(code)) if isinstance(code, float) and code.is_integer() else str(code).casefold()
