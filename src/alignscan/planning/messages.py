"""The core messages, with what a scan found filled in."""

import re
from collections.abc import Mapping
from typing import Final

from alignscan.diagnose.diagnosis import AppliedTarget, Diagnosis
from alignscan.model.base import in_language
from alignscan.model.conditions import CODE_OF
from alignscan.model.content import practice_catalog
from alignscan.model.labels import OWN, known_language, labels
from alignscan.model.notation import date, digits, rounded
from alignscan.model.people import MessageText, communication_texts
from alignscan.model.survey import Survey
from alignscan.planning.calendar import gaps_of
from alignscan.planning.guide import cost_of
from alignscan.planning.people import Message
from alignscan.planning.plan import Plan
from alignscan.publish.published import Published

ANSWER_DAYS: Final = 5
NAMED: Final = 3
"""How many gaps, strengths or actions are named in a sentence."""
_VARIABLE: Final = re.compile(r"\{(\w+)\}")
Known = Mapping[str, str]
"""What can be filled in, by name; what is not known is not there."""


def messages(
    plan: Plan, diagnosis: Diagnosis, survey: Survey, published: Published | None = None
) -> tuple[Message, ...]:
    """Return the core messages, the results first; every sentence that needs more is left out."""
    situations = {survey.wave.trigger, "self" if _own_view(survey) else "asked"}
    texts = communication_texts().messages
    spoken = {language for text in texts for s in text.sentences for language in s.text}
    facts = {name: _known(name, plan, diagnosis, survey, published) for name in sorted(spoken)}
    return tuple(_message(text, situations, facts) for text in texts)


def _own_view(survey: Survey) -> bool:
    return survey.effective_mode == "self"


def _message(text: MessageText, situations: set[str | None], facts: Mapping[str, Known]) -> Message:
    fits = [s.text for s in text.sentences if s.when is None or s.when in situations]
    said = {
        language: " ".join(
            _filled(t[language], known) for t in fits if _sayable(t, language, known)
        )
        for language, known in facts.items()
    }
    return Message(id=text.kind, title=text.title, text={k: v for k, v in said.items() if v})


def _sayable(texts: Mapping[str, str], language: str, known: Known) -> bool:
    return language in texts and all(n in known for n in _VARIABLE.findall(texts[language]))


def _filled(text: str, known: Known) -> str:
    return _VARIABLE.sub(lambda found: known[found[1]], text)


def _known(
    language: str,
    plan: Plan,
    diagnosis: Diagnosis,
    survey: Survey,
    published: Published | None,
) -> Known:
    """Return what is known, in words of a language; what people wrote is in their own."""
    gaps = list(gaps_of(diagnosis))[:NAMED]
    by_id = {action.id: action for action in plan.actions}
    first = [by_id[id].title for id in plan.first if id in by_id]
    answers = None if published is None else published.participation.responded
    found = {
        "answers": digits(str(answers), _labels(language))
        if answers is not None and answers > 1
        else "",
        "strengths": _labels(language)["list.semicolon"].join(
            name_of(id, language) for id in _strengths(diagnosis)
        ),
        "gaps": _labels(language)["list.semicolon"].join(name_of(id, language) for id in gaps),
        "actions": _labels(language)["list.semicolon"].join(
            in_language(title, language) for title in first[:NAMED]
        ),
        "priorities": _labels(language)["list.semicolon"].join(p.name for p in survey.priorities),
        "answer_days": str(ANSWER_DAYS),
        "cost": _cost(gaps, language),
        **_widest(diagnosis, language),
    }
    return {name: text for name, text in found.items() if text}


def _widest(diagnosis: Diagnosis, language: str) -> dict[str, str]:
    """Return what is known about the condition with the widest ranked gap."""
    standing = {s.id: s for s in diagnosis.conditions}
    top = next((standing[gap.id] for gap in diagnosis.gaps if gap.id in standing), None)
    if top is None or top.score is None or top.target is None:
        return {}
    return {
        "condition": name_of(top.id, language),
        "now": digits(str(rounded(top.score)), _labels(language)),
        "target": digits(str(rounded(top.target.score)), _labels(language)),
        **_wanted(top.target, language),
    }


def _wanted(target: AppliedTarget, language: str) -> dict[str, str]:
    why = " ".join((target.why or "").split()).rstrip(".!")
    return {"why": why, "by": date(target.by, _labels(language)) if target.by else ""}


def _strengths(diagnosis: Diagnosis) -> list[str]:
    good = [
        (s.score, s.id)
        for s in diagnosis.practices
        if s.state == "apparent" and s.score is not None and not s.borrowed
        if s.agreement != "divided"
    ]
    return [id for _, id in sorted(good, key=lambda one: (-one[0], one[1]))[:NAMED]]


def _cost(gaps: list[str], language: str) -> str:
    return within(in_language(cost_of(gaps[0]), language), language) if gaps else ""


def within(sentence: str, language: str) -> str:
    """Return a sentence as it stands after a colon: German begins it with a capital there too."""
    return sentence if language == "de" else sentence[:1].lower() + sentence[1:]


def name_of(id: str, language: str) -> str:
    """Return the title of a condition, or the title and code of a practice."""
    own, catalog = _labels(language), practice_catalog()
    if id in CODE_OF:
        title = in_language(catalog.condition(id).title, language)
        return own.get(f"condition.{id}", title)
    title = in_language(catalog.practice(id).title, language)
    return f"{own.get(f'practice.{id}', title)} ({id})"


def _labels(language: str) -> Mapping[str, str]:
    return labels(known_language(language) or OWN)
