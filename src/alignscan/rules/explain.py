"""What rules, terms and statistics mean, as ``alignscan explain`` prints it."""

import textwrap
from collections.abc import Iterable
from typing import Final, get_args

from alignscan.rules.rule import Rule
from alignscan.rules.table import RULES, find
from alignscan.rules.topics import (
    Group,
    Statistic,
    Term,
    looked_up,
    names,
    statistics,
    terms,
)

WIDTH = 78
Listing = tuple[str, tuple[tuple[str, str], ...]]
"""A heading, and under it names with one line each."""
HEADINGS: Final[dict[Group, str]] = {
    "scores": "Scores",
    "certainty": "How sure a figure is",
    "agreement": "Agreement",
    "reliability": "Reliability",
    "differences": "Differences between groups",
    "drivers": "What an outcome is associated with",
    "weighting": "Weighting",
    "quality": "Quality of the answers",
    "confidentiality": "Confidentiality",
}


def explanation(name: str) -> str | None:
    """Return the explanation of a rule, term, statistic, practice or action; None for none.

    Terms and statistics are found under other names too, however they are spelled.
    """
    rule = find(name.strip())
    if rule is not None:
        return _rule(rule)
    key = names().get(looked_up(name), "")
    if key in statistics():
        return _statistic(key, statistics()[key])
    if key in terms():
        return _term(key, terms()[key])
    from alignscan.rules.explain_plan import action_or_practice

    return action_or_practice(name)


def entries() -> tuple[Listing, ...]:
    """Return everything that can be explained, in groups: a name and one line."""
    words = tuple((name, term.summary) for name, term in terms().items())
    rules = tuple((f"{r.code} {r.name}", r.summary) for r in RULES)
    groups = ((HEADINGS[group], _of_group(group)) for group in get_args(Group))
    from alignscan.rules.explain_plan import actions, practices

    return (
        ("Words", words),
        *groups,
        ("Practices", practices()),
        ("Actions", actions()),
        ("Rules", rules),
    )


def nearest(name: str) -> str | None:
    """Return the code, rule, term or statistic that a misspelt name is closest to."""
    import difflib

    known = {looked_up(key): key for r in RULES for key in (r.code, r.name)} | names()
    close = difflib.get_close_matches(looked_up(name), known, n=1, cutoff=0.7)
    return known[close[0]] if close else None


def _of_group(group: Group) -> tuple[tuple[str, str], ...]:
    found = statistics().items()
    return tuple((name, entry.summary) for name, entry in found if entry.group == group)


def _rule(rule: Rule) -> str:
    return "\n".join(
        [
            f"{rule.code} {rule.name} ({rule.severity.value})",
            "",
            textwrap.fill(rule.summary, WIDTH),
            "",
            textwrap.fill(rule.why, WIDTH),
            "",
            "Instead of",
            "",
            textwrap.indent(rule.bad.rstrip("\n"), "  "),
            "",
            "write",
            "",
            textwrap.indent(rule.good.rstrip("\n"), "  "),
            "",
        ]
    )


def _term(name: str, term: Term) -> str:
    parts = [textwrap.fill(f"{name}: {term.summary}", WIDTH), "", _filled(term.text), ""]
    if term.formula:
        parts += [_filled(term.formula, "  "), ""]
    return "\n".join([*parts, _filled(f"Source: {term.source}"), ""])


def _statistic(name: str, entry: Statistic) -> str:
    parts = [_filled(f"{name}: {entry.summary}"), ""]
    if entry.text:
        parts += [_filled(entry.text), ""]
    parts += ["Formula", textwrap.indent(entry.formula.rstrip("\n"), "  "), ""]
    sections: dict[str, Iterable[str]] = {
        "Bands": entry.bands,
        "Example": (entry.example,),
        "Shown": (entry.published,),
        "Edge cases": (entry.edges,),
    }
    for heading, texts in sections.items():
        lines = [_filled(text, "  ") for text in texts]
        parts += [heading, *lines, ""] if lines else []
    also = _filled(f"Also found as: {', '.join(entry.names)}.")
    return "\n".join([*parts, also, _filled(f"Source: {entry.source}"), ""])


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
