"""How a score came about, on screen: figures, items, the sentence and the check."""

from decimal import Decimal

from alignscan.diagnose.diagnosis import Standing
from alignscan.publish.published import Agreement, ItemFigures, ScoreFigures
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.clean import one_line
from alignscan.rendering.report.terminal import MARKS, Screen, Style, colored, plain, to_ascii
from alignscan.rendering.report.why_check import checked
from alignscan.rendering.report.why_lines import columns, fact, indented, trimmed, value
from alignscan.rendering.words import Words, number
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
        *indented(_made(trace, why, words), screen.width),
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
    found = {
        "score": _score(figures, why, words),
        "state": _state(standing, figures, why, words),
        "target": _target(standing, words),
        "gap": _gap(trace, standing, figures, why, words),
        "agreement": _agreement(standing.agreement, words),
        "parts": _parts(trace, why, words),
    }
    lines = []
    for key, said in found.items():
        mark = MARKS[standing.state] if key == "state" else ""
        told = fact(words.say(f"why.{key}"), said, screen.width) if said else []
        lines += [style(line, mark) for line in told] if mark else told
    return lines


def _parts(trace: ScoreTrace, why: Why, words: Words) -> str:
    named = {words.say(f"part.{id}"): f.score(x, why.score_scale) for id, x in trace.parts.items()}
    return ", ".join(f"{name} {score}" for name, score in named.items() if score != "-")


def _score(figures: ScoreFigures, why: Why, words: Words) -> str:
    ends = why.score_scale
    said = [f.score(figures, ends)]
    if figures.score is not None:
        said = [value(figures.score, figures.step)]
    if figures.margin is not None:
        said[0] += f" ± {number(figures.margin)}"
    if figures.score is not None and figures.score != figures.displayed:
        said.append(words.say("why.printed", printed=number(figures.displayed)))
    said += _basis(figures.n, figures.step, why, words)
    if figures.margin is None:
        said += _without_margin(why, words)
    return ", ".join(said)


def _basis(n: int | None, step: Decimal, why: Why, words: Words) -> list[str]:
    said = [] if n is None else [words.count("why.people", n)]
    if why.basis.mode == "confidential":
        said.append(words.say("why.step", step=trimmed(step)))
    return said


def _without_margin(why: Why, words: Words) -> list[str]:
    if why.basis.mode == "self":
        return [words.say("why.margin.self")]
    return [words.say("why.margin.complete")] if why.complete else []


def _state(standing: Standing, figures: ScoreFigures, why: Why, words: Words) -> str:
    said = words.say(
        f"why.state.{standing.state}",
        score=f.score(figures, why.score_scale),
        partly=number(why.thresholds.partly, 2),
        apparent=number(why.thresholds.apparent, 2),
    )
    return said if figures.range is None else f"{said}; {words.say('why.state.range')}"


def _target(standing: Standing, words: Words) -> str:
    target = standing.target
    if target is None:
        return ""
    said = words.say(f"why.target.{target.source}", target=number(target.score))
    return f"{said}, {words.say('why.target.by', by=target.by)}" if target.by else said


def _gap(
    trace: ScoreTrace, standing: Standing, figures: ScoreFigures, why: Why, words: Words
) -> str:
    if standing.target is None or standing.gap is None:
        return ""
    level = f.placed(standing, figures, why.score_scale)
    parts = [
        words.say(
            "why.gap.sum" if figures.range is None else "why.gap.range",
            target=number(standing.target.score),
            score=number(level),
            gap=f.gap(standing, figures, why.score_scale),
        )
    ]
    if trace.rank is not None:
        parts.append(words.say("why.gap.ranked", rank=trace.rank, ranked=trace.ranked))
    elif trace.unranked is not None:
        limits = {
            "minimum": number(why.thresholds.min_gap),
            "margin": number(standing.margin),
        }
        parts.append(words.say(f"why.gap.{trace.unranked}", **limits))
    return ", ".join(parts)


def _agreement(agreement: Agreement | None, words: Words) -> str:
    return words.say(f"why.agreement.{agreement}") if agreement else ""


def _item_facts(item: ItemTrace, why: Why, words: Words, screen: Screen) -> list[str]:
    found = {"statement": one_line(words.text(item.text)), "score": _item_score(item, why, words)}
    if item.reverse:
        found["statement"] += f" ({words.say('why.reversed')})"
    if why.counts and why.condition is not None:
        whole = sum((i.weight for i in why.condition.items), Decimal(0))
        found["weight"] = words.say("why.share", weight=trimmed(item.weight), all=trimmed(whole))
    else:
        found["weight"] = words.say("why.apart")
    found["agreement"] = _agreement(item.figures.agreement if item.figures else None, words)
    return [
        line
        for key, said in found.items()
        if said
        for line in fact(words.say(f"why.{key}"), said, screen.width)
    ]


def _item_score(item: ItemTrace, why: Why, words: Words) -> str:
    figures = item.figures
    if figures is None or (figures.mean is None and figures.range is None):
        answered = figures is not None and figures.n == 0
        return words.say("why.unscored" if answered else "withheld.cell")
    said = [_item_mean(figures, why), *_basis(figures.n, figures.step, why, words)]
    if item.total is not None and figures.n:
        said[0] = f"{trimmed(item.total)} / {figures.n} = {said[0]}"
    return ", ".join(said)


def _item_mean(figures: ItemFigures, why: Why) -> str:
    if figures.mean is None:
        return f.item_mean(figures, why.score_scale)
    mean = value(figures.mean, figures.step)
    return mean if figures.margin is None else f"{mean} ± {number(figures.margin)}"


def _made(trace: ScoreTrace, why: Why, words: Words) -> str:
    said = [words.say("why.made.person")]
    if len(why.practices) > 1 and trace is why.condition:
        mean = why.practice_mean
        key = "why.made.practices" if mean is not None else "why.made.practices.unknown"
        said.append(words.say(key, mean=number(mean, 2)))
    return " ".join(said)
