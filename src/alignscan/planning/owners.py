"""Who owns an action where a role of the library does not exist."""

from collections.abc import Collection, Iterable
from typing import Final

from alignscan.model.conditions import ROLES, Role
from alignscan.model.survey import Survey

OWNERS: Final[tuple[Role, ...]] = ROLES[:4]
"""Roles that may own an action, the highest first."""


def existing_roles(survey: Survey) -> frozenset[Role]:
    """Return the roles that may own something here: those of the levels, else all of them."""
    level = survey.segments.get("level")
    named: Iterable[str] = () if level is None else level.categories or level.map.values()
    found = frozenset(role for role in OWNERS if role in set(named))
    return found or frozenset(OWNERS)


def owner_of(role: Role, existing: Collection[Role]) -> Role:
    """Return a role, or the next higher one that exists; the role itself where none does."""
    if role in existing or role not in OWNERS:
        return role
    higher = [r for r in OWNERS[: OWNERS.index(role)] if r in existing]
    return higher[-1] if higher else role
