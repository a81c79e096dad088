"""What an import did: for a person on the terminal, and as JSON for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from alignscan.model.imported import ColumnNote, ImportReport, SourceReport

FORMAT = "alignscan/import/1"
_WIDTH = 60
_FEW = 12


def as_json(report: ImportReport, failed: bool) -> str:
    """Return the report as JSON; its keys stay."""
    data = {"format": FORMAT, "status": "unresolved" if failed else "imported", **asdict(report)}
    for source in data["sources"]:
        for part in ("mapped", "personal", "ignored", "unresolved"):
            for note in source[part]:
                note["suggested"] = [{"id": i, "likeness": much} for i, much in note["suggested"]]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_text(report: ImportReport, failed: bool) -> str:
    """Return the report for a terminal: a block for each export, then what was written."""
    lines = [line for source in report.sources for line in (*_source(source), "")]
    return "\n".join((*lines, *_end(report, failed))) + "\n"


def _source(source: SourceReport) -> Iterator[str]:
    yield f"{source.file}: {source.platform_name} ({source.how})"
    yield f"  Why        {'; '.join(source.why)}"
    if source.companion:
        yield f"  Companion  {source.companion}"
    yield f"  Rows       {source.read} read, {source.kept} kept{_dropped(source.dropped)}"
    yield from _columns("Mapped", [_mapped(note) for note in source.mapped])
    yield from _columns("Personal", [_left_out(note) for note in source.personal], "dropped")
    yield from _columns("Ignored", [_left_out(note) for note in source.ignored])
    yield from _columns(
        "Unresolved",
        [f"{note.at} {_short(note.heading)}" for note in source.unresolved],
        every=True,
    )
    if source.unasked:
        yield f"  Not asked  {_few(source.unasked)}"
    for unknown in source.unknown:
        shown = ", ".join(f'"{text}" ({count})' for text, count in unknown.shown)
        yield f"  Unknown    {unknown.id}: {unknown.cells} cells{': ' + shown if shown else ''}"
    if source.no_answer:
        said = ", ".join(f'"{text}" ({count})' for text, count in source.no_answer.items())
        yield f"  No answer  read from {said}"
    yield from _rates(source)


def _rates(source: SourceReport) -> Iterator[str]:
    if source.missing:
        worst = sorted(source.missing.items(), key=lambda one: (-one[1], one[0]))
        mean = sum(source.missing.values()) / len(source.missing)
        some = ", ".join(f"{id} {share:.0%}" for id, share in worst[:3] if share)
        yield f"  Missing    {mean:.1%} of answers{'; most in ' + some if some else ''}"
    if source.assumed:
        yield f"  Assumed    {source.assumption}, for {len(source.assumed)} questions"
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
    return f"{note.at} {_short(note.heading)} -> {note.id} (by {note.why})"


def _left_out(note: ColumnNote) -> str:
    return f"{note.at} {_short(note.heading)} ({note.why})"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


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
