"""What an import has to say: the report of one export, and its findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alignscan.model.imported import ColumnNote, SourceReport
from alignscan.model.mapping import Mapping as MappingFile
from alignscan.responses.errors import error, plural, warning
from alignscan.responses.importing.decoding import Decoded, finding_of, unknown_answers
from alignscan.responses.importing.gather import Column
from alignscan.responses.importing.grouping import FORM
from alignscan.responses.importing.kinds import kind_of
from alignscan.responses.importing.matching import alike, unasked
from alignscan.responses.importing.opened import Export
from alignscan.responses.importing.personal import heading_name
from alignscan.responses.importing.plan import NO_HEADING, Planned, misfits
from alignscan.responses.importing.rows import Kept, repeated
from alignscan.responses.importing.targets import Targets
from alignscan.responses.importing.texts import shortened
from alignscan.responses.platforms.detect import Detected
from alignscan.responses.platforms.profile import Heading
from alignscan.source.finding import Finding, Severity


@dataclass(frozen=True)
class Told:
    """Everything known about an export once it is read."""

    export: Export
    detected: Detected
    header_rows: int
    headings: tuple[Heading, ...]
    targets: Targets
    plan: tuple[Planned, ...]
    done: Sequence[Decoded]
    read: int
    kept: Kept
    size: int
    samples: Mapping[int, Column]
    response: Column | None
    fingerprints: frozenset[str]
    wanted_fingerprint: str
    reversed: Mapping[str, float]
    mapping: MappingFile | None
    mapping_path: str
    companion_name: str

    @property
    def path(self) -> str:
        """The export as shown."""
        return str(self.export.path)


def report_of(told: Told) -> tuple[SourceReport, tuple[Finding, ...]]:
    """Return the report of an export, and everything wrong with it."""
    kinds = {at: kind_of(column) for at, column in told.samples.items()}
    unresolved = tuple(_unresolved(told, kinds))
    assumed, assumption = _assumed(told)
    report = SourceReport(
        file=told.export.name,
        how=told.export.how,
        platform=told.detected.profile.id,
        platform_name=told.detected.profile.name,
        why=told.detected.why,
        heading_rows=told.header_rows,
        read=told.read,
        kept=told.size,
        dropped=told.kept.dropped,
        mapped=tuple(_mapped(told.plan)),
        personal=tuple(_left_out(told.plan, "personal", kinds)),
        ignored=tuple(_left_out(told.plan, "ignored", kinds)),
        unresolved=unresolved,
        unasked=tuple(one.id for one in unasked(told.targets, [d.target for d in told.done])),
        unknown=tuple(unknown_answers(told.done)),
        no_answer=_no_answer(told.done),
        missing=_missing(told.done, told.size),
        assumed=assumed,
        assumption=assumption,
        companion=told.companion_name,
        reversed=tuple(told.reversed.items()),
        removed=sum(read.removed for one in told.done for read in one.reads),
    )
    return report, tuple(_findings(told, report))


def _mapped(plan: Sequence[Planned]) -> Iterator[ColumnNote]:
    for one in plan:
        target = one.match.target
        if target is not None:
            use = "segment" if target.is_segment else target.question.kind
            yield replace(_note(one.heading), why=one.match.by, id=target.id, use=use)


def _left_out(
    plan: Sequence[Planned], which: str, kinds: Mapping[int, tuple[str, str]]
) -> Iterator[ColumnNote]:
    for one in plan:
        kind, why = kinds.get(one.heading.at, ("", ""))
        reason = one.personal if which == "personal" else "" if one.personal else one.ignored
        reason = reason or (why if kind == which and one.open and not one.match.problem else "")
        if reason:
            yield replace(_note(one.heading), why=reason)


def _unresolved(told: Told, kinds: Mapping[int, tuple[str, str]]) -> Iterator[ColumnNote]:
    done = [one.target for one in told.done]
    open_items = unasked(told.targets, done)
    for one in told.plan:
        kind, why = kinds.get(one.heading.at, ("", ""))
        problem = one.match.problem
        if one.match.target is not None or not (problem or kind == "unresolved"):
            continue
        candidates = tuple((id, 1.0) for id in one.match.candidates)
        like = candidates or alike(one.heading, open_items)
        yield replace(_note(one.heading), why=problem or why, suggested=like)


def _note(heading: Heading) -> ColumnNote:
    name = heading_name(heading.shown, 400) or NO_HEADING
    texts = (heading_name(text, 400) for text in heading.texts)
    return ColumnNote(heading.at + 1, name, next((t for t in texts if t and t != name), ""))


def _no_answer(done: Sequence[Decoded]) -> dict[str, int]:
    out: dict[str, int] = {}
    for one in done:
        for read in one.reads:
            for text, count in read.none.items():
                out[shortened(text, 30)] = out.get(shortened(text, 30), 0) + count
    return out


def _missing(done: Sequence[Decoded], size: int) -> dict[str, float]:
    closed = (one for one in done if one.target.question.kind in ("scale", "choice"))
    return {
        one.target.id: round(one.column.counts().get("", 0) / size, 3) if size else 0.0
        for one in closed
    }


def _assumed(told: Told) -> tuple[tuple[str, ...], str]:
    proved = told.detected.profile.id in ("generic", FORM)
    own = {one.match.target for one in told.plan if one.match.own} if proved else set()
    found = [
        one
        for one in told.done
        if one.target not in own and any(read.numbers_only for read in one.reads)
    ]
    ends = dict.fromkeys(_ends(one) for one in found)
    more = f" ({len(ends) - 1} more scales likewise)" if len(ends) > 1 else ""
    return tuple(one.target.id for one in found), next(iter(ends), "") + more


def _ends(one: Decoded) -> str:
    points = [a for a in one.target.question.answers if a.cell not in ("cs", "na")]
    first, last = points[0], points[-1]
    low, high = (shortened(next(iter(a.texts.values()), a.cell), 40) for a in (first, last))
    return f"{first.cell} = {low} to {last.cell} = {high}"


def _findings(told: Told, report: SourceReport) -> Iterator[Finding]:
    path = told.path
    if told.mapping is not None:
        yield from misfits(told.headings, told.mapping, told.targets, told.mapping_path)
    if told.fingerprints - {told.wanted_fingerprint}:
        what = "the answers were given to another questionnaire, or to another version of it"
        hint = "name the questionnaire that the form was made from"
        yield error("AS854", what, path, hint=hint)
    if not any(not one.target.is_segment for one in told.done):
        what = "no column has the id or the text of an item"
        hint = "name the questionnaire that was asked, or list the columns in a mapping file"
        yield error("AS803", what, path, hint=hint)
    yield from _about_columns(report, path)
    for one in told.done:
        if one.problem:
            hint = "list them in a mapping file, and ignore those that do not count"
            yield error("AS851", one.problem, path, hint=hint)
    segments = {one.target.id for one in told.done if one.target.is_segment}
    for unknown in report.unknown:
        yield finding_of(unknown, path, segment=unknown.id in segments)
    again = repeated(told.response) if told.response is not None else 0
    if again:
        what = f"{plural(again, 'response')} stand in the export more than once"
        hint = "export again; a response counts once"
        yield error("AS852", what, path, hint=hint)
    yield from _remarks(report, path)


def _about_columns(report: SourceReport, path: str) -> Iterator[Finding]:
    for note in report.unresolved:
        like = ", ".join(f"{id} ({much:g})" for id, much in note.suggested)
        named = shortened(note.heading) + (f' "{shortened(note.text)}"' if note.text else "")
        what = f"column {note.at}, {named}: {note.why}"
        what += f"; it is like {like}" if like else ""
        yield error("AS850", what, path, hint="decide in a mapping file")
    if report.unasked and report.mapped and report.platform != FORM:
        names = ", ".join(report.unasked[:10])
        more = len(report.unasked) - 10
        names += f" and {more} more" if more > 0 else ""
        yield warning("AS811", f"no column answers {names}", path, hint="they count as not asked")


def _remarks(report: SourceReport, path: str) -> Iterator[Finding]:
    if report.assumed:
        what = f"nothing shows which end of the scale is which; assuming {report.assumption}"
        hint = "give the form with --companion, or an export with labels, to be sure"
        yield Finding("AS853", Severity.WARNING, what, path, None, hint=hint)
    for id, r in report.reversed:
        what = f"{id} runs against the rest of its condition (correlation {r:g}): reversed?"
        hint = "see which end of the scale its numbers begin at; `reverse:` if it is asked so"
        yield warning("AS855", what, path, hint=hint)
