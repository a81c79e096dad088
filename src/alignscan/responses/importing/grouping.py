"""One report for many files of one person each, as the offline form writes them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from alignscan.model.imported import SourceReport

FORM: Final = "alignscan-form"


def grouped(reports: Sequence[SourceReport]) -> tuple[SourceReport, ...]:
    """Return reports with those of response files put together as one."""
    files = [report for report in reports if report.platform == FORM]
    others = [report for report in reports if report.platform != FORM]
    return tuple([*others, _together(files)] if len(files) > 1 else reports)


def _together(files: Sequence[SourceReport]) -> SourceReport:
    answered = {note.id for one in files for note in one.mapped}
    mapped = {note.id: note for one in files for note in one.mapped}
    return replace(
        files[0],
        file=f"{len(files)} response files",
        read=sum(one.read for one in files),
        kept=sum(one.kept for one in files),
        dropped=_sums([one.dropped for one in files]),
        mapped=tuple(mapped.values()),
        personal=tuple(dict.fromkeys(note for one in files for note in one.personal)),
        ignored=tuple(dict.fromkeys(note for one in files for note in one.ignored)),
        unresolved=tuple(note for one in files for note in one.unresolved),
        unasked=tuple(id for id in files[0].unasked if id not in answered),
        unknown=tuple(unknown for one in files for unknown in one.unknown),
        no_answer=_sums([one.no_answer for one in files]),
        missing=_missing(files),
        removed=sum(one.removed for one in files),
    )


def _sums(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)


def _missing(files: Sequence[SourceReport]) -> dict[str, float]:
    kept = sum(one.kept for one in files)
    ids = dict.fromkeys(id for one in files for id in one.missing)
    without = {id: sum(one.kept * one.missing.get(id, 1.0) for one in files) for id in ids}
    return {id: round(count / kept, 3) for id, count in without.items()} if kept else {}
