"""The chapters on who owns what and what it costs, and on interviews that check the findings."""

from collections.abc import Collection, Iterator

from alignscan.model.conditions import CODE_OF
from alignscan.planning.people import Guide, Question, RoleCard
from alignscan.rendering.report.planned import Line, part, roles, table
from alignscan.rendering.report.sections import Part, Section, section
from alignscan.rendering.report.tables import cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapters(report: Report, words: Words) -> list[Section]:
    """Return the role guide and the interview guide; none where the plan holds none."""
    found = report.plan.guide
    critical = {gap.id for gap in report.diagnosis.critical}
    return [] if found is None else [_roles(found, critical, words), _interviews(found, words)]


def _roles(found: Guide, main: Collection[str], words: Words) -> Section:
    here = [card.role for card in found.roles]
    heads = ["subject", *(f"role_of.{role}" for role in here)]
    duties = (
        (
            words.text(subject.name),
            *(words.say(f"duty.{subject.duties.get(role, 'none')}") for role in here),
        )
        for subject in found.subjects
    )
    return section("roles", words, heading="heading.roles") | {
        "table": table("roles", heads, duties, words),
        "parts": list(_parts(found, main, words)),
    }


def _parts(found: Guide, main: Collection[str], words: Words) -> Iterator[Part]:
    cards = (_card(card, words) for card in found.roles)
    heads = ("role", "looks", "owns", "owns_now")
    yield part("roles.cards", words, table("roles.cards", heads, cards, words))
    shown = [cost for cost in found.costs if not main or cost.id in main]
    if shown:
        costs = ((words.subject(cost.id), words.text(cost.text)) for cost in shown)
        yield part("roles.costs", words, table("roles.costs", ("gap", "cost"), costs, words))


def _card(card: RoleCard, words: Words) -> Line:
    also = [words.say("roles.also", roles=roles(card.stands_in_for, words))]
    return (
        cell(words.say(f"role.{card.role}"), details=also if card.stands_in_for else []),
        words.text(card.focus),
        words.text(card.own),
        words.series(card.actions) or "-",
    )


def _interviews(found: Guide, words: Words) -> Section:
    asked = (
        (words.text(one.text), roles(one.roles, words), _about(one, words))
        for one in found.questions
    )
    heads = ("question", "asked", "about")
    return section("interviews", words, heading="heading.interviews") | {
        "intro": [words.say("interviews.intro")],
        "table": table("interviews", heads, asked, words),
    }


def _about(question: Question, words: Words) -> str:
    if not question.about:
        return words.say("interviews.everywhere")
    if question.about in CODE_OF:
        return words.condition(question.about)
    title = f"pattern.{question.about}.title"
    return words.say(title) if title in words.labels else question.about
