"""Which column of an export answers which question: by its id, then by exact text, then by row.

Nothing is matched by likeness; what is like a question is a suggestion for a person to decide.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from alignscan.responses.importing.targets import Target, Targets, texts_of
from alignscan.responses.importing.texts import parts_of, plain
from alignscan.responses.platforms.profile import Heading

LIKE: Final = 0.6
_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """What one column was found to be."""

    target: Target | None = None
    by: str = ""
    """What told: ``id``, ``text``, ``row`` or ``mapping``."""
    own: bool = False
    """Whether the column carries the id of a form of this survey."""
    problem: str = ""
    candidates: tuple[str, ...] = ()


def match(heading: Heading, targets: Targets) -> Match:
    """Return what a column is; a problem where its id and its text say different things."""
    named, exact = targets.named(heading.codes)
    if named is None:
        named = next((t for text in heading.texts if (t := targets.named_in(text))), None)
        exact = named is not None
    asked, whole = targets.asked_by(heading.texts)
    if named is not None:
        return _by_id(named, exact, asked, heading)
    if len(asked) == 1:
        return Match(asked[0], "text" if whole else "row")
    if asked:
        ids = tuple(one.id for one in asked)
        return Match(problem="its text is that of several questions", candidates=ids)
    return Match()


def _by_id(named: Target, exact: bool, asked: Sequence[Target], heading: Heading) -> Match:
    if asked and named not in asked:
        ids = (named.id, *(one.id for one in asked))
        return Match(problem="its id and its text are of different questions", candidates=ids)
    if not exact and not asked and _has_text_of_its_own(heading):
        what = "its id is what a platform makes of a question's, its text is not"
        return Match(problem=what, candidates=(named.id,))
    return Match(named, "id", own=True)


def _has_text_of_its_own(heading: Heading) -> bool:
    return any(len(_WORDS.findall(text)) > 2 and " " in text for text in heading.texts)


def alike(heading: Heading, targets: Sequence[Target]) -> tuple[tuple[str, float], ...]:
    """Return at most three questions that a heading is like, with how much from 0 to 1."""
    parts = {plain(part) for text in heading.texts for part in parts_of(text)}
    parts = {part for part in parts if len(_WORDS.findall(part)) > 2}
    found: dict[str, float] = {}
    for target in targets:
        best = max(
            (_likeness(part, plain(text)) for part in parts for text in texts_of(target)), default=0
        )
        if best >= LIKE:
            found[target.id] = round(best, 2)
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:3])


def _likeness(left: str, right: str) -> float:
    if not _share_words(left, right):
        return 0.0
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0


def _share_words(left: str, right: str) -> bool:
    one, other = set(_WORDS.findall(left)), set(_WORDS.findall(right))
    return 3 * len(one & other) >= len(one | other)


def unasked(targets: Targets, matched: Collection[Target]) -> list[Target]:
    """Return the questions that no column answers."""
    return [one for one in targets.all if one not in matched]
