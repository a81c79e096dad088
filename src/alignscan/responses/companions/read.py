"""A companion file of any kind."""

import csv
from pathlib import Path

from alignscan.responses.companions import qsf, redcap, spss, xlsform
from alignscan.responses.errors import ResponsesError, error, unreadable
from alignscan.responses.importing.companion import Companion

HINT = "give a Qualtrics .qsf, an XLSForm, a REDCap data dictionary or an SPSS .sav"
_BROKEN = (csv.Error, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


def read_companion(path: Path) -> Companion:
    """Return what a companion says about columns; ResponsesError (AS856) when it says nothing."""
    shown = str(path)
    try:
        found = _read(path)
    except ResponsesError:
        raise
    except OSError:
        raise unreadable(shown) from None
    except _BROKEN:
        found = {}
    if not found:
        what = "the companion says nothing about any column"
        raise ResponsesError([error("AS856", what, shown, hint=HINT)])
    return found


def _read(path: Path) -> Companion:
    suffix = path.suffix.lower()
    if suffix == ".qsf":
        return qsf.read(path)
    if suffix in (".sav", ".zsav"):
        return spss.read(path)
    if suffix in (".xlsx", ".xls", ".ods"):
        return xlsform.read(path)
    return redcap.read(path)
