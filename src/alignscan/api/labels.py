"""Labels of somebody's own, from a file."""

from pathlib import Path

from alignscan.api.load import InvalidInput, has_errors
from alignscan.model.labels import FORMAT, LabelFile
from alignscan.rules.check import check_file
from alignscan.source.finding import Finding, Severity


def load_labels(path: str | Path) -> LabelFile:
    """Return the labels of a file; InvalidInput when it holds none, or has an error in it."""
    checked = check_file(Path(path))
    if checked.labels is None or has_errors(checked.findings):
        raise InvalidInput(checked.findings or (_no_labels(str(path)),))
    return checked.labels


def _no_labels(shown: str) -> Finding:
    what, hint = "this file holds no labels", f"a file of labels begins with `format: {FORMAT}`"
    return Finding("AS107", Severity.ERROR, what, shown, None, "format", hint)
