"""The error that carries everything wrong with the answers, and the findings it is made of."""

from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.span import Span


class ResponsesError(SourceError):
    """Answers that cannot be read as they are; ``findings`` says why, without any answer."""


def error(
    code: str,
    message: str,
    path: str,
    *,
    span: Span | None = None,
    data_path: str = "",
    hint: str | None = None,
) -> Finding:
    """Return a finding that makes reading impossible."""
    return Finding(code, Severity.ERROR, message, path, span, data_path, hint)


def warning(code: str, message: str, path: str, *, hint: str | None = None) -> Finding:
    """Return a finding about a whole file that does not stop reading."""
    return Finding(code, Severity.WARNING, message, path, None, hint=hint)


def info(code: str, message: str, path: str) -> Finding:
    """Return a note about a whole file."""
    return Finding(code, Severity.INFO, message, path, None)


def not_a_table(path: str, message: str, hint: str | None = None) -> ResponsesError:
    """Return the error for a file that holds no readable table (AS806)."""
    return ResponsesError([error("AS806", message, path, hint=hint)])


def shown(text: str) -> str:
    """Return text from a file as it may stand in a message: one line, at most 40 characters."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    clean = " ".join(clean.split())
    return clean if len(clean) <= 40 else clean[:39] + "…"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun, such as ``1 row`` or ``3 rows``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def unreadable(path: str) -> ResponsesError:
    """Return the error for a file that the system does not open (AS809)."""
    hint = "close the file in other programs and check who may read it"
    return ResponsesError([error("AS809", "the responses file cannot be read", path, hint=hint)])
