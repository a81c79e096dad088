"""The drop-in cases: a file or a folder, and beside it the findings that are expected.

Add a case by adding ``name.yaml``, or a folder ``name/`` with a ``survey.yaml``, and ``name.out``
with one line for each finding: ``line:column code``, and before it ``file:`` for a second file.
A folder may have a file ``command`` with what is run in a copy of it, one command on each line, for
a rule that ``check`` alone cannot show; what the last one says is compared.
"""

import re
import shlex
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.cli.command import Inside

from alignscan.api.check import check_files
from alignscan.rules.check import check_file
from alignscan.rules.checked import Checked
from alignscan.rules.ignores import heed
from alignscan.source.finding import Finding

CASES = Path(__file__).resolve().parents[1] / "cases"
BY_MODE = "AS830"
"""It depends on who may read the file, which a checkout does not keep."""
SAID = re.compile(r"^(?P<file>\S+?)(?::(?P<at>\d+:\d+))?: \w+\[(?P<code>AS\d{3})\]", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One drop-in case."""

    name: str
    main: Path
    expected: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.name[:5]

    @property
    def commands(self) -> list[str]:
        """What is run for it; nothing for most."""
        file = self.main.with_name("command")
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def check(self) -> Checked:
        checked = check_file(self.main, shown=self.main.name)
        left = heed(checked.findings, {text.path: text for text in checked.texts})
        return checked._replace(findings=tuple(sorted(left.findings, key=_order)))

    def found(self) -> tuple[str, ...]:
        """Return what is found, as it is written in the file of what is expected."""
        if self.commands:
            return tuple(self._run())
        findings = check_files([self.main]).findings
        return tuple(self._line(f) for f in findings if f.code != BY_MODE)

    def _run(self) -> list[str]:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "case"
            shutil.copytree(self.main.parent, folder)
            said = [Inside(folder)(*shlex.split(line)).said for line in self.commands]
        every = SAID.finditer(said[-1].replace("\\", "/"))
        return [_written(f["file"], f["at"] or "0:0", f["code"]) for f in every]

    def _line(self, finding: Finding) -> str:
        line, column = finding.span.start if finding.span is not None else (0, 0)
        path = Path(finding.path)
        inside = path.is_absolute() and path.is_relative_to(self.main.parent)
        file = path.relative_to(self.main.parent).as_posix() if inside else finding.path
        return _written(
            file if file != self.main.name else "survey.yaml", f"{line}:{column}", finding.code
        )


def _written(file: str, at: str, code: str) -> str:
    return f"{at} {code}" if file == "survey.yaml" else f"{file}:{at} {code}"


def _order(finding: Finding) -> tuple[str, int, int, str]:
    line, column = finding.span.start if finding.span is not None else (0, 0)
    return finding.path, line, column, finding.code


@cache
def cases(kind: str, *, run: bool = False) -> tuple[Case, ...]:
    """Return the cases of a folder, ``err`` or ``ok``, by name; if asked those that are run too."""
    mains = [*(CASES / kind).glob("*.yaml"), *(CASES / kind).glob("*/survey.yaml")]
    found = {case.name: case for case in map(_case, mains) if not case.commands}
    if run:
        started = (
            _case(file.with_name("survey.yaml")) for file in (CASES / kind).glob("*/command")
        )
        found |= {case.name: case for case in started}
    return tuple(sorted(found.values(), key=lambda case: case.name))


def _case(main: Path) -> Case:
    whole = main.parent if main.name == "survey.yaml" else main
    out = whole.with_suffix(".out") if whole is main else whole.parent / f"{whole.name}.out"
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return Case(whole.stem if whole is main else whole.name, main, tuple(lines))
