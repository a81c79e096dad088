"""The table of rules, for people and for programs."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from alignscan.rules.rule import Rule

FORMAT: Final = "alignscan/rules/1"


def as_text(rules: Sequence[Rule]) -> str:
    """Return one line for each rule."""
    names, severities = _width(r.name for r in rules), _width(r.severity for r in rules)
    return "".join(
        f"{rule.code}  {rule.name:<{names}}  {rule.severity:<{severities}}  {rule.summary}\n"
        for rule in rules
    )


def as_json(rules: Iterable[Rule]) -> str:
    """Return every field of every rule, as an object with a version."""
    listed = [rule._asdict() for rule in rules]
    return json.dumps({"format": FORMAT, "rules": listed}, indent=2, ensure_ascii=False) + "\n"


def _width(texts: Iterable[str]) -> int:
    return max(map(len, texts))
