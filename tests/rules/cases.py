"""The drop-in cases: a file or a folder, and beside it the findings that are expected.

Add a case by adding ``name.yaml``, or a folder ``name/`` with a ``survey.yaml``, and ``name.out``
with one line for each finding: ``line:column code``, and before it ``file:`` for a second file.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from alignscan.rules.check import check_file
from alignscan.rules.checked import Checked
from alignscan.rules.ignores import heed
from alignscan.source.finding import Finding

CASES = Path(__file__).resolve().parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """One drop-in case."""

    name: str
    main: Path
    expected: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.name[:5]

    def check(self) -> Checked:
        checked = check_file(self.main, shown=self.main.name)
        left = heed(checked.findings, {text.path: text for text in checked.texts})
        return replace(checked, findings=tuple(sorted(left.findings, key=_order)))

    def found(self) -> tuple[str, ...]:
        return tuple(self._line(finding) for finding in self.check().findings)

    def _line(self, finding: Finding) -> str:
        line, column = finding.span.start if finding.span is not None else (0, 0)
        file = "" if finding.path == self.main.name else f"{finding.path}:"
        return f"{file}{line}:{column} {finding.code}"


def _order(finding: Finding) -> tuple[str, int, int, str]:
    line, column = finding.span.start if finding.span is not None else (0, 0)
    return finding.path, line, column, finding.code


def cases(kind: str) -> list[Case]:
    """Return the cases of a folder, ``err`` or ``ok``, by name."""
    mains = [*(CASES / kind).glob("*.yaml"), *(CASES / kind).glob("*/survey.yaml")]
    return sorted(map(_case, mains), key=lambda case: case.name)


def _case(main: Path) -> Case:
    whole = main.parent if main.name == "survey.yaml" else main
    out = whole.with_suffix(".out") if whole is main else whole.parent / f"{whole.name}.out"
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return Case(whole.stem if whole is main else whole.name, main, tuple(lines))
