"""Putting the report together from what is published, diagnosed and planned."""

from alignscan.diagnose.diagnose import index_of, mean_of, standings
from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.diagnose.states import on_scale, width_on_scale
from alignscan.model.labels import LabelFile
from alignscan.model.questionnaire import Item, Questionnaire
from alignscan.model.survey import Survey
from alignscan.model.wording import worded_all
from alignscan.planning.plan import Plan
from alignscan.publish.comments import Comments
from alignscan.publish.published import Cell, Published, ShownCell
from alignscan.report.model import (
    Asked,
    AskedItem,
    Breakdown,
    Category,
    Gates,
    Heading,
    Report,
    ScaleEnds,
    Thresholds,
)
from alignscan.report.promise import promise_of


def compose(
    survey: Survey,
    questionnaire: Questionnaire,
    published: Published,
    diagnosis: Diagnosis,
    plan: Plan,
    generator: str,
    *,
    comments: Comments | None = None,
    labels: LabelFile | None = None,
) -> Report:
    """Return the report of one survey; ``generator`` names the program and its version."""
    return Report(
        format="alignscan/report/1",
        generator=generator,
        heading=_heading(survey, labels),
        questionnaire=_asked(survey, questionnaire),
        thresholds=_thresholds(survey, questionnaire),
        published=published,
        diagnosis=diagnosis,
        breakdowns=_breakdowns(survey, questionnaire, published),
        plan=plan,
        promise=promise_of(survey),
        gates=_gates(survey),
        comments=comments,
    )


def _heading(survey: Survey, labels: LabelFile | None) -> Heading:
    return Heading(
        title=survey.heading,
        organization=survey.organization.name,
        scope=survey.organization.scope,
        headcount=survey.organization.headcount,
        wave=survey.wave.id,
        closed=survey.wave.closed,
        trigger=survey.wave.trigger,
        language=survey.language,
        own_labels={labels.language: labels.labels} if labels else {},
        answers_in="file" if survey.responses else "survey",
        notes=survey.notes,
    )


def _gates(survey: Survey) -> Gates:
    wanted = survey.gates
    return Gates(
        fail_under=wanted.fail_under, fail_on=wanted.fail_on, response_rate=wanted.response_rate
    )


def _thresholds(survey: Survey, questionnaire: Questionnaire) -> Thresholds:
    scale = questionnaire.score_scale
    return Thresholds(
        partly=on_scale(survey.thresholds.partly, scale),
        apparent=on_scale(survey.thresholds.apparent, scale),
        min_gap=width_on_scale(survey.thresholds.min_gap, scale),
    )


def _asked(survey: Survey, questionnaire: Questionnaire) -> Asked:
    scale = questionnaire.score_scale
    return Asked(
        id=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title,
        attribution=questionnaire.attribution,
        score_scale=ScaleEnds(low=scale.low, high=scale.high),
        items=tuple(
            _asked_item(survey, questionnaire, item)
            for item in questionnaire.items
            if questionnaire.scale_of(item) is not None
        ),
    )


def _asked_item(survey: Survey, questionnaire: Questionnaire, item: Item) -> AskedItem:
    scale = questionnaire.scale_of(item)
    points = scale.points if scale else ()
    labels = scale.labels if scale else {}
    return AskedItem(
        id=item.id,
        kind=item.kind,
        condition=item.about,
        practice=item.practice,
        text=worded_all(item.text, survey, questionnaire),
        labels=tuple(
            {language: texts[i] for language, texts in labels.items() if i < len(texts)}
            or {questionnaire.language: str(point)}
            for i, point in enumerate(points)
        ),
        reverse=item.reverse,
        weight=item.weight,
    )


def _breakdowns(
    survey: Survey, questionnaire: Questionnaire, published: Published
) -> tuple[Breakdown, ...]:
    out = []
    for segment in survey.segments:
        cells = [c for c in published.cells if _is_category(c, segment)]
        if cells:
            categories = tuple(_category(c, published, survey, questionnaire) for c in cells)
            out.append(Breakdown(segment=segment, categories=categories))
    return tuple(out)


def _is_category(cell: Cell, segment: str) -> bool:
    """Return whether a cell is a category of a breakdown, not a role or a crossing."""
    return list(cell.filters) == [segment] and cell.id.startswith(f"{segment}=")


def _category(
    cell: Cell, published: Published, survey: Survey, questionnaire: Questionnaire
) -> Category:
    label = cell.id.partition("=")[2]
    if not isinstance(cell, ShownCell):
        return Category(cell=cell.id, label=label, n=None, conditions=())
    found, scale = standings(cell, published, survey, questionnaire), questionnaire.score_scale
    return Category(
        cell=cell.id,
        label=label,
        n=cell.n,
        conditions=found,
        index=index_of(mean_of(found), scale.low, scale.high),
    )
