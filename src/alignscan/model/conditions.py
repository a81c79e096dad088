"""Bolt's five conditions of strategic alignment, their practices, and the roles in a company.

Source: Jim Bolt, "Creating strategic alignment through executive development", Fast Company, 2007.
"""

from typing import Final, Literal, get_args

Condition = Literal["direction", "commitment", "goals", "capability", "systems"]
CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition)
CODES: Final[dict[str, Condition]] = {f"C{i}": c for i, c in enumerate(CONDITIONS, start=1)}
CODE_OF: Final[dict[str, str]] = {condition: code for code, condition in CODES.items()}

PRACTICES: Final[tuple[str, ...]] = tuple(f"{code}.{i}" for code in CODES for i in range(1, 7))

Part = Literal["understanding", "commitment"]
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "understanding": ("C2.1", "C2.2", "C2.3"),
    "commitment": ("C2.4", "C2.5", "C2.6"),
}
"""The two sub-scores of condition 2: to know the direction, and to want it."""

Role = Literal[
    "senior_leadership",
    "senior_management",
    "team_leader",
    "project_manager",
    "employee",
    "external_consultant",
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
LEVELS: Final[tuple[Role, ...]] = ROLES[:5]
"""Roles that answer a survey; an external consultant supports and never answers."""


def condition_of(id: str) -> Condition:
    """Return the condition that a practice code such as ``C2.4`` belongs to, or that ``id`` is."""
    return CODES[CODE_OF.get(id, id).partition(".")[0]]


def practices_of(condition: str) -> tuple[str, ...]:
    """Return the six practice codes of a condition."""
    code = CODE_OF[condition]
    return tuple(p for p in PRACTICES if p.startswith(f"{code}."))


def canonical(name: str) -> Condition | None:
    """Return the condition that a name or code (``systems``, ``C5``) stands for, if any."""
    if name in CODE_OF:
        return CODES[CODE_OF[name]]
    return CODES.get(name)
