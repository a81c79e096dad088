"""How a score came about, on screen: figures, items, the sentence and the check."""

from decimal import Decimal

from alignscan.rendering.report.clean import one_line
from alignscan.rendering.report.terminal import MARKS, Screen, Style, colored, plain, to_ascii
from alignscan.rendering.report.why_check import checked
from alignscan.rendering.report.why_facts import agreement, item_score, made, score_facts
from alignscan.rendering.report.why_lines import columns, fact, indented
from alignscan.rendering.words import Words
from alignscan.report.adding_up import ItemTrace
from alignscan.report.why import ScoreTrace, Why


def render(why: Why, words: Words, screen: Screen) -> str:
    """Return how a score came about as lines; they fit the width unless a number is longer."""
    style = colored if screen.color else plain
    lines = [style(line, "bold") for line in indented(_title(why, words), screen.width)]
    lines += indented(_survey(why, words), screen.width)
    if why.respondents is None:
        lines += ["", words.say("why.nothing")]
    else:
        lines += _body(why, words, screen, style)
    text = "\n".join(lines) + "\n"
    return to_ascii(text) if screen.ascii else text


def as_json(why: Why) -> str:
    """Return how a score came about as JSON."""
    return why.model_dump_json(indent=2) + "\n"


def _title(why: Why, words: Words) -> str:
    subject = words.say("why.item", id=why.id) if why.kind == "item" else words.subject(why.id)
    return words.say("why.title", subject=subject)


def _survey(why: Why, words: Words) -> str:
    mode = words.say(f"mode.{why.basis.mode}", k=why.basis.min_group)
    return words.say("why.survey", title=one_line(why.title), mode=mode)


def _body(why: Why, words: Words, screen: Screen, style: Style) -> list[str]:
    if why.kind == "item":
        return _of_item(why, words, screen, style)
    if why.kind == "practice":
        return _of_practice(why, words, screen, style)
    return [] if why.condition is None else _whole(why.condition, why, words, screen, style)


def _of_item(why: Why, words: Words, screen: Screen, style: Style) -> list[str]:
    if why.item is None:
        return []
    lines = ["", *_item_facts(why.item, why, words, screen)]
    for trace in why.practices:
        lines += [*_part("practice", trace, why, words, screen, style)]
    if why.condition is not None:
        lines += [*_part("condition", why.condition, why, words, screen, style)]
    return lines


def _of_practice(why: Why, words: Words, screen: Screen, style: Style) -> list[str]:
    lines = []
    for trace in why.practices:
        if not trace.items:
            said = words.say("why.borrowed", practice=trace.id)
            lines += ["", *indented(said, screen.width)]
        else:
            lines += _whole(trace, why, words, screen, style)
    if why.condition is not None:
        lines += _part("condition", why.condition, why, words, screen, style)
    return lines


def _part(
    key: str, trace: ScoreTrace, why: Why, words: Words, screen: Screen, style: Style
) -> list[str]:
    """Return where a practice or condition stands that contains what was asked about."""
    head = fact(words.say(f"why.{key}"), style(words.subject(trace.id), "bold"), screen.width)
    more = fact("", words.say("why.more", subject=trace.id), screen.width)
    return ["", *head, *_facts(trace, why, words, screen, style), *more]


def _whole(trace: ScoreTrace, why: Why, words: Words, screen: Screen, style: Style) -> list[str]:
    lines = ["", *_facts(trace, why, words, screen, style)]
    if trace.items:
        lines += ["", *columns(trace, why, words, screen.width, style)]
    if not _is_scored(trace):
        return lines
    return [
        *lines,
        "",
        style(words.say("why.made"), "bold"),
        *indented(made(trace, why, words), screen.width),
        "",
        style(words.say("why.check"), "bold"),
        *checked(trace, why, words, screen.width),
    ]


def _is_scored(trace: ScoreTrace) -> bool:
    return trace.standing is not None and trace.standing.state in MARKS


def _facts(trace: ScoreTrace, why: Why, words: Words, screen: Screen, style: Style) -> list[str]:
    standing, figures = trace.standing, trace.figures
    if standing is None or figures is None or standing.state not in MARKS:
        state = standing.state if standing else "withheld"
        said = words.say("withheld.cell" if state == "withheld" else "why.state.not_scorable")
        return fact(words.say("why.state"), said, screen.width)
    lines = []
    for key, said in score_facts(trace, standing, figures, why, words).items():
        mark = MARKS[standing.state] if key == "state" else ""
        told = fact(words.say(f"why.{key}"), said, screen.width)
        lines += [style(line, mark) for line in told] if mark else told
    return lines


def _item_facts(item: ItemTrace, why: Why, words: Words, screen: Screen) -> list[str]:
    found = {"statement": one_line(words.text(item.text)), "score": item_score(item, why, words)}
    if item.reverse:
        found["statement"] += f" ({words.say('why.reversed')})"
    if why.counts and why.condition is not None:
        whole = sum((i.weight for i in why.condition.items), Decimal(0))
        found["weight"] = words.say(
            "why.share", weight=words.exact(item.weight), all=words.exact(whole)
        )
    else:
        found["weight"] = words.say("why.apart")
    found["agreement"] = agreement(item.figures.agreement if item.figures else None, words)
    return [
        line
        for key, said in found.items()
        if said
        for line in fact(words.say(f"why.{key}"), said, screen.width)
    ]
