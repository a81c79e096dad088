"""From answers to the report."""

from pathlib import Path

from alignscan import __version__
from alignscan.api.load import Assessment, InvalidInput, load
from alignscan.diagnose.diagnose import diagnose
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate as count
from alignscan.measurement.tabulation import Tabulation
from alignscan.model.codebook import Codebook, codebook
from alignscan.model.content import action_library
from alignscan.model.survey import Survey
from alignscan.planning.choose import choose
from alignscan.publish.candidates import populations
from alignscan.publish.publish import publish
from alignscan.report.compose import compose
from alignscan.report.model import Report
from alignscan.responses.exposure import exposed_answers
from alignscan.responses.invited import invited
from alignscan.responses.read import Reading
from alignscan.source.finding import Finding, Severity, SourceError

GENERATOR = f"alignscan {__version__}"
HINTS = {
    "AS223": "correct population:, or look for answers that are counted twice",
    "AS224": "write `mode: team` and `agreed: who, when`, or `mode: confidential`",
    "AS239": "use rounder weights, such as 1, 2 or 0.5",
}


def tabulate(assessment: Assessment) -> Tabulation:
    """Return the additive counts of a survey's answers; after this no respondent exists any more.

    Raises InvalidInput when an answer cannot be read.
    """
    return _tabulated(assessment)[0]


def assess(survey: str | Path | Assessment, *, root: str | Path | None = None) -> Report:
    """Return the report of a survey file: verdict, gaps and first actions, all publishable.

    Raises InvalidInput when the survey or its answers cannot be read.
    """
    return assess_with_findings(survey, root=root)[0]


def assess_with_findings(
    survey: str | Path | Assessment, *, root: str | Path | None = None
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report of a survey file, and the warnings met on the way."""
    ready = survey if isinstance(survey, Assessment) else load(survey, root=root)
    tabulation, notes = _tabulated(ready)
    notes += _about_numbers(ready, tabulation.respondents)
    notes += exposed_answers(ready.survey, ready.path, str(ready.path))
    counted = _with_invited(ready, tabulation.book)
    measures = measure(tabulation, populations(tabulation, counted))
    published = publish(measures, counted)
    diagnosis = diagnose(published, counted, ready.questionnaire)
    plan = choose(diagnosis, action_library(), ready.questionnaire.score_scale)
    report = compose(counted, ready.questionnaire, published, diagnosis, plan, GENERATOR)
    return report, (*ready.findings, *notes)


def _about_numbers(assessment: Assessment, respondents: int) -> tuple[Finding, ...]:
    """Return remarks on how many answered; InvalidInput when one person's view is of several."""
    if assessment.survey.effective_mode == "self" and respondents > 1:
        what = f"mode self is for one person, and {respondents} answered"
        raise InvalidInput((_finding(assessment, "AS224", what),))
    population = assessment.survey.population
    if population is None or population.total is None or respondents <= population.total:
        return ()
    what = f"{respondents} answered, more than the {population.total} who were invited"
    return (_finding(assessment, "AS223", what, Severity.WARNING),)


def _finding(
    assessment: Assessment, code: str, what: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(code, severity, what, str(assessment.path), None, hint=HINTS[code])


def _with_invited(assessment: Assessment, book: Codebook) -> Survey:
    survey, shown = assessment.survey, str(assessment.path)
    try:
        population = invited(survey, book, assessment.folder, root=assessment.root, path=shown)
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    return survey.model_copy(update={"population": population})


def _tabulated(assessment: Assessment) -> tuple[Tabulation, tuple[Finding, ...]]:
    book = codebook(assessment.survey, assessment.questionnaire)
    reading = Reading(
        assessment.survey,
        book,
        assessment.folder,
        root=assessment.root,
        path=str(assessment.path),
    )
    try:
        tabulation = count(book, reading.batches())
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    except ValueError as error:  # weights or points without a common unit
        raise InvalidInput((_finding(assessment, "AS239", str(error)),)) from None
    return tabulation, reading.report.findings
