"""What is measured: frozen, exact, and never printed. ``publish`` decides what may be shown.

Scores are on the questionnaire's score scale, shares are in 0 to 1, and None is "undefined": a mean
of nobody, a variance of one person, a neutral share on a scale without a middle.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from alignscan.measurement.agreement import Agreement
from alignscan.measurement.contrast import Contrasts, Drivers
from alignscan.measurement.paired import PairedGap
from alignscan.measurement.reliability import Reliability
from alignscan.measurement.segments import Groups
from alignscan.measurement.weighted import WeightedScores
from alignscan.model.codebook import Codebook

Table = tuple[tuple[float, ...], ...]
"""Atoms x options: people."""


class ItemMeasure(NamedTuple):
    """The answers of one population to one item."""

    n: int
    """People who answered on the scale or chose an option."""
    missing: int
    """People asked who gave no answer."""
    cannot_say: int
    """People who answered "cannot say"."""
    not_applicable: int
    """People to whom the item does not apply."""
    not_asked: int
    """People who were not asked; the five add up to the respondents."""
    distribution: tuple[int, ...]
    """People for each point or option in file order, as answered (before reversal)."""
    mean: Fraction | None
    """Score, after reversal; None for a choice."""
    variance: Fraction | None
    """Squared score, divisor n - 1; None below two answers."""
    favorable: Fraction | None
    """Share of n, after reversal."""
    neutral: Fraction | None
    """Share of n; None where every point is favorable or unfavorable."""
    unfavorable: Fraction | None
    """Share of n, after reversal."""
    average_deviation: Fraction | None
    """Mean distance from the mean in scores (AD_M; Burke, Finkelstein & Dusig, 1999)."""
    options: int
    """Number of points or options."""


class ScoreMeasure(NamedTuple):
    """The scores of one population on one scale.

    A person's score is the weighted mean of the answered items, given when at least half of the
    applicable items are answered (the half rule).
    """

    n: int
    """People with a score."""
    prorated: int
    """How many of them left some applicable item unanswered."""
    not_scored: int
    """People with applicable items who answered fewer than half of them."""
    not_applicable: int
    """People without any applicable item; n and these two add up to the respondents."""
    mean: Fraction | None
    """Score: the mean over persons of their scores."""
    variance: Fraction | None
    """Squared score, over persons, divisor n - 1; None below two persons."""
    average_deviation: Fraction | None
    """Mean over the answered items of their average deviations, in scores."""
    favorable_persons: Fraction | None
    """Mean over persons with a score of the favorable share of their answers."""
    favorable_pooled: Fraction | None
    """Favorable share of all answers on the scale, also those of people without a score."""
    favorable_items: Fraction | None = None
    """Mean over the items that somebody answered of their favorable shares."""
    favorable_variance: Fraction | None = None
    """Of the persons' favorable shares, divisor n - 1; None below two persons."""


class CellMeasure(NamedTuple):
    """Everything measured in one population."""

    id: str
    """``overall``, ``level=team_leader``."""
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    """For each segment the categories; empty for overall."""
    respondents: int
    """People in the population, whether they answered anything or not."""
    items: Mapping[str, ItemMeasure]
    """By item id, in questionnaire order."""
    scales: Mapping[str, ScoreMeasure]
    """By scale id, in the order of the codebook."""
    agreement: Mapping[str, Agreement]
    """By scale id, for scales with items: how alike people answer; computed when asked for."""
    reliability: Mapping[str, Reliability]
    """By scale id, for scales with two items or more that apply; computed when asked for."""
    unflagged: bool = False
    """Whether respondents with a sign of careless answers are left out."""


class Atoms(NamedTuple):
    """Who is a member of what: groups of people who share every segment category.

    Where some population leaves flagged respondents out, they are atoms of their own. The sequences
    are parallel; nothing in them depends on what anybody answered but the flags.
    """

    categories: tuple[tuple[int, ...], ...]
    """For each atom its category in every segment, as an index; -1 where it is not stated."""
    flagged: tuple[bool, ...]
    """Whether they show a sign of careless answers; False for all when nothing depends on it."""
    people: tuple[int, ...]
    """Respondents, at least 1 in each atom."""
    answered: Mapping[str, tuple[int, ...]]
    """By item id, how many of them answered on the scale or chose an option."""
    scored: Mapping[str, tuple[int, ...]]
    """By scale id, how many of them have a score."""
    paired: Mapping[str, tuple[int, ...]]
    """By condition with a wish, how many of them have a score on both."""
    held: Mapping[str, Table]
    """By item id, what they answered; never published, and decides nothing. Made when asked for.

    The audit begins from it where it looks for other answers that agree with all figures.
    """
    held_scores: Mapping[str, Table]
    """By scale id, how many people at either end of the scale would add up to their scores."""
    gone: frozenset[int] = frozenset()
    """Atoms of people who are in no population of this run, but were in one that was released."""


class Unflagged(NamedTuple):
    """The results without respondents who show a sign of careless answers (``quality.flags``)."""

    cell: CellMeasure
    """Everybody else."""
    straight: int
    """Respondents who gave the same answer many times in a row."""
    uniform: int
    """Respondents whose answers hardly vary; some show both signs."""
    atoms: Atoms
    """Memberships in which flagged respondents are apart."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything measured in a survey."""

    cells: tuple[CellMeasure, ...]
    """Overall first, then the categories of each segment."""
    scorable: Mapping[str, bool]
    """By scale id, whether the questionnaire asks enough to score it."""
    segments: Mapping[str, Mapping[str, Groups]]
    """By segment, then by scale id: how much its categories differ; computed when asked for.

    Only segments with every category among the cells.
    """
    differences: Mapping[str, Contrasts]
    """By cell id: each population against all other respondents; computed when asked for."""
    wishes: Mapping[str, PairedGap | None]
    """By condition: the wish minus the present state of the same people; computed when asked for.

    Only conditions with a wish; None where nobody rated both.
    """
    drivers: Drivers | None
    """What the outcome goes together with: the scorable conditions; None without an outcome."""
    book: Codebook
    """What was asked."""
    atoms: Atoms
    """Memberships, from which ``publish`` decides what may be shown."""
    weighted: Mapping[str, WeightedScores] = field(default_factory=dict)
    """By condition: everybody weighted to head counts; empty without. Computed when asked for."""
    unflagged: Unflagged | None = None
    """None where too few items are asked to see a sign of careless answers."""
