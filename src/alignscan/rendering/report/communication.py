"""The chapter on the communication strategy."""

from collections.abc import Iterator

from alignscan.planning.people import Audience, Communication, Measure, Message, Touchpoint
from alignscan.rendering.core_messages import said_in
from alignscan.rendering.report.planned import Line, day, in_sentence, part, roles, table, when
from alignscan.rendering.report.sections import Part, Section, section
from alignscan.rendering.report.tables import cell
from alignscan.rendering.words import Words
from alignscan.report.model import Report


def chapter(report: Report, words: Words) -> Section | None:
    """Return the chapter on communication; None where the plan holds none."""
    found = report.plan.communication
    if found is None:
        return None
    heading = f"heading.communication.{found.event or 'plan'}"
    notes = [words.say("communication.often.small" if found.small else "communication.often")]
    said = ((words.text(m.title), _said(m, words)) for m in found.messages)
    return section("communication", words, notes, heading) | {
        "intro": _intro(found, words),
        "table": table("communication", ("message", "says"), said, words),
        "parts": list(_parts(found, words)),
    }


def _said(message: Message, words: Words) -> str:
    text = words.text(message.text)
    return said_in(words, message.id, text, words.language)


def _intro(found: Communication, words: Words) -> list[str]:
    owner = words.say(f"role.{found.owner_role}")
    begins = in_sentence(1, found.launch, words)
    out = [words.say("communication.launch", day=begins, weeks=found.weeks, owner=owner)]
    if found.closes:
        gaps = words.clauses(words.subject(id) for id in found.closes)
        out.append(words.say("communication.closes", gaps=gaps))
    return out


def _parts(found: Communication, words: Words) -> Iterator[Part]:
    if found.recascade:
        yield _again(found, words)
    yield _audiences(found, words)
    yield _calendar(found, words)
    yield _recognition(found, words)
    warnings = (words.text(text) for text in found.do_not_say)
    yield part("communication.do_not_say", words, points=warnings)


def _again(found: Communication, words: Words) -> Part:
    id = "communication.again"
    steps = (
        (day(s.week, s.date, words), words.text(s.what), words.say(f"role.{s.owner_role}"))
        for s in found.recascade
    )
    return part(id, words, table(id, ("when", "step", "owner"), steps, words))


def _audiences(found: Communication, words: Words) -> Part:
    id, heads = "communication.audiences", ("audience", "know", "feel", "do", "measure")
    people = (_audience(audience, words) for audience in found.audiences)
    return part(id, words, table(id, heads, people, words))


def _calendar(found: Communication, words: Words) -> Part:
    id = "communication.calendar"
    heads = ("audience", "message", "by", "channel", "when", "answers")
    told = (_touchpoint(touchpoint, found, words) for touchpoint in found.touchpoints)
    return part(id, words, table(id, heads, told, words))


def _recognition(found: Communication, words: Words) -> Part:
    id = "communication.recognition"
    slots = (
        (day(r.week, r.date, words), words.text(r.occasion), words.say(f"role.{r.by}"))
        for r in found.recognition
    )
    return part(id, words, table(id, ("when", "occasion", "by"), slots, words))


def audience_name(id: str, words: Words) -> str:
    """Return the name of an audience: a level, or everybody (else)."""
    keys = (f"role.{id}", f"audience.{id}")
    return next((words.say(key) for key in keys if key in words.labels), id)


def _audience(audience: Audience, words: Words) -> Line:
    scores = [
        words.say(f"communication.{key}", score=words.number(score))
        for key, score in (
            ("understanding", audience.understanding),
            ("commitment", audience.commitment),
        )
        if score is not None
    ]
    return (
        cell(audience_name(audience.id, words), details=scores),
        words.text(audience.know),
        words.text(audience.feel),
        words.text(audience.do),
        cell(words.text(audience.measure.name), details=[_measured(audience.measure, words)]),
    )


def _measured(measure: Measure, words: Words) -> str:
    target = words.in_unit(words.number(measure.target, 0), measure.unit)
    due = in_sentence(measure.week, measure.date, words)
    if measure.baseline is None:
        return words.say("communication.measure.first", target=target, day=due)
    now = words.in_unit(words.number(measure.baseline, 0), measure.unit)
    return words.say("communication.measure.known", now=now, target=target, day=due)


def _touchpoint(touchpoint: Touchpoint, found: Communication, words: Words) -> Line:
    titles = {message.id: words.text(message.title) for message in found.messages}
    names = {name: words.text(text) for name, text in found.channels.items()}
    feedback = touchpoint.feedback
    answered = words.count("communication.answered", feedback.answer_days)
    return (
        audience_name(touchpoint.audience, words),
        words.series(titles[message] for message in touchpoint.messages if message in titles),
        roles((touchpoint.sender,), words),
        names.get(touchpoint.channel, touchpoint.channel),
        cell(when(touchpoint.weeks, touchpoint.dates, words), tone="dates"),
        cell(
            names.get(feedback.channel, feedback.channel),
            details=[f"{roles((feedback.owner,), words)}, {answered}"],
        ),
    )
