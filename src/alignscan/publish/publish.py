"""The one way from measures to what may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from alignscan.measurement.measures import Measures
from alignscan.model.conditions import CONDITIONS
from alignscan.model.survey import Survey
from alignscan.publish.assurance import assurance
from alignscan.publish.cells import cells_of
from alignscan.publish.comparisons import comparisons
from alignscan.publish.drivers import outcome_drivers
from alignscan.publish.further import Beside, Shown
from alignscan.publish.ladder import settle
from alignscan.publish.nonresponse import rate_of
from alignscan.publish.populations import Unflagged, Weighted
from alignscan.publish.precision import Precision
from alignscan.publish.published import (
    Basis,
    Cell,
    Participation,
    Published,
    Stage,
)
from alignscan.publish.recall import recall_asked
from alignscan.publish.release.around import (
    lost_cells,
    lost_figures,
    rungs_fall_short,
    visible_around,
)
from alignscan.publish.release.before import Before
from alignscan.publish.unflagged import unflagged
from alignscan.publish.visible import agreed_cell, visible
from alignscan.publish.weighted import weighted
from alignscan.publish.wishes import wish_gaps


class Further(NamedTuple):
    """The fields of ``Published`` about further populations."""

    weighted: Weighted | None = None
    unflagged: Unflagged | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What may be shown, and what was decided on the way."""

    published: Published
    shown: Shown | None = None
    """What is shown of groups; None without results."""
    beside: Mapping[str, Beside] = field(default_factory=dict)
    """By condition what is shown beside groups."""
    lost: frozenset[str] = frozenset()
    """Groups of which less is shown than the answers alone would allow."""


def publish(measures: Measures, survey: Survey) -> Published:
    """Return what may be shown of a survey's measures."""
    return decided(measures, survey).published


def decided(measures: Measures, survey: Survey, before: Before | None = None) -> Decided:
    """Return what may be shown beside what was released before, and how that was decided."""
    overall = measures.cells[0]
    participation = _participation(overall.respondents, survey)
    stage = _stage(overall.respondents, survey)
    cells: tuple[Cell, ...] = ()
    precision = _precision(measures, survey, participation.complete)
    more, shown, further = Further(), None, dict[str, Beside]()
    lost: frozenset[str] = frozenset()
    if stage == "results":
        shown, lost = _gated(measures, survey, precision, before)
        measures, cells = shown.measures, cells_of(shown, survey, participation.invited)
        more, further = _further(shown)
    beside = assurance(measures, cells, survey, participation.invited, precision)
    if before is not None:
        beside = beside._replace(skipped={})
    published = Published(
        basis=_basis(survey, corrected=bool(beside.nonresponse)),
        stage=stage,
        participation=participation,
        cells=cells,
        recall=recall_asked(measures.book),
        scorable={c: measures.scorable[c] for c in CONDITIONS},
        comparisons=comparisons(measures, cells, survey, precision),
        wish_gaps=wish_gaps(measures, cells, survey, precision),
        drivers=outcome_drivers(measures, cells, precision),
        **beside._asdict(),
        **more._asdict(),
    )
    return Decided(published, shown, further, lost)


def _stage(respondents: int, survey: Survey) -> Stage:
    if respondents == 0:
        return "empty"
    if survey.effective_mode == "confidential" and survey.wave.closed is None:
        return "participation"
    return "results"


def _basis(survey: Survey, *, corrected: bool) -> Basis:
    mode = survey.effective_mode
    return Basis(
        mode=mode,
        agreed=survey.agreed if mode == "team" else None,
        min_group=survey.confidentiality.min_group if mode == "confidential" else None,
        consented=survey.consented.level if survey.consented else None,
        finite_population=survey.confidence.finite_population and corrected,
    )


def _participation(respondents: int, survey: Survey) -> Participation:
    mode = survey.effective_mode
    invited = _invited(survey)
    complete = mode == "team" and (invited is None or respondents >= invited)
    if mode == "confidential" and 0 < respondents < survey.confidentiality.min_group:
        return Participation(responded=None, invited=invited, rate=None)
    rate = None
    if invited and respondents <= invited:
        rate = rate_of(respondents, invited)
    return Participation(responded=respondents, invited=invited, rate=rate, complete=complete)


def _invited(survey: Survey) -> int | None:
    population = survey.population
    if population is None:
        return None
    if population.total is not None:
        return population.total
    totals = {
        sum(counts.values())
        for segment, counts in population.counts.items()
        if set(counts) >= set(_categories(survey, segment))
    }
    return totals.pop() if len(totals) == 1 else None


def _categories(survey: Survey, segment: str) -> tuple[str, ...]:
    declared = survey.segments.get(segment)
    return () if declared is None else declared.categories or tuple(declared.map.values())


def _precision(measures: Measures, survey: Survey, complete: bool) -> Precision:
    return Precision(
        mode=survey.effective_mode,
        min_group=survey.confidentiality.min_group,
        ends=(measures.book.low, measures.book.high),
        agreement_limit=_agreement_limit(measures, survey),
        complete=complete,
    )


def _further(shown: Shown) -> tuple[Further, dict[str, Beside]]:
    found, beside = weighted(shown)
    return Further(found, unflagged(shown, beside)), dict(beside)


def _gated(
    measures: Measures, survey: Survey, precision: Precision, before: Before | None
) -> tuple[Shown, frozenset[str]]:
    """Return what is shown of groups, and of which groups less because of earlier releases."""
    plain, agreed = visible(measures, survey), agreed_cell(survey)
    if before is None:
        rungs = settle(measures, plain, precision, agreed)
        return Shown(measures, plain.cells, rungs, precision, agreed), frozenset()
    alone, measures = measures, before.measures(measures)
    found = visible_around(measures, plain, before, agreed)
    rungs = settle(measures, found, precision, agreed, before.figures)
    lost = lost_cells(plain, found)
    if rungs_fall_short(found, rungs):
        lost |= lost_figures(settle(alone, plain, precision, agreed), rungs)
    return Shown(measures, found.cells, rungs, precision, agreed, before), lost


def _agreement_limit(measures: Measures, survey: Survey) -> Fraction | None:
    limit, width = survey.thresholds.agreement, measures.book.high - measures.book.low
    return None if limit is None else Fraction(limit) * width / 4
