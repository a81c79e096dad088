"""From answers to the report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alignscan import __version__
from alignscan.api.comments import approved, comments_listed
from alignscan.api.library import library_of
from alignscan.api.load import Assessment, InvalidInput, load
from alignscan.api.releases import NOTHING, Keeping, Kept, People, decide_release, read_ledger
from alignscan.diagnose.diagnose import diagnose
from alignscan.measurement.measure import measure
from alignscan.measurement.tabulate import tabulate as count
from alignscan.measurement.tabulation import Tabulation
from alignscan.measurement.weighted import HeadCounts, head_counts
from alignscan.model.codebook import Codebook, codebook
from alignscan.model.survey import ResponsesFile, Survey
from alignscan.planning.build import plan as build
from alignscan.publish.candidates import populations
from alignscan.report.compose import compose
from alignscan.report.model import Report
from alignscan.responses.exposure import exposed_answers
from alignscan.responses.invited import invited
from alignscan.responses.keys import Gathered
from alignscan.responses.read import Progress, Reading
from alignscan.responses.table import Table
from alignscan.source.finding import Finding, Severity, SourceError

GENERATOR = f"alignscan {__version__}"
HINTS = {
    "AS223": "correct population:, or look for answers that are counted twice",
    "AS224": "write `mode: team` and `agreed: who, when`, or `mode: confidential`",
    "AS243": "give the list of people invited a column for the segment, or change weighting:",
    "AS239": "use rounder weights, such as 1, 2 or 0.5",
}


def tabulate(assessment: Assessment) -> Tabulation:
    """Return the additive counts of a survey's answers; after this no respondent exists any more.

    Raises InvalidInput when an answer cannot be read.
    """
    return tabulate_with_findings(assessment)[0]


def assess(
    survey: str | Path | Assessment,
    *,
    root: str | Path | None = None,
    tabulation: Tabulation | None = None,
) -> Report:
    """Return the report of a survey file: verdict, gaps and first actions, all publishable.

    With a ``tabulation`` its counts stand for the answers, and none are read. Raises InvalidInput
    when the survey or its answers cannot be read, and for counts of another survey.
    """
    return assess_with_findings(survey, root=root, tabulation=tabulation)[0]


def assess_with_findings(
    survey: str | Path | Assessment,
    *,
    root: str | Path | None = None,
    tabulation: Tabulation | None = None,
    progress: Progress | None = None,
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report of a survey file, and the warnings met on the way.

    ``progress`` is told how many rows of answers are read, and about how many there are. What was
    released before is taken into account; Refused where nothing can be shown beside it.
    """
    ready = survey if isinstance(survey, Assessment) else load(survey, root=root)
    keeping = Keeping(read_ledger(ready))
    done = assess_beside(ready, keeping, tabulation=tabulation, progress=progress)
    return done.report, done.findings


@dataclass(frozen=True, slots=True)
class Assessed:
    """A report, and how it stands beside what was released before."""

    report: Report
    findings: tuple[Finding, ...]
    kept: Kept


def assess_beside(
    ready: Assessment,
    keeping: Keeping = NOTHING,
    *,
    tabulation: Tabulation | None = None,
    progress: Progress | None = None,
    tables: Sequence[Table] = (),
) -> Assessed:
    """Return the report of a survey file beside what was released before.

    Given ``tables``, they hold the answers, and those that the survey file names are not read.

    Raises Refused where nothing can be shown beside it, and InvalidInput.
    """
    notes: tuple[Finding, ...] = ()
    people = People()
    if tabulation is None:
        if keeping.gathers:
            book = codebook(ready.survey, ready.questionnaire)
            key = keeping.ledger.key if keeping.ledger else keeping.key
            people.gathered = Gathered([item.id for item in book.items], key)
        ready = _with_answers_in_files(ready) if tables else ready
        tabulation, notes = tabulate_with_findings(ready, progress, people, tables)
    else:
        from alignscan.api.tabulations import fitted

        ready, tabulation = _with_answers_in_files(ready), fitted(tabulation, ready)
    notes += _about_numbers(ready, tabulation.respondents)
    notes += exposed_answers(ready.survey, ready.path, str(ready.path))
    counted = _with_invited(ready, tabulation.book)
    weigh_to = _head_counts(ready, tabulation.book, counted)
    measures = measure(tabulation, populations(tabulation, counted), weigh_to)
    kept = decide_release(
        ready, counted, measures, tabulation, people, keeping, comments_listed(ready)
    )
    published = kept.decided.published
    diagnosis = diagnose(published, counted, ready.questionnaire)
    scale = ready.questionnaire.score_scale
    plan = build(diagnosis, counted, library_of(ready), scale, published)
    comments, remarks = approved(ready, published)
    report = compose(
        counted,
        ready.questionnaire,
        published,
        diagnosis,
        plan,
        GENERATOR,
        comments=comments,
        labels=ready.labels,
    )
    return Assessed(report, (*ready.findings, *notes, *remarks), kept)


def _head_counts(assessment: Assessment, book: Codebook, counted: Survey) -> HeadCounts | None:
    """Return what answers are weighted to; InvalidInput when a list does not say what is asked."""
    found, asked = head_counts(book, counted), counted.weighting
    if found is None and asked is not None and asked.by:
        what = f"the people invited are not counted by {' and '.join(asked.by)}"
        raise InvalidInput((_finding(assessment, "AS243", what),))
    return found


def _with_answers_in_files(assessment: Assessment) -> Assessment:
    """Return an assessment whose answers are in files, those that were tabulated if no others."""
    files = assessment.survey.responses or (ResponsesFile(file="tabulated elsewhere"),)
    survey = assessment.survey.model_copy(update={"responses": files})
    return replace(assessment, survey=survey)


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


def tabulate_with_findings(
    assessment: Assessment,
    progress: Progress | None = None,
    people: People | None = None,
    tables: Sequence[Table] = (),
) -> tuple[Tabulation, tuple[Finding, ...]]:
    """Return the additive counts of a survey's answers, and the warnings met on the way.

    ``people`` are to be gathered on the way where it may matter who answered before.
    """
    book = codebook(assessment.survey, assessment.questionnaire)
    reading = Reading(
        assessment.survey,
        book,
        assessment.folder,
        root=assessment.root,
        path=str(assessment.path),
        progress=progress,
        tables=tables,
    )
    try:
        batches, gathered = reading.batches(), people.gathered if people else None
        tabulation = count(book, gathered.passing(batches) if gathered else batches)
    except SourceError as error:
        raise InvalidInput(error.findings) from None
    except ValueError as error:  # weights or points without a common unit
        raise InvalidInput((_finding(assessment, "AS239", str(error)),)) from None
    return tabulation, reading.report.findings
