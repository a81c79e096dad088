"""From one export to the columns of a responses file, and what there is to say about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from alignscan.model.codebook import codebook
from alignscan.model.imported import SourceReport
from alignscan.model.mapping import Mapping as MappingFile
from alignscan.model.naming import questionnaire_fingerprint
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey
from alignscan.responses.importing.companion import Companion, variable_of, with_texts
from alignscan.responses.importing.decoding import Decoded, Decoder, categories_of
from alignscan.responses.importing.existing import RESPONSE, SOURCE
from alignscan.responses.importing.gather import Column, Mask, constant, gathered
from alignscan.responses.importing.opened import Export
from alignscan.responses.importing.plan import FINGERPRINT, Planned, planned
from alignscan.responses.importing.reporting import Told, report_of
from alignscan.responses.importing.reversing import running_backwards
from alignscan.responses.importing.rows import Kept, answered, filtered, hashed
from alignscan.responses.importing.targets import targets_of
from alignscan.responses.platforms.detect import PROFILES, Detected, detect
from alignscan.responses.platforms.profile import Filter, Head, Heading, equals
from alignscan.source.finding import Finding


@dataclass(frozen=True)
class Options:
    """How exports are to be read."""

    platform: str | None = None
    mapping: MappingFile | None = None
    mapping_path: str = ""
    companion: Companion = field(default_factory=dict)
    companion_name: str = ""
    unfinished: bool = False
    """Whether unfinished responses count."""


@dataclass(frozen=True)
class Imported:
    """One export as columns of a responses file."""

    columns: dict[str, Column]
    size: int
    report: SourceReport
    findings: tuple[Finding, ...]
    categories: dict[str, tuple[str, ...]]
    """Categories of segments that declare none, as they were found."""


def read_source(
    export: Export, name: str, survey: Survey, questionnaire: Questionnaire, options: Options
) -> Imported:
    """Return an export as columns; what is wrong with it is in the findings.

    ``name`` is the source that its rows are noted under. Raises ResponsesError where the file
    cannot be read as a table.
    """
    head = Head(export.head)
    found = _detected(head, options)
    header_rows = found.profile.header_rows(head) if head.rows else 0
    headings = with_texts(_headings(head, header_rows, found), options.companion)
    targets = targets_of(survey, questionnaire)
    personal = {h.at: v.personal for h in headings if (v := variable_of(h, options.companion))}
    plan = planned(headings, found.profile, targets, options.mapping, personal)
    items = [one.heading.at for one in plan if one.match.target is not None]
    filters = tuple(found.profile.filters(headings, items))
    rows = _Rows.read(export, header_rows, plan, filters, _responses(headings, found))
    kept = filtered(filters, rows.whole, rows.size, options.unfinished)
    columns = {at: column.part(kept.rows) for at, column in rows.whole.items()}
    decoder = Decoder(found.profile, survey, options.companion)
    done = decoder.decoded(plan, columns)
    done, some = _with_answers(done, kept)
    response = rows.response(found.profile.id, kept.rows, some)
    told = Told(
        export=export,
        detected=found,
        header_rows=header_rows,
        headings=headings,
        targets=targets,
        plan=plan,
        done=done,
        read=rows.size,
        kept=Kept(kept.rows, _dropped(kept, some)),
        size=int(some.sum()),
        samples=rows.samples,
        response=response,
        fingerprints=_fingerprints(headings, rows),
        wanted_fingerprint=questionnaire_fingerprint(questionnaire),
        reversed=running_backwards(codebook(survey, questionnaire), _by_id(done)),
        mapping=options.mapping,
        mapping_path=options.mapping_path,
        companion_name=options.companion_name,
    )
    report, findings = report_of(told)
    return Imported(
        _columns(done, survey, questionnaire, name, response, report.kept),
        report.kept,
        report,
        findings,
        {d.target.id: categories_of(d) for d in done if _is_undeclared(d)},
    )


def headings_of(export: Export, options: Options) -> tuple[Heading, ...]:
    """Return the headings of an export, as they are read."""
    head = Head(export.head)
    found = _detected(head, options)
    rows = found.profile.header_rows(head) if head.rows else 0
    return with_texts(_headings(head, rows, found), options.companion)


def _detected(head: Head, options: Options) -> Detected:
    asked = options.platform or (options.mapping.platform if options.mapping else None)
    return Detected(PROFILES[asked], ("as asked",)) if asked else detect(head)


def _headings(head: Head, rows: int, found: Detected) -> tuple[Heading, ...]:
    return found.profile.headings(head, rows) if rows else ()


def _responses(headings: Sequence[Heading], found: Detected) -> int | None:
    """Return the column that tells responses apart, if there is one."""
    return next(equals(headings, "alignscan_response", *found.profile.response), None)


@dataclass(frozen=True)
class _Rows:
    """The cells that are needed."""

    whole: dict[int, Column]
    samples: dict[int, Column]
    size: int
    response_at: int | None

    @classmethod
    def read(
        cls,
        export: Export,
        header_rows: int,
        plan: Sequence[Planned],
        filters: Sequence[Filter],
        response: int | None,
    ) -> "_Rows":
        if not header_rows:
            return cls({}, {}, 0, None)
        whole = {one.heading.at for one in plan if one.match.target is not None}
        whole |= {one.at for one in filters} | ({response} if response is not None else set())
        whole |= {one.heading.at for one in plan if FINGERPRINT in one.heading.codes}
        sampled = {one.heading.at for one in plan if one.open} - whole
        found = gathered(export.table(header_rows), sorted(whole), sorted(sampled))
        columns = found.columns
        return cls(
            {at: columns[at] for at in whole},
            {at: columns[at] for at in sampled},
            found.size,
            response,
        )

    def response(self, platform: str, kept: Mask, some: Mask) -> Column | None:
        """Return the ids of responses as hashes; None where the export has none."""
        if self.response_at is None:
            return None
        return hashed(self.whole[self.response_at].part(kept).part(some), platform)


def _with_answers(done: Sequence[Decoded], kept: Kept) -> tuple[list[Decoded], Mask]:
    """Return the answers of those who answered anything, and who they are among the rows kept."""
    size = int(kept.rows.sum())
    asked = [one.column for one in done if not one.target.is_segment]
    unread = any(read.unknown for one in done for read in one.reads)
    every = Kept(np.ones(size, dtype=np.bool_), {})
    some = every.rows if unread or not asked else answered(asked, every).rows
    return [replace(one, column=one.column.part(some)) for one in done], some


def _dropped(kept: Kept, some: Mask) -> dict[str, int]:
    without = int((~some).sum())
    return {**kept.dropped, **({"without any answer": without} if without else {})}


def _fingerprints(headings: Sequence[Heading], rows: _Rows) -> frozenset[str]:
    at = next(equals(headings, FINGERPRINT), None)
    if at is None or at not in rows.whole:
        return frozenset()
    return frozenset(value for value in rows.whole[at].counts() if value)


def _by_id(done: Sequence[Decoded]) -> dict[str, Column]:
    return {one.target.id: one.column for one in done if not one.target.is_segment}


def _is_undeclared(one: Decoded) -> bool:
    return one.target.is_segment and not one.target.question.answers


def _columns(
    done: Sequence[Decoded],
    survey: Survey,
    questionnaire: Questionnaire,
    name: str,
    response: Column | None,
    size: int,
) -> dict[str, Column]:
    """Return the columns of a responses file: segments, items, where each row is from."""
    found = {(one.target.is_segment, one.target.id): one for one in done}
    order = [(True, id) for id in survey.segments]
    order += [(False, item.id) for item in questionnaire.items]
    out = {found[key].target.column: found[key].column for key in order if key in found}
    out[SOURCE] = constant(name, size)
    out[RESPONSE] = response if response is not None else constant("", size)
    return out
