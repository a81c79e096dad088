"""Plan files: written from a survey, merged with what people wrote, read again and exported."""

from dataclasses import dataclass
from pathlib import Path

from alignscan.api.load import Assessment, InvalidInput
from alignscan.forms.planfile.fresh import fresh
from alignscan.forms.planfile.merge import Merged, merge
from alignscan.model.planfile import PlanFile
from alignscan.planning.plan import Plan
from alignscan.rules.check import check_file, check_text
from alignscan.rules.checked import Checked
from alignscan.source.emit import CannotWriteError
from alignscan.source.finding import Finding, Severity, SourceError
from alignscan.source.text import Text, decode_text

UNMERGEABLE = ("AS1", "AS551")
"""How the codes of findings begin that leave open what is meant."""


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan file as it is to be written."""

    merged: Merged
    before: str | None
    """What was in the file; None where there was none."""
    plan: PlanFile

    @property
    def text(self) -> str:
        """The whole file."""
        return self.merged.text


def load_plan(path: str | Path) -> PlanFile:
    """Return a plan file; InvalidInput when it is none, or has an error in it."""
    checked = check_file(Path(path))
    if checked.plan is None or checked.errors:
        raise InvalidInput(checked.errors or (_no_plan(str(path)),))
    return checked.plan


def plan_text(
    ready: Assessment,
    plan: Plan,
    file: Path,
    original: bytes | None,
    language: str | None = None,
) -> PlanText:
    """Return the plan file of a survey: new, or what was in it with the suggestions of now.

    A new one is in a ``language``, else in the survey's; one that is there keeps its own.
    Raises InvalidInput where what was in it is no plan file, or cannot be merged.
    """
    if original is None:
        survey = ready.survey
        library = survey.plan.library
        names = (ready.path.name, file.name, library)
        merged = fresh(plan, survey.heading, language or survey.language, *names)
        return PlanText(merged, None, _plan_in(merged.text, file))
    try:
        text = decode_text(original, str(file))
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    before = _mergeable(check_text(text, folder=file.parent), str(file))
    try:
        merged = merge(text.content, plan, before.language)
    except CannotWriteError:
        what = "the plan is written in a way that nothing can be merged into; nothing was written"
        hint = "give each action its lines, as `alignscan plan ... -o new.yaml` writes them"
        finding = Finding("AS557", Severity.ERROR, what, str(file), None, hint=hint)
        raise InvalidInput((finding,)) from None
    return PlanText(merged, text.content, _plan_in(merged.text, file))


def _mergeable(checked: Checked, shown: str) -> PlanFile:
    unclear = tuple(f for f in checked.errors if f.code.startswith(UNMERGEABLE))
    if checked.plan is None or unclear:
        raise InvalidInput(unclear or checked.errors or (_no_plan(shown),))
    return checked.plan


def _plan_in(text: str, file: Path) -> PlanFile:
    checked = check_text(Text(str(file), text), folder=file.parent)
    if checked.plan is None:
        raise InvalidInput(checked.errors or (_no_plan(str(file)),))
    return checked.plan


def _no_plan(shown: str) -> Finding:
    what, hint = "this is not a plan file", "a plan file begins with `format: alignscan/plan/1`"
    return Finding("AS107", Severity.ERROR, what, shown, None, "format", hint)
