"""One run of ``check``: which files, what is wrong with them, and with which code it ends."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from alignscan import __version__
from alignscan.api.check import check_files
from alignscan.cli.config import Setting
from alignscan.cli.exits import Exit, Stop
from alignscan.cli.find import Found, find_files
from alignscan.rendering.findings.run import RANK, UNREADABLE, Run
from alignscan.rules.table import RULES, find
from alignscan.rules.words import suggestion
from alignscan.source.finding import Severity
from alignscan.source.text import MAX_BYTES

TYPED = Path("-")
"""Stands for what is piped in."""
NAMELESS = Path("<stdin>")


def checked(
    paths: Iterable[Path], typed_name: Path | None, used: Mapping[str, Setting]
) -> tuple[Run, tuple[Path, ...]]:
    """Return what was found, and the files that were looked for; Stop when nothing matches."""
    named = [path for path in paths if path != TYPED]
    piped = named != list(paths)
    least, left_out = _severity(used["fail-on"].value), _codes(used["ignore"].value)
    found = find_files(named, exclude=used["exclude"].value) if named else Found((), 0)
    typed = (str(typed_name or NAMELESS), _piped()) if piped else None
    every = check_files(found.files, root=used["root"].value, typed=typed)
    findings = tuple(f for f in every.findings if f.code not in left_out)
    run = Run(
        tuple(f for f in findings if RANK[f.severity] >= min(RANK[least], RANK[Severity.WARNING])),
        every.files,
        __version__,
        least=least,
        skipped=found.skipped,
        ignored=every.ignored + len(every.findings) - len(findings),
        base=str(Path.cwd()),
        texts=every.texts,
    )
    return run, found.files


def end(run: Run, *, exit_zero: bool) -> Exit:
    """Return the exit code: files that cannot be read come before findings."""
    if any(finding.code in UNREADABLE for finding in run.findings):
        return Exit.USAGE
    failed = any(run.fails(finding) for finding in run.findings)
    return Exit.FINDINGS if failed and not exit_zero else Exit.CLEAN


def _piped() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    data: bytes = stream.read(MAX_BYTES + 1) if stream is not None else b""
    return data


def _severity(name: str) -> Severity:
    if name not in tuple(Severity):
        raise Stop(Exit.USAGE, f"no severity `{name}`", "choose one of error, warning, info")
    return Severity(name)


def _codes(names: Iterable[str]) -> frozenset[str]:
    codes = set()
    for name in names:
        rule = find(name)
        if rule is None:
            known = [key for each in RULES for key in (each.code, each.name)]
            hint = suggestion(name, known)
            hint = hint if hint.startswith("did") else "`alignscan explain` lists all codes"
            raise Stop(Exit.USAGE, f"there is no rule `{name}` to ignore", hint)
        codes.add(rule.code)
    return frozenset(codes)
