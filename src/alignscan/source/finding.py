"""What a check found, and the error that carries what made reading impossible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from alignscan.source.span import Span


class Severity(StrEnum):
    """How serious a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in one file."""

    code: str
    """The stable code, such as ``AS011``."""

    severity: Severity

    message: str
    """What is wrong; never quotes an answer of a person."""

    path: str
    """The file as shown to the user."""

    span: Span | None
    """Where it is; None when the finding concerns the whole file."""

    data_path: str = ""
    """Where it is in the data, such as ``items[3].scale``."""

    hint: str | None = None
    """What to write instead."""


def helped_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings of which the last of those with the same help has it."""
    every = tuple(findings)
    last = {(one.code, one.hint): at for at, one in enumerate(every)}
    return tuple(
        one if last[one.code, one.hint] == at else replace(one, hint=None)
        for at, one in enumerate(every)
    )


class SourceError(Exception):
    """A file that could not be read or parsed; ``findings`` says why."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(_summary(self.findings))

    def __reduce__(self) -> tuple[type[SourceError], tuple[tuple[Finding, ...]]]:
        return (type(self), (self.findings,))


def _summary(findings: tuple[Finding, ...]) -> str:
    """Return codes and a count, never text from the file."""
    if not findings:
        return "unreadable source"
    codes = ", ".join(dict.fromkeys(finding.code for finding in findings))
    problems = "1 problem" if len(findings) == 1 else f"{len(findings)} problems"
    return f"{problems} ({codes})"
