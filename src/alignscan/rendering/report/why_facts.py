"""How a score came about, fact by fact, for every format that tells it."""

from decimal import Decimal

from alignscan.diagnose.diagnosis import Standing
from alignscan.publish.published import Agreement, ItemFigures, ScoreFigures
from alignscan.rendering.report import figures as f
from alignscan.rendering.report.why_lines import value
from alignscan.rendering.words import Words
from alignscan.report.adding_up import ItemTrace
from alignscan.report.why import ScoreTrace, Why


def score_facts(
    trace: ScoreTrace, standing: Standing, figures: ScoreFigures, why: Why, words: Words
) -> dict[str, str]:
    """Return what is known of a score, by the label ``why.<key>`` of each fact."""
    found = {
        "score": _score(figures, why, words),
        "state": _state(standing, figures, why, words),
        "target": _target(standing, words),
        "gap": _gap(trace, standing, figures, why, words),
        "agreement": agreement(standing.agreement, words),
        "parts": _parts(trace, why, words),
    }
    return {key: said for key, said in found.items() if said}


def _parts(trace: ScoreTrace, why: Why, words: Words) -> str:
    named = {
        words.say(f"part.{id}"): f.score(x, why.score_scale, words) for id, x in trace.parts.items()
    }
    return words.series(f"{name} {score}" for name, score in named.items() if score != "-")


def _score(figures: ScoreFigures, why: Why, words: Words) -> str:
    ends = why.score_scale
    said = [f.score(figures, ends, words)]
    if figures.score is not None:
        said = [value(figures.score, figures.step, words)]
    if figures.margin is not None:
        said[0] += f" {words.margin(figures.margin)}"
    if figures.score is not None and figures.score != figures.displayed:
        said.append(words.say("why.printed", printed=words.number(figures.displayed)))
    said += _basis(figures.n, figures.step, why, words)
    if figures.margin is None:
        said += _without_margin(why, words)
    return words.series(said)


def _basis(n: int | None, step: Decimal, why: Why, words: Words) -> list[str]:
    said = [] if n is None else [words.count("why.people", n)]
    if why.basis.mode == "confidential":
        said.append(words.say("why.step", step=words.exact(step)))
    return said


def _without_margin(why: Why, words: Words) -> list[str]:
    if why.basis.mode == "self":
        return [words.say("why.margin.self")]
    return [words.say("why.margin.complete")] if why.complete else []


def _state(standing: Standing, figures: ScoreFigures, why: Why, words: Words) -> str:
    said = words.say(
        f"why.state.{standing.state}",
        score=f.score(figures, why.score_scale, words),
        partly=words.number(why.thresholds.partly, 2),
        apparent=words.number(why.thresholds.apparent, 2),
    )
    return said if figures.range is None else words.clauses((said, words.say("why.state.range")))


def _target(standing: Standing, words: Words) -> str:
    target = standing.target
    if target is None:
        return ""
    said = words.say(f"why.target.{target.source}", target=words.number(target.score))
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
            target=words.number(standing.target.score),
            score=words.number(level),
            gap=f.gap(standing, figures, why.score_scale, words),
        )
    ]
    if trace.rank is not None:
        parts.append(words.say("why.gap.ranked", rank=trace.rank, ranked=trace.ranked))
    elif trace.unranked is not None:
        limits = {
            "minimum": words.number(why.thresholds.min_gap),
            "margin": words.number(standing.margin),
        }
        parts.append(words.say(f"why.gap.{trace.unranked}", **limits))
    return words.series(parts)


def agreement(found: Agreement | None, words: Words) -> str:
    """Return whether people agree; empty where that is not shown."""
    return words.say(f"why.agreement.{found}") if found else ""


def item_score(item: ItemTrace, why: Why, words: Words) -> str:
    """Return the mean of an item and how many people it is of."""
    figures = item.figures
    if figures is None or (figures.mean is None and figures.range is None):
        answered = figures is not None and figures.n == 0
        return words.say("why.unscored" if answered else "withheld.cell")
    said = [_item_mean(figures, why, words), *_basis(figures.n, figures.step, why, words)]
    if item.total is not None and figures.n:
        said[0] = f"{words.exact(item.total)} / {words.whole(figures.n)} = {said[0]}"
    return words.series(said)


def _item_mean(figures: ItemFigures, why: Why, words: Words) -> str:
    if figures.mean is None:
        return f.item_mean(figures, why.score_scale, words)
    mean = value(figures.mean, figures.step, words)
    return mean if figures.margin is None else f"{mean} {words.margin(figures.margin)}"


def made(trace: ScoreTrace, why: Why, words: Words) -> str:
    """Return how a score is made of the answers of persons."""
    said = [words.say("why.made.person")]
    if len(why.practices) > 1 and trace is why.condition:
        mean = why.practice_mean
        key = "why.made.practices" if mean is not None else "why.made.practices.unknown"
        said.append(words.say(key, mean=words.number(mean, 2)))
    return " ".join(said)
