"""What will be seen of the groups of a survey, before anybody was asked."""

from dataclasses import dataclass
from typing import Final, Literal

RATES: Final = (60, 80, 100)
"""Response rates that are tried, in percent."""
DRAWS: Final = 20
"""How often each is tried: who will answer is not known."""
Outlook = Literal["shown", "joined", "withheld", "depends"]
"""``joined``: only as a part of "Other"; ``depends``: on who answers."""


class NobodyInvited(Exception):
    """A survey file that does not say how many people are asked."""


@dataclass(frozen=True, slots=True)
class GroupOutlook:
    """What will be seen of one group."""

    segment: str | None
    """None for everybody."""
    category: str | None
    invited: int
    outlook: tuple[Outlook, ...]
    """For each of ``RATES``."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Which groups will be visible at different response rates."""

    invited: int
    min_group: int | None
    """None where nothing is withheld, in the modes self and team."""
    groups: tuple[GroupOutlook, ...]
    """Everybody first, then the categories of each segment."""
    crossings: tuple[tuple[str, int, tuple[int, ...]], ...]
    """For each pair of segments its name, how many combinations have people, and at each rate how
    many of them are shown in most tries."""
    without_counts: tuple[str, ...]
    """Segments of which nothing is known about the invited."""
    overlap_known: bool
    """Whether a list tells how the groups overlap, or they were spread evenly over each other."""
