"""What rules, terms and statistics mean, as ``alignscan explain`` prints it."""

import textwrap
from functools import cache
from importlib.resources import files
from typing import Literal

from alignscan.model.base import Line, Prose, Written
from alignscan.rules.rule import Rule
from alignscan.rules.table import RULES, find
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml

WIDTH = 78


class Term(Written):
    """A word of the field, explained."""

    summary: Line
    text: Prose
    formula: str
    source: Line


class TermFile(Written):
    """The explained terms."""

    format: Literal["alignscan/terms/1"]
    terms: dict[str, Term]


@cache
def terms() -> dict[str, Term]:
    """Return the explained terms by name."""
    source = files("alignscan") / "content" / "terms.yaml"
    data = load_yaml(decode_text(source.read_bytes(), source.name)).data
    return TermFile.model_validate(data).terms


def explanation(name: str) -> str | None:
    """Return the explanation of a code, a rule's name or a term; None when there is none."""
    rule = find(name)
    if rule is not None:
        return _rule(rule)
    key = name.strip().lower().replace(" ", "-").replace("_", "-")
    term = terms().get(key)
    return _term(key, term) if term else None


def entries() -> tuple[tuple[str, str], ...]:
    """Return everything that can be explained: a name and one line."""
    rules = tuple((f"{r.code} {r.name}", r.summary) for r in RULES)
    return tuple((name, term.summary) for name, term in terms().items()) + rules


def nearest(name: str) -> str | None:
    """Return the code, rule or term that a misspelt name is closest to."""
    import difflib

    known = [*terms(), *(r.code for r in RULES), *(r.name for r in RULES)]
    close = difflib.get_close_matches(name.strip(), known, n=1)
    return close[0] if close else None


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
    parts = [f"{name}: {term.summary}", "", textwrap.fill(term.text, WIDTH), ""]
    if term.formula:
        parts += [
            textwrap.fill(term.formula, WIDTH, initial_indent="  ", subsequent_indent="  "),
            "",
        ]
    return "\n".join([*parts, textwrap.fill(f"Source: {term.source}", WIDTH), ""])
