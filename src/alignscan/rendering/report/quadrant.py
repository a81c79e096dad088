"""Agreement against score: what to repair, to talk about, to explain and to keep."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, Literal

from alignscan.diagnose.diagnosis import Standing
from alignscan.model.conditions import CONDITIONS, condition_of
from alignscan.publish.published import Agreement
from alignscan.rendering.report import scatter
from alignscan.rendering.report.figures import length, share_of
from alignscan.rendering.report.scatter import Dot, Key, Scatter, Tick
from alignscan.rendering.report.sections import Section, section
from alignscan.rendering.report.tables import Column, Row, Table, anchor, cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report, ScaleEnds

Corner = Literal["repair", "listen", "explain", "keep"]
CORNERS: Final[dict[tuple[bool, Agreement], Corner]] = {
    (False, "agree"): "repair",
    (False, "divided"): "listen",
    (True, "divided"): "explain",
    (True, "agree"): "keep",
}
"""High or low, and whether people agree."""
ROOM: Final = Decimal("0.05")
LEAST: Final = 3
"""Fewer practices than this are told apart without a picture."""


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter; None where agreement is shown for too few practices."""
    found = _judged(report)
    if len(found) < LEAST:
        return None
    corners = {corner: [p for p, c in found if c == corner] for corner in CORNERS.values()}
    out = section("agreement", words)
    out["heading"] = _heading(len(corners["repair"]), _divided(corners), words)
    out["chart"] = _chart([p for p, _ in found], report, words)
    out["table"] = _table(corners, words)
    return out


def _heading(low: int, divided: int, words: Words) -> str:
    if low and divided:
        return words.count("heading.agreement", low, divided=divided)
    if low:
        return words.count("heading.agreement.low", low)
    if divided:
        return words.count("heading.agreement.divided", divided)
    return words.say("heading.agreement.none")


def _divided(corners: dict[Corner, list[Standing]]) -> int:
    return len(corners["listen"]) + len(corners["explain"])


def _judged(report: Report) -> list[tuple[Standing, Corner]]:
    high = report.thresholds.apparent
    return [
        (p, CORNERS[p.score >= high, p.agreement])
        for p in report.diagnosis.practices
        if p.score is not None and p.agreement is not None and not p.borrowed
    ]


def _table(corners: dict[Corner, list[Standing]], words: Words) -> Table:
    return Table(
        id="table-agreement",
        caption=words.say("caption.agreement"),
        columns=[
            Column(kind="text", text=words.say(f"column.{key}")) for key in ("corner", "practices")
        ],
        rows=[_row(corner, found, words) for corner, found in corners.items()],
    )


def _row(corner: Corner, found: Iterable[Standing], words: Words) -> Row:
    names = words.clauses(words.practice(p.id) for p in found) or "-"
    cells = [cell(words.say(f"corner.{corner}")), cell(names, tone="wide")]
    return Row(id="", tone="", cells=cells)


def _chart(found: list[Standing], report: Report, words: Words) -> Scatter | None:
    deviations = _deviations(found, report)
    limit = _limit(report)
    if limit is None or len(deviations) < len(found):
        return None
    low = min([*deviations.values(), limit]) - ROOM
    high = max([*deviations.values(), limit]) + ROOM
    window = _window(found, report)
    across = share_of(report.thresholds.apparent, window)
    up = (high - limit) / (high - low)
    places = {id: (high - value) / (high - low) for id, value in deviations.items()}
    return Scatter(
        kind="scatter",
        label=words.say("chart.agreement"),
        height=scatter.HEIGHT,
        fields=[
            scatter.field(Decimal(0), up, across, Decimal(1), _corner("repair", words), "act"),
            scatter.field(across, up, Decimal(1), Decimal(1), _corner("keep", words), "rest"),
            scatter.field(Decimal(0), Decimal(0), across, up, _corner("listen", words), "rest"),
            scatter.field(across, Decimal(0), Decimal(1), up, _corner("explain", words), "rest"),
        ],
        across=_across(window, words),
        up=[_tick(value, low, high, words) for value in scatter.steps(low, high)],
        spots=scatter.spots(_dot(p, window, places[p.id], deviations[p.id], words) for p in found),
        across_name=words.say("chart.axis.score"),
        up_name=words.say("chart.axis.deviation"),
        legend=[words.say("chart.agreement.legend", limit=words.number(limit, 2))],
        keys=_keys(found, words),
    )


def _keys(found: Iterable[Standing], words: Words) -> list[Key]:
    conditions = {condition_of(place.id) for place in found}
    return [Key(tone=_tone(id), text=words.condition(id)) for id in CONDITIONS if id in conditions]


def _tone(condition: str) -> str:
    return f"condition-{1 + CONDITIONS.index(condition)}"


def _corner(corner: Corner, words: Words) -> tuple[str, str]:
    return words.say(f"corner.{corner}"), words.say(f"field.{corner}")


def _deviations(found: Iterable[Standing], report: Report) -> dict[str, Decimal]:
    overall = report.published.overall
    known = overall.practices if overall else {}
    return {
        p.id: value
        for p in found
        if p.id in known and (value := known[p.id].average_deviation) is not None
    }


def _limit(report: Report) -> Decimal | None:
    """Return the average deviation up to which people agree, where a pattern rests on it."""
    shown = (e for p in report.diagnosis.patterns for e in p.evidence if e.figure == "agreement")
    return next((e.limit for e in shown if e.limit is not None), None)


def _dot(place: Standing, window: ScaleEnds, up: Decimal, deviation: Decimal, words: Words) -> Dot:
    score = place.score or Decimal(0)
    return Dot(
        across=share_of(score, window),
        up=up,
        name=place.id,
        label=words.say(
            "chart.agreement.dot",
            practice=words.practice(place.id),
            score=words.number(score),
            deviation=words.number(deviation, 2),
        ),
        href=anchor("practice", place.id),
        tone=_tone(condition_of(place.id)),
    )


def _window(found: Iterable[Standing], report: Report) -> ScaleEnds:
    """Return the part of the scale that the scores take up, with some room, in half points."""
    ends, step = report.questionnaire.score_scale, Decimal("0.5")
    known = [report.thresholds.apparent, *(p.score for p in found if p.score is not None)]
    room = (ends.high - ends.low) / 20
    low = ((min(known) - room) / step).to_integral_value(ROUND_FLOOR) * step
    high = ((max(known) + room) / step).to_integral_value(ROUND_CEILING) * step
    return ScaleEnds(low=max(low, ends.low), high=min(high, ends.high))


def _across(window: ScaleEnds, words: Words) -> list[Tick]:
    """Return the numbers below the field: each half point, or fewer on a long scale."""
    halves = int((window.high - window.low) * 2)
    every = 1 + halves // 8
    scores = (window.low + Decimal(i) / 2 for i in range(0, halves + 1, every))
    return [
        Tick(x=length(scatter.x(share_of(score, window))), y=0, text=words.number(score))
        for score in scores
    ]


def _tick(value: Decimal, low: Decimal, high: Decimal, words: Words) -> Tick:
    return Tick(x="", y=scatter.y((high - value) / (high - low)), text=words.number(value))
