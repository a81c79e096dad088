"""The result of a diagnosis: a state and a gap for each condition and practice, and the verdict."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from alignscan.model.conditions import CODE_OF, Condition, practices_of
from alignscan.publish.published import Agreement, Frozen, Range

State = Literal["not_apparent", "partly", "apparent", "not_scorable", "withheld"]
Verdict = Literal["aligned", "not_aligned", "cannot_be_judged", "not_shown"]
"""``not_shown``: no figures may be shown, or there are no answers yet."""
RemarkKind = Literal["against", "cannot_say", "skipped"]
"""Runs against its scale; many answer "cannot say"; many give no answer."""
PatternId = Literal[
    "shared_low",
    "shared_high",
    "divided",
    "leaders_higher",
    "frontline_higher",
    "middle_dip",
    "unit_island",
    "know_not_commit",
    "commit_not_know",
    "illusion",
    "goals_without_systems",
    "cascade_finding",
]
BarrierId = Literal[
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
]
FigureName = Literal[
    "score",
    "agreement",
    "favorable",
    "unfavorable",
    "difference",
    "recall",
    "cannot_say",
    "response_rate",
]
"""Which published figure decided; a difference is between two published scores."""
Comparison = Literal["at_least", "above", "at_most", "below"]


class AppliedTarget(Frozen):
    """The desired state that a gap is measured against."""

    score: Decimal
    source: Literal["set", "default", "wish"]
    """Set in the survey file; the default of 4 on a scale from 1 to 5; or what people wish."""
    by: dt.date | None = None
    why: str | None = None


class Standing(Frozen):
    """Where one condition or practice stands."""

    id: str
    state: State
    score: Decimal | None
    """As displayed; null where not scorable, withheld or given as a range."""
    target: AppliedTarget | None
    gap: Decimal | None
    """Target minus displayed score; negative above the target."""
    margin: Decimal | None
    agreement: Agreement | None
    borrowed: bool = False
    """The condition's gap stands for its practices, which were not asked one by one."""

    @property
    def level(self) -> Decimal | None:
        """The score, or the end of the range that stands for it; None where nothing is shown."""
        if self.score is None and self.target is not None and self.gap is not None:
            return self.target.score - self.gap
        return self.score


class Gap(Frozen):
    """A gap that is worth ranking: large enough, and larger than its margin."""

    id: str
    gap: Decimal


class Remark(Frozen):
    """A finding on how people answered an item, with the published figure that it rests on."""

    kind: RemarkKind
    cell: str
    item: str
    figure: Decimal
    """A share of those asked, 0 to 1; for ``against`` the correlation with the other items."""


class Evidence(Frozen):
    """One published figure that a pattern or barrier rests on."""

    cell: str
    """The shown cell that the figure is from."""
    subject: str
    """The condition, part, practice or item; empty where the figure is about the cell itself."""
    figure: FigureName
    value: Decimal | None
    """Null where only a word is published: people are divided."""
    must: Comparison
    """How the figure stands to the limit, ``at_least`` and ``at_most`` including it."""
    limit: Decimal | None
    against: str | None = None
    """For a difference the cell that is subtracted; ``rest``: all other respondents."""


class Pattern(Frozen):
    """A pattern in the published figures, which says what kind of action a gap calls for."""

    id: PatternId
    subject: str
    """The condition or practice that it is about; empty for one of the whole organization."""
    strength: Decimal
    """How far the deciding figure is beyond its limit, on the score scale or as a share."""
    evidence: tuple[Evidence, ...]
    cells: tuple[str, ...]
    """The shown cells of the evidence, each once."""


class Critical(Frozen):
    """A gap that the plan works on, with every term of its severity."""

    id: str
    """A practice, or the condition where its practices were not asked one by one."""
    gap: Decimal
    weight: Decimal
    reach: Decimal
    """Share of the shown groups in which the practice is not apparent; 1 where none is shown."""
    groups: int
    """How many groups that share is of; 0 where none is shown."""
    factor: Decimal
    """1.25 where people are divided on it or leaders see it higher, else 1."""
    severity: Decimal
    """Gap times weight times reach times factor."""

    @property
    def practices(self) -> tuple[str, ...]:
        """The practices that it is about."""
        return practices_of(self.id) if self.id in CODE_OF else (self.id,)


class Barrier(Frozen):
    """Something that stands in the way of any action, with the signal that was seen."""

    id: BarrierId
    evidence: tuple[Evidence, ...]
    pattern: PatternId | None = None
    """The pattern that is the signal, if one is."""


class RecallStanding(Frozen):
    """Claimed and demonstrated understanding in one shown cell."""

    cell: str
    claimed: Decimal | None
    """Score of "knows the priorities" (C2.1), on the score scale; null where not asked or shown."""
    named: Decimal | None
    """How many priorities people name on average."""
    enough: Decimal | None
    """Share of people who name at least ``least`` of them."""
    enough_range: Range | None
    """Stands for it where nearly all or nearly none do."""
    all: Decimal | None
    """Share of people who name all."""
    illusion: bool
    """People say that they know the priorities, and too few can name them."""


class Recall(Frozen):
    """How many of the priorities people can name, beside what they say they know."""

    item: str
    priorities: int
    least: int
    """So many have to be named to count as knowing them."""
    cells: tuple[RecallStanding, ...]


class Diagnosis(Frozen):
    """The verdict with everything it rests on."""

    verdict: Verdict
    weakest: Condition | None
    """The lowest scored condition that is not apparent; null where all are, or none is scored."""
    conditions: tuple[Standing, ...]
    practices: tuple[Standing, ...]
    gaps: tuple[Gap, ...]
    """Ranked gaps of the conditions, widest first."""
    practice_gaps: tuple[Gap, ...]
    below_target: tuple[Condition, ...]
    """Conditions that are apparent and still short of their target."""
    judgment: bool
    """One rater or a complete team: gaps are ranked by size, as a judgment."""
    mean: Decimal | None
    """Mean of the five condition scores; it never decides the verdict."""
    index: Decimal | None
    """The mean on a scale from 0 to 100."""
    remarks: tuple[Remark, ...] = ()
    """What stands out in how people answered."""
    patterns: tuple[Pattern, ...] = ()
    """In the order of ``PatternId``, then of subjects, the strongest evidence of each."""
    critical: tuple[Critical, ...] = ()
    """At most five practices in at most three conditions, most severe first."""
    watch: tuple[str, ...] = ()
    """All other practices with a ranked gap, most severe first."""
    barriers: tuple[Barrier, ...] = ()
    recall: Recall | None = None
