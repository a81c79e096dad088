"""What an import did: for a person on the terminal, and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from textwrap import wrap

from alignscan.model.imported import ColumnNote, ImportReport, SourceReport
from alignscan.rendering.findings.said import hint_of, message_of, visible
from alignscan.source.finding import Finding

FORMAT = "alignscan/import/1"
WIDTH = 80
_FEW = 12


def as_json(report: ImportReport, findings: Sequence[Finding], failed: bool) -> str:
    """Return the report as JSON, with everything found; its keys stay."""
    data = {
        "format": FORMAT,
        "status": "unresolved" if failed else "imported",
        **asdict(report),
        "findings": [_finding(finding) for finding in findings],
    }
    for source in data["sources"]:
        for part in ("mapped", "personal", "ignored", "unresolved"):
            for note in source[part]:
                note["suggested"] = [{"id": i, "likeness": much} for i, much in note["suggested"]]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": visible(finding.path),
        "message": message_of(finding),
        "hint": hint_of(finding),
    }


def as_text(report: ImportReport, failed: bool) -> str:
    """Return the report for a terminal: a block for each export, then what was written."""
    lines = [line for source in report.sources for line in (*_source(source), "")]
    return "\n".join((*lines, *_end(report, failed))) + "\n"


def _source(source: SourceReport) -> Iterator[str]:
    yield f"{source.file}: {source.platform_name} ({source.how})"
    yield from _wrapped("Why", "; ".join(source.why))
    if source.companion:
        yield f"  Companion  {source.companion}"
    yield f"  Rows       {source.read} read, {source.kept} kept{_dropped(source.dropped)}"
    yield from _columns("Mapped", [_mapped(note) for note in source.mapped])
    yield from _columns("Personal", [_left_out(note) for note in source.personal], "dropped")
    yield from _columns("Ignored", [_left_out(note) for note in source.ignored])
    yield from _columns(
        "Unresolved",
        [_unresolved(note) for note in source.unresolved],
        every=True,
    )
    if source.unasked:
        yield from _wrapped("Not asked", _few(source.unasked))
    for unknown in source.unknown:
        shown = ", ".join(f'"{text}" ({count})' for text, count in unknown.shown)
        cells = "1 cell" if unknown.cells == 1 else f"{unknown.cells} cells"
        yield from _wrapped("Unknown", f"{unknown.id}: {cells}{': ' + shown if shown else ''}")
    if source.no_answer:
        said = ", ".join(f'"{text}" ({count})' for text, count in source.no_answer.items())
        yield from _wrapped("No answer", f"read from {said}")
    yield from _rates(source)


def _rates(source: SourceReport) -> Iterator[str]:
    if source.missing:
        worst = sorted(source.missing.items(), key=lambda one: (-one[1], one[0]))
        mean = sum(source.missing.values()) / len(source.missing)
        some = ", ".join(f"{id} {share:.0%}" for id, share in worst[:3] if share)
        yield f"  Missing    {mean:.1%} of answers{'; most in ' + some if some else ''}"
    if source.assumed:
        yield from _wrapped("Assumed", f"{source.assumption}, for {len(source.assumed)} questions")
    for id, r in source.reversed:
        yield f"  Reversed?  {id}, correlation with the rest of its condition {r:g}"
    if source.removed:
        what = "address or number" if source.removed == 1 else "addresses or numbers"
        yield f"  Removed    {source.removed} {what} of people in comments"


def _dropped(dropped: Mapping[str, int]) -> str:
    said = ", ".join(f"{count} {reason}" for reason, count in dropped.items())
    return f"; dropped: {said}" if said else ""


def _columns(
    title: str, notes: Sequence[str], what: str = "", every: bool = False
) -> Iterator[str]:
    if not notes:
        return
    count = f"{len(notes)} {'column' if len(notes) == 1 else 'columns'}"
    yield f"  {title:<10} {count}{' ' + what if what else ''}"
    shown = notes if every else notes[:_FEW]
    yield from (f"    {note}" for note in shown)
    if len(notes) > len(shown):
        yield f"    and {len(notes) - len(shown)} more; -f json lists all"


def _mapped(note: ColumnNote) -> str:
    return _column(note, f" -> {note.id} (by {note.why})")


def _left_out(note: ColumnNote) -> str:
    own = ":" in note.why  # a column of the platform is known by its heading
    return _column(replace(note, text="") if own else note, f" ({note.why})")


def _unresolved(note: ColumnNote) -> str:
    like = ", ".join(f"{id} {much:g}" for id, much in note.suggested)
    return _column(note, f" (like {like})" if like else "")


def _column(note: ColumnNote, rest: str) -> str:
    """Return a line on a column, its heading without the middle where it would be too long.

    The row of a matrix stands at the end of its heading.
    """
    name = f"{note.heading}: {note.text}" if note.text else note.heading
    room = max(WIDTH - len(f"    {note.at} {rest}"), 20)
    if len(name) > room:
        name = f"{name[: room // 3]}…{name[room // 3 + 1 - room :]}"
    return f"{note.at} {name}{rest}"


def _wrapped(title: str, text: str) -> Iterator[str]:
    after = " " * 13
    first = f"  {title:<10} "
    yield from wrap(text, WIDTH, initial_indent=first, subsequent_indent=after)


def _few(names: Sequence[str]) -> str:
    rest = len(names) - _FEW
    return ", ".join(names[:_FEW]) + (f" and {rest} more" if rest > 0 else "")


def _end(report: ImportReport, failed: bool) -> Iterator[str]:
    if failed:
        yield "Nothing was imported: see what is unresolved."
    else:
        replaced = f", {report.replaced} rows replaced" if report.replaced else ""
        yield f"{report.rows} rows in the responses file{replaced}"
    for name in report.written:
        yield f"wrote {name}"
