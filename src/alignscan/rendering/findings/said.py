"""What a finding says, in characters that no terminal, log or page takes for a command."""

from alignscan.rendering.report.clean import one_line
from alignscan.rules.table import find
from alignscan.source.finding import Finding


def name_of(finding: Finding) -> str:
    """Return the name of a finding's rule: ``unknown-key``."""
    rule = find(finding.code)
    return rule.name if rule is not None else finding.code


def message_of(finding: Finding) -> str:
    """Return what is wrong, on one line."""
    return one_line(finding.message)


def hint_of(finding: Finding) -> str:
    """Return what to write instead, on one line; empty for no hint."""
    return one_line(finding.hint or "")


def whole(finding: Finding) -> str:
    """Return what is wrong and what to write instead, on one line."""
    hint = hint_of(finding)
    return f"{message_of(finding)}; {hint}" if hint else message_of(finding)


def visible(path: str) -> str:
    """Return a path in which no character is invisible or moves others."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else "\ufffd" for c in path)
