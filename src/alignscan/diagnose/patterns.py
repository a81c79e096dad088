"""The patterns in the published figures, by which a plan chooses kinds of action.

The rules are those of alignscan; docs/diagnosis.md lists them. Nothing depends on a withheld group.
"""

from collections.abc import Iterable
from typing import Final, get_args

from alignscan.diagnose.agreeing import agreement_patterns
from alignscan.diagnose.diagnosis import Pattern, PatternId
from alignscan.diagnose.levels import level_patterns, unit_patterns
from alignscan.diagnose.pairs import pair_patterns
from alignscan.diagnose.reading import Reading
from alignscan.model.conditions import CONDITIONS, PRACTICES

ORDER: Final[tuple[PatternId, ...]] = get_args(PatternId)
SUBJECTS: Final = ("", *CONDITIONS, *PRACTICES)


def patterns(reading: Reading) -> tuple[Pattern, ...]:
    """Return all patterns, in the order of their ids and then of what they are about.

    ``cascade_finding`` is none of them: it comes from documents of goals, not from answers.
    """
    found = (
        *agreement_patterns(reading),
        *level_patterns(reading),
        *unit_patterns(reading),
        *pair_patterns(reading),
    )
    return tuple(sorted(found, key=_place))


def about(found: Iterable[Pattern], *ids: PatternId) -> frozenset[str]:
    """Return what some patterns are about."""
    return frozenset(p.subject for p in found if p.id in ids)


def _place(found: Pattern) -> tuple[int, int, tuple[str, ...]]:
    return ORDER.index(found.id), SUBJECTS.index(found.subject), found.cells
