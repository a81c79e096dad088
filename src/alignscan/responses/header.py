"""The header of a responses file, read without the libraries that read its rows.

``check`` names misspelled columns with this; it never looks at an answer.
"""

from pathlib import Path

from alignscan.model.codebook import Codebook, codebook
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.responses.columns import match_columns
from alignscan.responses.dialect import read_dialect
from alignscan.responses.errors import ResponsesError, info, unreadable
from alignscan.responses.kinds import kind_of
from alignscan.responses.paths import locate, locate_list
from alignscan.source.finding import Finding


def read_header(path: Path, shown: str | None = None) -> list[str] | None:
    """Return the column names of a CSV or XLSX file; None for a format that is not checked.

    The names are stripped; an empty file has none. Raises ResponsesError (AS806, or AS809 when
    the file cannot be opened) naming the file as ``shown``.
    """
    name = shown if shown is not None else str(path)
    try:
        kind = kind_of(path)
        if kind == "csv":
            return list(read_dialect(path, name).names)
        if kind == "excel" and path.suffix.lower() not in (".xls", ".ods"):
            from alignscan.responses.sheet import first_row

            return first_row(path, name)
    except OSError:
        raise unreadable(name) from None
    return None


def check_header(
    survey: Survey,
    questionnaire: Questionnaire,
    folder: Path,
    root: Path | None = None,
    *,
    path: str = "",
) -> list[Finding]:
    """Return what the headers of the files of answers and of the invited say; raises nothing.

    ``folder`` is that of the survey file, ``root`` the folder which files may not leave and
    ``path`` the survey file as shown. Codes AS803, AS804, AS806, AS809, AS811 and AS812, and
    AS814 (a note) for a file whose header is not read here.
    """
    book = codebook(survey, questionnaire)
    out: list[Finding] = []
    for at, source in enumerate(survey.responses):
        place = f"responses[{at}].file"
        try:
            file = locate(source.file, folder, root, survey=path, data_path=place)
            out += _header_findings(book, file)
        except ResponsesError as problem:
            out += problem.findings
    return [*out, *_list_findings(survey, folder, root, path)]


def _list_findings(
    survey: Survey, folder: Path, root: Path | None, path: str
) -> tuple[Finding, ...]:
    """Return why the list of the invited cannot be read, if it is named and cannot be."""
    written = survey.population.file if survey.population is not None else None
    if written is None:
        return ()
    try:
        read_header(locate_list(written, folder, root, survey=path))
    except ResponsesError as problem:
        return problem.findings
    return ()


def _header_findings(book: Codebook, file: Path) -> tuple[Finding, ...]:
    name = str(file)
    try:
        if kind_of(file) == "csv":
            dialect = read_dialect(file, name)
            names, spans = list(dialect.names), dialect.spans
        else:
            header = read_header(file, name)
            if header is None:
                return (info("AS814", "the columns of this kind of file are not checked", name),)
            names, spans = header, ()
    except OSError:
        raise unreadable(name) from None
    return match_columns(book, names, name, spans).findings if names else ()
