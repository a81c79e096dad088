"""Which gates a report misses; what is gated is what is displayed, so the two never disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from alignscan.diagnose.diagnosis import Standing
from alignscan.model.notation import rounded
from alignscan.model.survey import Gate
from alignscan.publish.published import ScoreFigures
from alignscan.rendering.report.figures import MARKED, figures_of, now
from alignscan.rendering.words import Words
from alignscan.report.model import Gates, Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gate, and why it is missed; empty where it is passed."""

    gate: str
    why: str


def outcomes(report: Report, gates: Gates, words: Words) -> tuple[Outcome, ...]:
    """Return the outcome of each gate that is set.

    What could not be scored, or may not be shown, misses every gate that asks for it.
    """
    found = []
    if gates.fail_under is not None:
        why = _under(report, gates.fail_under, words)
        found.append(Outcome(f"fail-under {gates.fail_under:f}", why))
    for gate in dict.fromkeys(gates.fail_on):
        limit = f" {_percent(gates.response_rate, words)}" if gate == "low-response" else ""
        found.append(Outcome(f"{gate}{limit}", _missed(gate, report, gates, words)))
    return tuple(found)


def _missed(gate: Gate, report: Report, gates: Gates, words: Words) -> str:
    if gate == "not-aligned":
        return _not_aligned(report, words)
    if gate == "critical-gap":
        return _critical(report, words)
    return _low_response(report, gates.response_rate, words)


def _under(report: Report, limit: Decimal, words: Words) -> str:
    conditions = report.diagnosis.conditions
    if not conditions:
        return words.say("gate.no_scores")
    return words.clauses(_below(report, limit, words))


def _below(report: Report, limit: Decimal, words: Words) -> Iterator[str]:
    for standing in report.diagnosis.conditions:
        figures = figures_of(report.published.overall, standing.id)
        least = _least(standing, figures)
        name = words.condition(standing.id)
        if least is None:
            yield words.say("gate.unscored", condition=name)
        elif least < limit:
            yield f"{name} {now(standing, figures, report.questionnaire.score_scale, words)}"


def _least(standing: Standing, figures: ScoreFigures | None) -> Decimal | None:
    """Return the displayed score, or the lower end of the range that is displayed for it."""
    if standing.state not in MARKED:
        return None
    if standing.score is None:
        return figures.range[0] if figures and figures.range else None
    return rounded(standing.score)


def _not_aligned(report: Report, words: Words) -> str:
    verdict = report.diagnosis.verdict
    if verdict == "aligned":
        return ""
    return words.say("gate.not_aligned", verdict=words.say(f"verdict.{verdict}"))


def _critical(report: Report, words: Words) -> str:
    found = report.diagnosis
    if found.critical:
        return words.clauses(
            words.say("gate.gap", subject=words.subject(one.id), gap=words.number(one.gap))
            for one in found.critical
        )
    if not found.conditions:
        return words.say("gate.no_scores")
    unknown = (words.condition(c.id) for c in found.conditions if c.state not in MARKED)
    return words.clauses(words.say("gate.unscored", condition=name) for name in unknown)


def _low_response(report: Report, limit: Decimal, words: Words) -> str:
    part = report.published.participation
    if part.complete:
        return ""
    if part.rate is None:
        return words.say("gate.no_rate")
    shown = words.percent(part.rate)
    low = rounded(part.rate * 100, 0) < limit * 100
    return words.say("gate.low_response", rate=shown) if low else ""


def _percent(share: Decimal, words: Words) -> str:
    return words.say("percent", n=words.exact(share * 100))
