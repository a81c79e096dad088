"""Exports of survey platforms: into a responses file that a survey names, or assessed at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np

from alignscan.api.import_survey import Ready, begun, ready_survey, survey_after
from alignscan.api.load import Assessment, InvalidInput
from alignscan.forms.imported import mapping_text
from alignscan.model.imported import ImportReport
from alignscan.model.mapping import Mapping as MappingFile
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import ResponsesFile
from alignscan.responses.companions.read import read_companion
from alignscan.responses.errors import error
from alignscan.responses.importing.existing import Existing, combined, read_existing, shared
from alignscan.responses.importing.grouping import grouped
from alignscan.responses.importing.opened import Export, open_export
from alignscan.responses.importing.source import Imported, Options, read_source
from alignscan.responses.importing.written import csv_of
from alignscan.responses.platforms.detect import PROFILES
from alignscan.responses.table import Cells, Frame, Table
from alignscan.rules.check import check_file
from alignscan.source.finding import Finding, Severity, helped_once

PLATFORMS: Final = tuple(PROFILES)
RESPONSES: Final = "responses.csv"
MAPPING: Final = "mapping.yaml"


@dataclass(frozen=True)
class Wish:
    """How exports are to be imported."""

    encoding: str | None = None
    platform: str | None = None
    mapping: Path | None = None
    companion: Path | None = None
    unfinished: bool = False
    source: str | None = None
    """The source that rows are noted under; the name of the export where left out."""
    to: str | None = None
    """The name of the responses file; the one that the survey names where left out."""
    questionnaire: str | None = None
    organization: str = "Our organization"


@dataclass(frozen=True)
class Outcome:
    """What an import comes to."""

    report: ImportReport
    findings: tuple[Finding, ...]
    files: Mapping[Path, bytes] = field(default_factory=dict)
    """What is to be written: nothing but a mapping file while anything is unresolved."""
    private: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something is unresolved."""
        return any(f.severity is Severity.ERROR for f in self.findings)


def import_exports(exports: Sequence[Path], survey: Path, wish: Wish) -> Outcome:
    """Return what importing some exports into a survey comes to; nothing is written.

    Raises InvalidInput and ResponsesError for files that cannot be read.
    """
    opened = [open_export(path, wish.encoding) for path in exports]
    options = options_of(wish)
    ready = ready_survey(survey) if survey.exists() else begun(survey, opened, options, wish)
    read = _read(opened, ready, options, wish)
    findings = [finding for one in read for finding in one.findings]
    target = _target(ready, wish, exports)
    existing = read_existing(target)
    findings += _unlike(existing, target)
    findings += shared(existing, [(one.report.file, one.columns) for one in read], str(target))
    columns, size, replaced = combined(existing, [one.columns for one in read], _order(ready))
    report = ImportReport(
        sources=grouped([one.report for one in read]),
        survey=str(survey),
        replaced=replaced,
        rows=size,
        categories={id: found for one in read for id, found in one.categories.items()},
    )
    outcome = Outcome(report, tuple(findings))
    if outcome.failed:
        return _with_mapping(outcome, opened, read, survey, wish)
    text = survey_after(ready, report.categories, target.name)
    files = {target: csv_of(columns, size), **({survey: text} if text is not None else {})}
    written = tuple(str(path) for path in files)
    return replace(outcome, report=replace(report, written=written), files=files, private=(target,))


def options_of(wish: Wish) -> Options:
    """Return how exports are to be read, with the mapping and the companion that are named."""
    mapping = _mapping(wish.mapping) if wish.mapping else None
    return Options(
        platform=wish.platform,
        mapping=mapping,
        mapping_path=str(wish.mapping or ""),
        companion=read_companion(wish.companion) if wish.companion else {},
        companion_name=wish.companion.name if wish.companion else "",
        unfinished=wish.unfinished,
    )


@dataclass(frozen=True)
class Given:
    """A survey whose answers are exports, and not what its file names."""

    assessment: Assessment
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]


def given_exports(ready: Assessment, exports: Sequence[Path]) -> Given:
    """Return a survey with exports as its answers; nothing is stored.

    Raises InvalidInput (AS857) where anything in them has to be decided first.
    """
    survey, read = ready.survey, []
    for path in exports:
        export = open_export(path)
        read.append(read_source(export, path.name, survey, ready.questionnaire, Options()))
    told = tuple(finding for one in read for finding in one.findings)
    told += tuple(shared(None, [(one.report.file, one.columns) for one in read], str(ready.path)))
    told = helped_once(told)
    if any(f.severity is Severity.ERROR for f in told):
        what = "these responses cannot be assessed as they are"
        names = " ".join(path.as_posix() for path in exports)
        hint = f"run `alignscan import {names} --survey {ready.path.as_posix()}`"
        last = Finding("AS857", Severity.ERROR, what, str(exports[0]), None, hint=hint)
        raise InvalidInput((*told, last))
    files = tuple(ResponsesFile(file=path.name) for path in exports)
    survey = survey.model_copy(update={"responses": files, "answers": None})
    tables = tuple(_table(str(path), one) for path, one in zip(exports, read, strict=True))
    return Given(replace(ready, survey=survey), tables, told)


def _table(path: str, one: Imported) -> Table:
    names = tuple(one.columns)

    def frames(columns: Sequence[int]) -> Iterator[Frame]:
        chosen = {at: one.columns[names[at]] for at in columns}
        cells = {at: Cells(column.values, column.index) for at, column in chosen.items()}
        yield Frame(cells, np.arange(one.size, dtype=np.int64) + 1)

    return Table(path, names, (), False, "response", frames, about=one.size)


def _mapping(path: Path) -> MappingFile:
    checked = check_file(path)
    if checked.mapping is None or checked.errors:
        raise InvalidInput(checked.errors or (_no_mapping(str(path)),))
    return checked.mapping


def _no_mapping(shown: str) -> Finding:
    what, hint = (
        "this is no mapping file",
        "a mapping file begins with `format: alignscan/mapping/1`",
    )
    return Finding("AS107", Severity.ERROR, what, shown, None, "format", hint)


def _read(opened: Sequence[Export], ready: Ready, options: Options, wish: Wish) -> list[Imported]:
    if wish.source is not None and len(opened) > 1:
        raise ValueError("one source for several exports")
    names = [wish.source or export.name for export in opened]
    return [
        read_source(export, name, ready.survey, ready.questionnaire, options)
        for export, name in zip(opened, names, strict=True)
    ]


def _target(ready: Ready, wish: Wish, exports: Sequence[Path]) -> Path:
    """Return the responses file: one that is named, and no export."""
    folder = ready.path.parent
    used = {path.resolve() for path in exports}
    if wish.to is not None:
        return folder / wish.to
    named = [r.file for r in ready.survey.responses if r.file.lower().endswith(".csv")]
    for name in (*named, RESPONSES, "imported.csv"):
        if name and (folder / name).resolve() not in used:
            return folder / name
    return folder / "imported-responses.csv"


def _order(ready: Ready) -> list[str]:
    """Return the columns of a responses file in the order of the survey."""
    segments = [segment.column or id for id, segment in ready.survey.segments.items()]
    return [*segments, *_items(ready.questionnaire)]


def _items(questionnaire: Questionnaire) -> list[str]:
    return [item.id for item in questionnaire.items]


def _unlike(existing: Existing | None, target: Path) -> list[Finding]:
    if existing is None or existing.imported or not existing.size:
        return []
    what = "the responses file holds answers that were not imported"
    hint = "name another file with --to; both count, then"
    return [error("AS852", what, str(target), hint=hint)]


def _with_mapping(
    outcome: Outcome,
    opened: Sequence[Export],
    read: Sequence[Imported],
    survey: Path,
    wish: Wish,
) -> Outcome:
    """Return an outcome with a mapping file for what is to be decided, where there is none yet."""
    path = survey.parent / MAPPING
    first = next((one for one in read if one.report.unresolved), None)
    if first is None or wish.mapping is not None or path.exists():
        return outcome
    name = opened[read.index(first)].name
    text = mapping_text(name, first.report.platform, first.report.unresolved)
    report = replace(outcome.report, written=(str(path),))
    return replace(outcome, report=report, files={path: text.encode()})
