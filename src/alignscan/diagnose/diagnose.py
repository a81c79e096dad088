"""The verdict and the gaps of one cell."""

from decimal import ROUND_HALF_UP, Decimal

from alignscan.diagnose.barriers import barriers
from alignscan.diagnose.critical import critical_gaps
from alignscan.diagnose.diagnosis import Diagnosis, Gap, Standing, Verdict
from alignscan.diagnose.patterns import patterns
from alignscan.diagnose.reading import Reading
from alignscan.diagnose.recall import recall
from alignscan.diagnose.remarks import remarks
from alignscan.diagnose.states import midpoint, state_of, width_on_scale
from alignscan.diagnose.targets import target_for
from alignscan.model.conditions import CONDITIONS, Condition, condition_of, practices_of
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.publish.published import DISPLAY_STEP, Published, ScoreFigures, ShownCell

SCORED = ("not_apparent", "partly", "apparent")


def diagnose(published: Published, survey: Survey, questionnaire: Questionnaire) -> Diagnosis:
    """Return the diagnosis of everybody together; it holds no figure that is not published."""
    cell = published.overall
    judgment = published.basis.mode == "self" or published.participation.complete
    if cell is None:
        return _empty(judgment)
    conditions = tuple(
        _standing(c, cell.conditions.get(c), published.scorable[c], cell, survey, questionnaire)
        for c in CONDITIONS
    )
    practices = tuple(
        standing
        for condition in conditions
        for standing in _practices(condition, cell, survey, questionnaire)
    )
    scale = questionnaire.score_scale
    alone = concluded(
        conditions,
        practices,
        minimum=width_on_scale(survey.thresholds.min_gap, scale),
        ends=(scale.low, scale.high),
        judgment=judgment,
    )
    reading = Reading(published, survey.thresholds, questionnaire)
    found = patterns(reading)
    chosen = critical_gaps(alone.practice_gaps, practices, found, reading, survey)
    remarked = remarks(published)
    return alone.model_copy(
        update={
            "remarks": remarked,
            "patterns": found,
            "critical": chosen.critical,
            "watch": chosen.watch,
            "barriers": barriers(reading, found, remarked),
            "recall": recall(reading),
        }
    )


def concluded(
    conditions: tuple[Standing, ...],
    practices: tuple[Standing, ...],
    *,
    minimum: Decimal,
    ends: tuple[Decimal, Decimal],
    judgment: bool,
) -> Diagnosis:
    """Return verdict, ranked gaps and index that standings give, without patterns.

    ``minimum`` is the smallest gap that is ranked and ``ends`` those of the scale that scores are
    on; ``judgment`` says that gaps carry no sampling error.
    """
    mean = mean_of(conditions)
    return Diagnosis(
        verdict=_verdict(conditions),
        weakest=_weakest(conditions),
        conditions=conditions,
        practices=practices,
        gaps=_ranked(conditions, minimum),
        practice_gaps=_ranked(practices, minimum),
        below_target=tuple(c for c in CONDITIONS if _apparent_below_target(c, conditions)),
        judgment=judgment,
        mean=mean,
        index=index_of(mean, *ends),
    )


def standings(
    cell: ShownCell, published: Published, survey: Survey, questionnaire: Questionnaire
) -> tuple[Standing, ...]:
    """Return where the five conditions stand in one shown cell."""
    return tuple(
        _standing(c, cell.conditions.get(c), published.scorable[c], cell, survey, questionnaire)
        for c in CONDITIONS
    )


def _empty(judgment: bool) -> Diagnosis:
    return Diagnosis(
        verdict="not_shown",
        weakest=None,
        conditions=(),
        practices=(),
        gaps=(),
        practice_gaps=(),
        below_target=(),
        judgment=judgment,
        mean=None,
        index=None,
    )


def _standing(
    id: str,
    figures: ScoreFigures | None,
    scorable: bool,
    cell: ShownCell,
    survey: Survey,
    questionnaire: Questionnaire,
) -> Standing:
    scale = questionnaire.score_scale
    state = state_of(figures, scorable, survey.thresholds, scale)
    scored = figures is not None and state in SCORED
    target = target_for(id, survey.targets, scale, cell) if scored else None
    score = midpoint(figures, scale) if scored and figures else None
    exact = figures.displayed if scored and figures else None
    return Standing(
        id=id,
        state=state,
        score=exact,
        target=target,
        gap=None if score is None or target is None else _shown(target.score - score),
        margin=figures.margin if scored and figures else None,
        agreement=figures.agreement if scored and figures else None,
    )


def _shown(gap: Decimal) -> Decimal:
    return gap.quantize(DISPLAY_STEP, ROUND_HALF_UP) + 0  # never minus zero


def _practices(
    condition: Standing, cell: ShownCell, survey: Survey, questionnaire: Questionnaire
) -> list[Standing]:
    """Return the practices of a condition; where none was asked, the condition's gap stands."""
    own = [
        _standing(p, cell.practices[p], True, cell, survey, questionnaire)
        for p in practices_of(condition.id)
        if p in cell.practices
    ]
    if own or condition.state not in SCORED:
        return own
    return [
        condition.model_copy(update={"id": p, "borrowed": True}) for p in practices_of(condition.id)
    ]


def _ranked(standings: tuple[Standing, ...], minimum: Decimal) -> tuple[Gap, ...]:
    gaps = [
        Gap(id=s.id, gap=s.gap)
        for s in standings
        if s.gap is not None and s.gap >= minimum and (s.margin is None or s.gap > s.margin)
    ]
    return tuple(sorted(gaps, key=lambda g: (-g.gap, _order(g.id))))


def _order(id: str) -> tuple[int, str]:
    condition = id if id in CONDITIONS else condition_of(id)
    return [*CONDITIONS].index(condition), id


def _verdict(conditions: tuple[Standing, ...]) -> Verdict:
    states = {c.state for c in conditions}
    if states & {"not_scorable", "withheld"}:
        return "cannot_be_judged"
    return "aligned" if states == {"apparent"} else "not_aligned"


def _weakest(conditions: tuple[Standing, ...]) -> Condition | None:
    short = [c for c in conditions if c.state in ("not_apparent", "partly")]
    lowest = min(short, key=_strength, default=None)
    return next((c for c in CONDITIONS if lowest and c == lowest.id), None)


def _strength(standing: Standing) -> tuple[Decimal, int]:
    level = standing.level
    return level if level is not None else Decimal(0), _order(standing.id)[0]


def _apparent_below_target(id: Condition, conditions: tuple[Standing, ...]) -> bool:
    standing = next(c for c in conditions if c.id == id)
    return standing.state == "apparent" and standing.gap is not None and standing.gap > 0


def mean_of(conditions: tuple[Standing, ...]) -> Decimal | None:
    """Return the mean of the five displayed scores; None unless there are five."""
    scores = [c.score for c in conditions]
    known = [s for s in scores if s is not None]
    if len(known) < len(CONDITIONS):
        return None
    return (sum(known, Decimal(0)) / len(known)).quantize(DISPLAY_STEP, ROUND_HALF_UP)


def index_of(mean: Decimal | None, low: Decimal, high: Decimal) -> Decimal | None:
    """Return a mean on a scale from 0 to 100, given the ends of the scale that it is on."""
    if mean is None:
        return None
    share = (mean - low) / (high - low)
    return (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
