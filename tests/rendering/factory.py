"""Reports built by hand, as small as a test needs."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from alignscan.diagnose.diagnosis import AppliedTarget, Diagnosis, Gap, Standing, State
from alignscan.model.conditions import CODE_OF, CONDITIONS
from alignscan.planning.plan import Kpi, Plan, PlannedAction, Reason
from alignscan.publish.published import (
    Basis,
    Cell,
    ItemFigures,
    Participation,
    Published,
    Range,
    ScoreFigures,
    ShownCell,
    WithheldCell,
)
from alignscan.report.model import (
    Asked,
    AskedItem,
    Breakdown,
    Category,
    Heading,
    Report,
    ScaleEnds,
    Thresholds,
)
from alignscan.report.promise import Promise

HOSTILE = (
    "a | b <script>alert(1)</script> [link](https://evil.example) ![img](http://evil.example/x.png)"
    "\n\n# heading\n- list\n`code` *bold* _it_ ~~gone~~ www.evil.example https://evil.example "
    "a@evil.example <b onclick=x>\u202e\x07\x00 &amp; {{ 7 * 7 }} {% raw %} \" ' $x$ </style> ]]>"
)
STEP = Decimal("0.1")
SCORES = ("3.7", "2.8", "2.7", "2.6", "2.0")


def score(value: str | None, n: int | None = 6, band: Range | None = None) -> ScoreFigures:
    return ScoreFigures(
        n=n,
        score=None if value is None else Decimal(value),
        step=STEP,
        range=band,
        margin=None,
        agreement="agree",
        favorable=None,
    )


def item(mean: str | None = "3.4", band: Range | None = None) -> ItemFigures:
    return ItemFigures(
        n=6,
        mean=None if mean is None else Decimal(mean),
        step=STEP,
        range=band,
        favorable=Decimal("0.52"),
        favorable_range=None,
        neutral=Decimal("0.20"),
        unfavorable=Decimal("0.28"),
        cannot_say=Decimal("0.07"),
        distribution=None,
        agreement="divided",
    )


def standing(
    id: str, value: str | None, margin: str | None = None, state: State | None = None
) -> Standing:
    number = None if value is None else Decimal(value)
    return Standing(
        id=id,
        state=state or _state(number),
        score=number,
        target=AppliedTarget(
            score=Decimal("4.0"), source="set", by=dt.date(2027, 12, 31), why="customers wait"
        ),
        gap=None if number is None else Decimal("4.0") - number,
        margin=None if margin is None else Decimal(margin),
        agreement="agree",
    )


def _state(score: Decimal | None) -> State:
    if score is None:
        return "withheld"
    if score >= Decimal("3.5"):
        return "apparent"
    return "partly" if score >= Decimal("2.75") else "not_apparent"


def shown(id: str, filters: dict[str, tuple[str, ...]], n: int, scores: Sequence[str]) -> ShownCell:
    return ShownCell(
        id=id,
        filters=filters,
        wave=None,
        n=n,
        items={"C1_1": item()},
        practices={"C1.1": score("3.7", n)},
        conditions={c: score(v, n) for c, v in zip(CONDITIONS, scores, strict=True)},
        parts={"understanding": score("3.1", n), "commitment": score("2.5", n)},
        wishes={},
        outcomes={},
    )


def action(title: str = "Name one deciding role") -> PlannedAction:
    return PlannedAction(
        id="A506",
        title={"en": title},
        condition="systems",
        practices=("C5.5",),
        owner_role="senior_leadership",
        participants=("senior_management",),
        steps=({"en": "List the decisions."}, {"en": "Publish the table."}),
        effort="M",
        points=3,
        duration_weeks=6,
        kpi=Kpi(
            name={"en": "Decisions with one role"},
            unit="%",
            direction="up",
            due_after_weeks=10,
            level="result",
        ),
        evidence_grade="B",
        reasons=(Reason(kind="gap", id="C5.5", gap=Decimal("2.0")),),
    )


def begun(one: PlannedAction, *without: str) -> Plan:
    return Plan(actions=(one,), first=(one.id,), without_action=without)


def report(
    published: Published,
    diagnosis: Diagnosis,
    breakdowns: tuple[Breakdown, ...] = (),
    plan: Plan | None = None,
    text: str | None = None,
) -> Report:
    return Report(
        format="alignscan/report/1",
        generator="alignscan 0.1.0",
        heading=Heading(
            title=text or "Northwind scan",
            organization=text or "Northwind",
            scope="company",
            headcount=640,
            wave="2026-h2",
            closed=dt.date(2026, 9, 21),
            trigger="merger",
            language="en",
            answers_in="file",
            notes=text,
        ),
        questionnaire=Asked(
            id="standard",
            version="1.0",
            title={"en": text or "Standard form"},
            attribution=text,
            score_scale=ScaleEnds(low=Decimal(1), high=Decimal(5)),
            items=(
                AskedItem(
                    id="C1_1",
                    kind="practice",
                    condition="direction",
                    practice="C1.1",
                    text={"en": text or "We have one plain sentence."},
                    labels=({"en": "1"}, {"en": "2"}),
                    reverse=True,
                ),
            ),
        ),
        thresholds=Thresholds(
            partly=Decimal("2.75"), apparent=Decimal("3.50"), min_gap=Decimal("0.3")
        ),
        published=published,
        diagnosis=diagnosis,
        breakdowns=breakdowns,
        plan=plan or Plan(),
        promise=Promise(
            mode=published.basis.mode,
            agreed=published.basis.agreed,
            min_group=published.basis.min_group,
            segments=("level",),
            crossings=(),
            consented=None,
            readers=text,
            retention=text,
        ),
    )


def diagnosis(scores: Sequence[str] = SCORES, margin: str | None = None) -> Diagnosis:
    conditions = tuple(standing(c, v, margin) for c, v in zip(CONDITIONS, scores, strict=True))
    gaps = [Gap(id=c.id, gap=c.gap) for c in conditions if c.gap and c.gap >= Decimal("0.3")]
    practice = standing("C1.1", "3.7", margin)
    borrowed = conditions[4].model_copy(update={"id": "C5.5", "borrowed": True})
    return Diagnosis(
        verdict="not_aligned",
        weakest="systems",
        conditions=conditions,
        practices=(practice, borrowed),
        gaps=tuple(sorted(gaps, key=lambda g: -g.gap)),
        practice_gaps=(Gap(id="C1.1", gap=Decimal("0.3")),),
        below_target=("direction",),
        judgment=margin is None,
        mean=Decimal("2.8"),
        index=Decimal("45"),
    )


def published(
    cells: tuple[Cell, ...],
    stage: str = "results",
    mode: str = "team",
    responded: int | None = 6,
) -> Published:
    confidential = mode == "confidential"
    data = {
        "basis": Basis.model_validate(
            {"mode": mode, "agreed": None, "min_group": 5 if confidential else None}
        ),
        "stage": stage,
        "participation": Participation(
            responded=responded,
            invited=640 if confidential else None,
            rate=Decimal("0.67") if confidential else None,
        ),
        "cells": cells,
        "scorable": dict.fromkeys(CODE_OF, True),
    }
    return Published.model_validate(data)


def team(text: str | None = None) -> Report:
    """Six people of a team."""
    plan = begun(action(text or "Name one deciding role"), "goals")
    return report(published((shown("all", {}, 6, SCORES),)), diagnosis(), plan=plan, text=text)


def confidential(label: str = "Sales") -> Report:
    """A survey with one group shown, one withheld, and one value given as a range."""
    band = (Decimal("4.8"), Decimal("5.0"))
    overall = shown("all", {}, 428, SCORES)
    top = shown("function=a", {"function": ("a",)}, 31, SCORES)
    top.conditions["direction"] = score(None, 31, band)
    found = tuple(standing(c, v) for c, v in zip(CONDITIONS, SCORES, strict=True))
    first = standing("direction", None, state="apparent").model_copy(
        update={"gap": Decimal("-0.8")}
    )
    hidden = WithheldCell(id="function=b", filters={"function": ("b",)}, wave=None)
    categories = (
        Category(cell="function=a", label=label, n=31, conditions=(first, *found[1:])),
        Category(cell="function=b", label="Legal", n=None, conditions=()),
    )
    return report(
        published((overall, top, hidden), mode="confidential", responded=428),
        diagnosis(margin="0.2"),
        (Breakdown(segment="function", categories=categories),),
        begun(action()),
    )


def unseen() -> Diagnosis:
    return Diagnosis(
        verdict="not_shown",
        weakest=None,
        conditions=(),
        practices=(),
        gaps=(),
        practice_gaps=(),
        below_target=(),
        judgment=False,
        mean=None,
        index=None,
    )


def participation() -> Report:
    """A confidential survey whose wave is not closed yet."""
    return report(published((), "participation", "confidential", 428), unseen())


def empty() -> Report:
    """A survey without answers."""
    return report(published((), "empty", "confidential", 0), unseen())


def too_few() -> Report:
    """A confidential survey with fewer answers than may be shown."""
    cell = WithheldCell(id="all", filters={}, wave=None)
    return report(published((cell,), "results", "confidential", None), unseen())


def hostile() -> Report:
    """A team whose every text tries to be more than text."""
    found = team(HOSTILE)
    breakdown = Breakdown(
        segment=HOSTILE,
        categories=(
            Category(cell="all", label=HOSTILE, n=6, conditions=found.diagnosis.conditions),
        ),
    )
    return found.model_copy(update={"breakdowns": (breakdown,)})


ALL = {
    "team": team,
    "confidential": confidential,
    "participation": participation,
    "empty": empty,
    "too_few": too_few,
    "hostile": hostile,
}
