"""The sentences of a report that state a finding, computed from the report alone."""

from decimal import Decimal

from alignscan.diagnose.diagnosis import Standing
from alignscan.model.conditions import CODE_OF
from alignscan.publish.published import ShownCell
from alignscan.rendering.words import Words
from alignscan.report.model import Breakdown, Category, Report

SCORED = ("not_apparent", "partly", "apparent")


def verdict(report: Report, words: Words) -> str:
    """Return the verdict in capitals: NOT ALIGNED."""
    return words.say(f"verdict.{report.diagnosis.verdict}")


def verdict_detail(report: Report, words: Words, *, short: bool = False) -> str:
    """Return what the verdict rests on: the weakest condition, or what could not be scored.

    ``short`` names conditions that could not be scored by number.
    """
    d = report.diagnosis
    if d.verdict == "cannot_be_judged":
        return _unscored(d.conditions, words, short)
    if d.weakest:
        return words.say("verdict.weakest", condition=words.condition(d.weakest))
    if d.below_target:
        names = words.listing(words.condition(c) for c in d.below_target)
        return words.say("verdict.below_target", conditions=names)
    return words.say("verdict.all_on_target") if d.verdict == "aligned" else ""


def _unscored(conditions: tuple[Standing, ...], words: Words, short: bool) -> str:
    def named(state: str) -> str:
        ids = [c.id for c in conditions if c.state == state]
        return words.series(CODE_OF[id][1:] if short else words.condition(id) for id in ids)

    parts = []
    if named("not_scorable"):
        parts.append(words.say("verdict.judged_without", conditions=named("not_scorable")))
    if named("withheld"):
        parts.append(words.say("verdict.withheld", conditions=named("withheld")))
    return " ".join(parts)


def summary(report: Report, words: Words) -> str:
    """Return the one sentence that sums a report up."""
    d = report.diagnosis
    name = report.heading.organization
    if d.verdict == "not_aligned" and d.weakest:
        weak = sum(c.state in ("not_apparent", "partly") for c in d.conditions)
        return words.say(
            "sentence.not_aligned",
            organization=name,
            weak=weak,
            condition=words.condition_title(d.weakest),
        )
    if d.verdict == "cannot_be_judged":
        missing = words.listing(
            words.condition_title(c.id) for c in d.conditions if c.state not in SCORED
        )
        return words.say("sentence.cannot_be_judged", organization=name, conditions=missing)
    return words.say(f"sentence.{d.verdict}", organization=name)


def certainty(report: Report, words: Words) -> tuple[str, ...]:
    """Return the sentences on agreement and on how sure the figures are."""
    d = report.diagnosis
    out = []
    divided = [words.condition_title(c.id) for c in d.conditions if c.agreement == "divided"]
    if divided:
        out.append(words.say("sentence.agreement", conditions=words.listing(divided)))
    if d.judgment and d.conditions:
        out.append(words.say("sentence.judgment"))
    return tuple(out)


def margin(report: Report, words: Words) -> str:
    """Return what a margin means; empty where none is shown, or where it is no sampling error."""
    d = report.diagnosis
    known = any(c.margin is not None for c in d.conditions)
    return words.say("sentence.margin") if known and not d.judgment else ""


def answers(report: Report, words: Words) -> str:
    """Return how many answered, of how many."""
    p = report.published.participation
    if p.responded is None:
        return words.say("answers.few")
    if p.invited is None or p.rate is None:
        return words.count("answers", p.responded)
    return words.count("answers.of", p.responded, invited=p.invited, rate=words.percent(p.rate))


def mode(report: Report, words: Words) -> str:
    """Return the mode and its basis."""
    basis = report.published.basis
    if basis.mode == "team" and basis.agreed:
        return words.say("mode.agreed", agreed=basis.agreed)
    return words.say(f"mode.{basis.mode}", k=basis.min_group)


def targets(report: Report, words: Words, *, to_author: bool = False) -> str:
    """Return which target applies, or that each condition has its own.

    ``to_author`` says it to the one who writes the survey file, with what to write there.
    """
    key = "target" if to_author else "target.report"
    applied = [c.target for c in report.diagnosis.conditions if c.target]
    if not applied:
        return ""
    if len({(t.score, t.source) for t in applied}) > 1:
        return words.say(f"{key}.several")
    return words.say(f"{key}.{applied[0].source}", target=words.number(applied[0].score))


def withheld(report: Report, words: Words) -> str:
    """Return how many groups are withheld and why."""
    count = report.published.withheld
    return words.count("withheld", count) if count else words.say("withheld.none")


def conditions_heading(report: Report, words: Words) -> str:
    """Return the finding about the conditions."""
    d = report.diagnosis
    if d.gaps:
        top = d.gaps[0]
        name = words.condition_title(top.id)
        return words.say("heading.conditions.gap", condition=name, gap=words.number(top.gap))
    if any(c.gap is not None and c.gap >= report.thresholds.min_gap for c in d.conditions):
        return words.say("heading.conditions.unranked")
    minimum = words.number(report.thresholds.min_gap)
    return words.say("heading.conditions.none", minimum=minimum)


def practices_heading(report: Report, words: Words) -> str:
    """Return the finding about the practices."""
    gaps = report.diagnosis.practice_gaps
    if gaps:
        name = words.practice_title(gaps[0].id)
        return words.say("heading.practices.gap", practice=name, gap=words.number(gaps[0].gap))
    return words.say("heading.practices.none", minimum=words.number(report.thresholds.min_gap))


def breakdown_heading(breakdown: Breakdown, report: Report, words: Words) -> str:
    """Return the finding about a breakdown; it names shown groups only."""
    segment = words.segment(breakdown.segment)
    means = {c.label: m for c in breakdown.categories if (m := category_mean(c)) is not None}
    if len(means) < 2:
        return words.say("heading.breakdown.withheld", segment=segment)
    low = min(means, key=lambda label: (means[label], label))
    high = max(means, key=lambda label: (means[label], label))
    spread = means[high] - means[low]
    minimum = report.thresholds.min_gap
    if spread < minimum:
        return words.say("heading.breakdown.even", segment=segment, minimum=words.number(minimum))
    return words.say(
        "heading.breakdown.spread",
        segment=segment,
        low=words.category(breakdown.segment, low),
        high=words.category(breakdown.segment, high),
        spread=words.number(spread),
    )


def category_mean(category: Category) -> Decimal | None:
    """Return the mean of a group's displayed condition scores; None unless all are displayed."""
    scores = [c.score for c in category.conditions if c.state in SCORED]
    known = [s for s in scores if s is not None]
    if not known or len(known) < len(scores):
        return None
    return sum(known, Decimal(0)) / len(known)


def items_heading(cell: ShownCell, words: Words) -> str:
    """Return the finding about the items: on how many people disagree."""
    judged = [f.agreement for f in cell.items.values() if f.agreement]
    if not judged:
        return words.say("heading.items.plain")
    divided = judged.count("divided")
    return (
        words.count("heading.items.divided", divided)
        if divided
        else words.say("heading.items.agree")
    )
