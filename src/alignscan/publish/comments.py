"""Which comments may be shown, and under which group.

Comments are shown for everybody together or by exactly one grouping, never under two: the same text
under a level and under a department would say who wrote it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from alignscan.model.survey import Survey
from alignscan.publish.frozen import Frozen
from alignscan.publish.published import Published, ShownCell

FEWEST: Final = 3
"""Comments that a list must hold: fewer would stand for single people."""
OTHERS: Final = "(other groups)"
"""How a review names the people of all groups that are not shown."""


class CommentList(Frozen):
    """What people wrote to one question, as far as a person approved it; sorted by text."""

    item: str
    question: dict[str, str]
    """The question by language."""
    group: str | None
    """The category of the grouping; null for everybody, or for all groups that are not shown."""
    comments: tuple[str, ...]


class Theme(Frozen):
    """How many comments name a theme, over everybody."""

    item: str
    name: str
    count: int


class Comments(Frozen):
    """Comments as they may be shown."""

    by: str | None
    """The one grouping under which they are listed; null for everybody together."""
    lists: tuple[CommentList, ...]
    themes: tuple[Theme, ...]


def groups_for_comments(published: Published, survey: Survey) -> tuple[str, ...]:
    """Return the groups under which comments may be shown; the empty name is everybody.

    With a grouping these are its groups with enough respondents, and what is left if it is enough.
    """
    overall = published.overall
    least = _least(published, survey)
    if overall is None or overall.n < least or survey.comments is None:
        return ()
    if survey.comments.by is None:
        return ("",)
    cells = [c for c in _cells(published, survey.comments.by) if c.n >= least]
    rest = overall.n - sum(cell.n for cell in cells)
    labels = tuple(cell.id.partition("=")[2] for cell in cells)
    return (*labels, OTHERS) if rest >= least else labels


def group_of(category: str | None, published: Published, survey: Survey) -> str | None:
    """Return the group that a person's comment stands under; None when it may not be shown."""
    groups = groups_for_comments(published, survey)
    if groups == ("",):
        return ""
    by = survey.comments.by if survey.comments else None
    for cell in _cells(published, by or ""):
        label = cell.id.partition("=")[2]
        if category in cell.filters[by or ""] and label in groups:
            return label
    return OTHERS if OTHERS in groups else None


def comment_lists(
    reviewed: Mapping[tuple[str, str], Iterable[str]],
    questions: Mapping[str, dict[str, str]],
    published: Published,
    survey: Survey,
) -> tuple[CommentList, ...]:
    """Return approved comments by item and group, sorted by text; short lists are left out."""
    groups = groups_for_comments(published, survey)
    least = FEWEST if published.basis.mode == "confidential" else 1
    lists = [
        CommentList(
            item=item,
            question=questions[item],
            group=_shown(group),
            comments=tuple(sorted(set(texts))),
        )
        for (item, group), texts in reviewed.items()
        if group in groups and item in questions
    ]
    place = {_shown(group): at for at, group in enumerate(groups)}
    kept = [one for one in lists if len(one.comments) >= least]
    return tuple(sorted(kept, key=lambda one: (one.item, place[one.group])))


def _shown(group: str) -> str | None:
    return None if group in ("", OTHERS) else group


def theme_counts(counts: Mapping[tuple[str, str], int], published: Published) -> tuple[Theme, ...]:
    """Return how often each theme was named, over everybody; rare ones are left out."""
    confidential = published.basis.mode == "confidential"
    least = published.basis.min_group or 1 if confidential else 1
    found = [Theme(item=i, name=name, count=n) for (i, name), n in counts.items() if n >= least]
    return tuple(sorted(found, key=lambda theme: (theme.item, -theme.count, theme.name)))


def _cells(published: Published, by: str) -> list[ShownCell]:
    return [
        cell
        for cell in published.cells
        if isinstance(cell, ShownCell)
        and list(cell.filters) == [by]
        and cell.id.startswith(f"{by}=")
    ]


def _least(published: Published, survey: Survey) -> int:
    if published.basis.mode != "confidential":
        return 1
    return max(survey.confidentiality.min_comments, survey.confidentiality.min_group)
