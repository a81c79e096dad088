"""What stands in the way of any action, where a published figure is a sign of it.

Names after Beer & Eisenstat (2000); the signals are conventions of alignscan.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from alignscan.diagnose.agreeing import divided_in
from alignscan.diagnose.diagnosis import Barrier, BarrierId, Evidence, Pattern, PatternId, Remark
from alignscan.diagnose.reading import TOP, Reading, scored
from alignscan.diagnose.remarks import CANNOT_SAY
from alignscan.diagnose.states import on_scale
from alignscan.model.conditions import CONDITIONS, practices_of
from alignscan.publish.published import ShownCell

FEW_ANSWER: Final = Decimal("0.50")
"""Below this share of those invited, the silence of the others is a sign of its own."""
LOW: Final[dict[BarrierId, str]] = {
    "unclear_direction": "direction",
    "one_way_communication": "C2.5",
    "weak_bridge": "C4.3",
    "overload": "C4.4",
}
"""Barriers whose sign is that a condition or practice is not apparent at all."""
SIGNS: Final[dict[BarrierId, PatternId]] = {
    "resistance": "know_not_commit",
    "pull_of_old_systems": "goals_without_systems",
}
"""Barriers whose sign is a pattern over everybody."""
PLACES: Final[tuple[BarrierId, ...]] = (
    "unclear_direction",
    "top_team_split",
    "resistance",
    "competing_priorities",
    "one_way_communication",
    "weak_bridge",
    "overload",
    "pull_of_old_systems",
    "initiative_fatigue",
    "low_trust_in_survey",
)


def barriers(
    reading: Reading, found: Sequence[Pattern], remarked: Sequence[Remark]
) -> tuple[Barrier, ...]:
    """Return the barriers of which a sign was published.

    ``initiative_fatigue`` is none of them yet: its sign is a fall between two waves.
    """
    overall = reading.published.overall
    if overall is None:
        return ()
    seen = [
        *_low(overall, reading),
        *_signs(found),
        *_top_team_split(reading),
        *_low_trust(overall, reading, remarked),
    ]
    first: dict[BarrierId, Barrier] = {}
    for barrier in seen:
        first.setdefault(barrier.id, barrier)
    return tuple(first[id] for id in PLACES if id in first)


def _low(overall: ShownCell, reading: Reading) -> Iterator[Barrier]:
    limit = on_scale(reading.thresholds.partly, reading.scale)
    for id, subject in LOW.items():
        score = reading.score(overall, subject)
        if score is not None and score < limit:
            yield Barrier(id=id, evidence=(scored(overall, subject, score, "below", limit),))


def _signs(found: Sequence[Pattern]) -> Iterator[Barrier]:
    for id, sign in SIGNS.items():
        yield from (_of(id, p) for p in found if p.id == sign)
    yield from (_of("weak_bridge", p) for p in found if p.id == "middle_dip")
    divided = (p for p in found if p.id == "divided" and p.subject == "C3.5")
    yield from (_of("competing_priorities", p) for p in divided)


def _of(id: BarrierId, sign: Pattern) -> Barrier:
    return Barrier(id=id, evidence=sign.evidence, pattern=sign.id)


def _top_team_split(reading: Reading) -> Iterator[Barrier]:
    """Yield that the top is divided on the direction, where its figures are shown."""
    top = reading.level_of(TOP)
    if top is None or reading.one_rater:
        return
    for subject in ("direction", *practices_of("direction"), *CONDITIONS[1:]):
        found = divided_in(top, subject, reading)
        if found:
            yield Barrier(id="top_team_split", evidence=found, pattern="divided")


def _low_trust(
    overall: ShownCell, reading: Reading, remarked: Sequence[Remark]
) -> Iterator[Barrier]:
    rate = reading.published.participation.rate
    if rate is not None and rate < FEW_ANSWER and not reading.one_rater:
        yield _trust(
            Evidence(
                cell=overall.id,
                subject="",
                figure="response_rate",
                value=rate,
                must="below",
                limit=FEW_ANSWER,
            )
        )
    asked = {item.id for c in ("direction", "commitment") for item in reading.about(c)}
    for remark in remarked:
        if remark.kind == "cannot_say" and remark.cell == overall.id and remark.item in asked:
            yield _trust(_about_silence(remark))


def _trust(evidence: Evidence) -> Barrier:
    return Barrier(id="low_trust_in_survey", evidence=(evidence,))


def _about_silence(remark: Remark) -> Evidence:
    return Evidence(
        cell=remark.cell,
        subject=remark.item,
        figure="cannot_say",
        value=remark.figure,
        must="at_least",
        limit=CANNOT_SAY,
    )
