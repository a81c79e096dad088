"""Counts that were saved, and counts to save."""

import stat
from pathlib import Path
from typing import Final

from alignscan.api.load import Assessment, InvalidInput
from alignscan.measurement.saved import not_of_this_survey, read_saved, save
from alignscan.measurement.saved_book import book_difference, book_text
from alignscan.measurement.tabulation import Tabulation, added
from alignscan.model.codebook import Codebook, codebook
from alignscan.responses.errors import ResponsesError, error
from alignscan.source.finding import Finding, SourceError

LARGEST: Final = 2**30
"""The largest file that is read, in bytes."""


def save_tabulation(tabulation: Tabulation) -> bytes:
    """Return a tabulation as a file to keep, or to send where it is added to others.

    It holds exact counts of small groups: protect it like the answers. Equal tabulations give
    equal bytes.
    """
    return save(tabulation)


def load_tabulation(assessment: Assessment, path: str | Path, *more: str | Path) -> Tabulation:
    """Return the counts of saved tabulations, added up.

    Raises InvalidInput, with everything wrong in all of them, for a file that cannot be read, that
    was not made with the same questions and segments, or that is there twice.
    """
    book = codebook(assessment.survey, assessment.questionnaire)
    parts: dict[bytes, Tabulation] = {}
    findings: list[Finding] = []
    for file in map(Path, (path, *more)):
        try:
            check_sum, part = _read(file, book)
            if check_sum in parts:
                raise _twice(str(file))
            parts[check_sum] = part
        except SourceError as problem:
            findings += problem.findings
    if findings:
        raise InvalidInput(findings)
    return added([*parts.values()])


def fitted(tabulation: Tabulation, assessment: Assessment) -> Tabulation:
    """Return a tabulation for a survey; InvalidInput when it counts something else."""
    book = codebook(assessment.survey, assessment.questionnaire)
    difference = book_difference(book_text(tabulation.book), book)
    if difference is not None:
        raise InvalidInput(not_of_this_survey(str(assessment.path), difference).findings)
    return tabulation


def _read(file: Path, book: Codebook) -> tuple[bytes, Tabulation]:
    shown = str(file)
    data = _bytes(file, shown)
    try:
        tabulation = read_saved(data, book, shown)
    except ValueError as problem:  # weights or points without a common unit
        hint = "use rounder weights, such as 1, 2 or 0.5"
        raise ResponsesError([error("AS239", str(problem), shown, hint=hint)]) from None
    return data[-32:], tabulation


def _bytes(file: Path, shown: str) -> bytes:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "this is a folder" if stat.S_ISDIR(status.st_mode) else "this is no regular file"
            raise _unreadable(what, shown)
        if status.st_size > LARGEST:
            raise _unreadable(f"the file is larger than {LARGEST // 2**30} GB", shown, "AS820")
        return file.read_bytes()
    except FileNotFoundError:
        raise _unreadable("there is no such file", shown) from None
    except (OSError, ValueError):
        raise _unreadable("the file cannot be read", shown) from None


def _unreadable(what: str, shown: str, code: str = "AS001") -> ResponsesError:
    hint = "give the file that `alignscan tabulate` wrote"
    return ResponsesError([error(code, what, shown, hint=hint)])


def _twice(shown: str) -> ResponsesError:
    what = "this tabulation is the same as another one; its people would count twice"
    return ResponsesError([error("AS824", what, shown, hint="give each tabulation once")])
