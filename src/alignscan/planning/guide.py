"""The role guide: who owns what here, what the gaps cost, and what to ask in interviews."""

from collections.abc import Collection, Iterable
from typing import Final, get_args

from alignscan.diagnose.diagnosis import Diagnosis
from alignscan.model.conditions import CODE_OF, LEVELS, Role
from alignscan.model.content import practice_catalog
from alignscan.model.people import Duty, QuestionText, SubjectText, guide_texts
from alignscan.planning.calendar import condition_behind, gaps_of, main_gaps
from alignscan.planning.owners import OWNERS, owner_of
from alignscan.planning.people import Cost, Guide, Question, RoleCard, Subject
from alignscan.planning.plan import Plan

CONSULTANT: Final[Role] = "external_consultant"
STRONGEST: Final[tuple[Duty, ...]] = get_args(Duty)


def guide(plan: Plan, diagnosis: Diagnosis, existing: Collection[Role]) -> Guide:
    """Return who owns what among the roles that exist; a consultant only ever supports."""
    texts = guide_texts()
    gaps = tuple(gaps_of(diagnosis))
    return Guide(
        roles=tuple(_card(r, plan, existing) for r in _present(existing)),
        subjects=tuple(_subject(subject, existing) for subject in texts.subjects),
        costs=tuple(Cost(id=id, text=cost_of(id)) for id in gaps),
        questions=tuple(_questions(texts.questions, diagnosis, existing)),
    )


def cost_of(id: str) -> dict[str, str]:
    """Return what a gap costs: a practice, or a condition that stands for its practices."""
    if id in CODE_OF:
        return practice_catalog().condition(id).cost
    return guide_texts().costs[id]


def _present(existing: Collection[Role]) -> tuple[Role, ...]:
    owners = [r for r in OWNERS if r in existing or any(owner_of(o, existing) == r for o in OWNERS)]
    return (*owners, CONSULTANT)


def _card(role: Role, plan: Plan, existing: Collection[Role]) -> RoleCard:
    text = guide_texts().roles[role]
    return RoleCard(
        role=role,
        stands_in_for=tuple(r for r in OWNERS if r != role and owner_of(r, existing) == role),
        focus=text.focus,
        own=text.own,
        actions=tuple(action.id for action in plan.actions if action.owner_role == role),
    )


def _subject(text: SubjectText, existing: Collection[Role]) -> Subject:
    """Return what each role that exists has to do with a subject, also for those it stands in."""
    duties: dict[Role, Duty] = {}
    for role, duty in text.duties.items():
        here = owner_of(role, existing)
        duties[here] = min(duty, duties.get(here, duty), key=STRONGEST.index)
    return Subject(id=text.id, name=text.name, condition=text.condition, duties=duties)


def _questions(
    texts: Iterable[QuestionText],
    diagnosis: Diagnosis,
    existing: Collection[Role],
) -> Iterable[Question]:
    """Yield what is asked everywhere, then what follows from main gaps and patterns."""
    conditions = [condition_behind(id) for id in main_gaps(diagnosis)]
    found = {*conditions, *(pattern.id for pattern in diagnosis.patterns)}
    for text in texts:
        about = (*text.conditions, *text.patterns)
        if about and not found & set(about):
            continue
        roles = dict.fromkeys(r if r not in OWNERS else owner_of(r, existing) for r in text.roles)
        yield Question(
            id=text.id,
            roles=tuple(role for role in LEVELS if role in roles),
            about=next(iter(about), ""),
            text=text.text,
        )
