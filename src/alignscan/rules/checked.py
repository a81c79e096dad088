"""What is known about a file after it was checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.rules.asked import File
from alignscan.rules.forms import Model
from alignscan.rules.shape import Shaped
from alignscan.source.finding import Finding, Severity
from alignscan.source.text import Text
from alignscan.source.yaml import Document

if TYPE_CHECKING:  # a survey file does not wait for these
    from alignscan.model.actions import ActionLibrary
    from alignscan.model.branding import Branding
    from alignscan.model.labels import LabelFile
    from alignscan.model.mapping import Mapping
    from alignscan.model.planfile import PlanFile


class Checked(NamedTuple):
    """A checked file; what could not be understood, or is not there, is None.

    A survey is checked with its questionnaire, so findings may be in another file as well.
    """

    path: Path | None
    text: Text | None
    document: Document | None = None
    survey: Survey | None = None
    questionnaire: Questionnaire | None = None
    library: ActionLibrary | None = None
    plan: PlanFile | None = None
    mapping: Mapping | None = None
    branding: Branding | None = None
    labels: LabelFile | None = None
    findings: tuple[Finding, ...] = ()
    """Sorted by file, line, column and code."""
    texts: tuple[Text, ...] = ()
    """The text of each file that findings are in, for excerpts."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors; without any, the file can be used."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def blank(file: File) -> Checked:
    """Return a file of which nothing is known but its text."""
    return Checked(None, file.text, file.document, texts=(file.text,))


def whole(shaped: Shaped[Model]) -> Model | None:
    """Return the model of a file, unless parts of it are not what was written."""
    return None if shaped.broken else shaped.model
