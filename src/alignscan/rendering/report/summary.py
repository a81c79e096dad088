"""The report in a few lines of Markdown, for the job page of a build."""

from collections.abc import Sequence

from alignscan.diagnose.diagnosis import Standing
from alignscan.rendering.gates import Outcome
from alignscan.rendering.report import figures as f
from alignscan.rendering.report import phrases
from alignscan.rendering.report.escape import cell, markdown
from alignscan.rendering.report.opening import stage
from alignscan.rendering.words import Words
from alignscan.report.model import Report

COLUMNS = ("condition", "now", "target", "gap", "state", "agreement")
ACTIONS = 3


def summarized(
    report: Report, words: Words, outcomes: Sequence[Outcome], reports: Sequence[str]
) -> str:
    """Return the verdict, the gates, the conditions, what to do first and the names of reports."""
    detail = phrases.verdict_detail(report, words)
    blocks = [
        f"## {cell(report.heading.title)}",
        f"**{cell(phrases.verdict(report, words))}** {cell(detail)}".rstrip(),
        markdown(stage(report, words)),
        markdown(f"{phrases.answers(report, words)}, {phrases.mode(report, words)}."),
        "\n".join(_outcome(outcome, words) for outcome in outcomes),
        _table(report, words),
        "\n".join(_actions(report, words)),
        markdown(words.say("summary.reports", names=words.series(reports))) if reports else "",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _outcome(outcome: Outcome, words: Words) -> str:
    if outcome.why:
        said = words.say("gate.missed", gate=outcome.gate, why=outcome.why)
        return f"- ❌ {cell(said)}"
    return f"- ✅ {cell(words.say('gate.passed', gate=outcome.gate))}"


def _table(report: Report, words: Words) -> str:
    found = report.diagnosis.conditions
    if not found:
        return ""
    heads = [cell(words.say(f"column.{name}")) for name in COLUMNS]
    rules = ["---", *["---:"] * 3, "---", "---"]
    rows = [[cell(text) for text in _row(standing, report, words)] for standing in found]
    return "\n".join(f"| {' | '.join(line)} |" for line in (heads, rules, *rows))


def _row(standing: Standing, report: Report, words: Words) -> tuple[str, ...]:
    figures = f.figures_of(report.published.overall, standing.id)
    return (
        words.condition(standing.id),
        f.now(standing, figures, report.questionnaire.score_scale, words),
        words.number(standing.target.score) if standing.target else "-",
        f.gap(standing, figures, report.questionnaire.score_scale, words),
        words.say(f"state.{standing.state}"),
        words.say(f"agreement.{standing.agreement}") if standing.agreement else "-",
    )


def _actions(report: Report, words: Words) -> list[str]:
    first = report.plan.begin[:ACTIONS]
    if not first:
        return []
    listed = (f"{i}. {action.id} {words.text(action.title)}" for i, action in enumerate(first, 1))
    return [f"**{cell(words.say('do.first'))}**", "", *map(cell, listed)]
