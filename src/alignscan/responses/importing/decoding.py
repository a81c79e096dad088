"""From the cells of an export to the cells of a responses file, column by column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignscan.model.imported import Unknown
from alignscan.model.survey import Survey
from alignscan.responses.errors import error, plural
from alignscan.responses.importing.answers import Read, Reading, read_answers
from alignscan.responses.importing.companion import Companion, variable_of
from alignscan.responses.importing.gather import Column, merged
from alignscan.responses.importing.personal import heading_name, may_be_shown, tells_somebody
from alignscan.responses.importing.plan import Planned
from alignscan.responses.importing.targets import Target
from alignscan.responses.importing.texts import shortened
from alignscan.responses.platforms.profile import Profile
from alignscan.source.finding import Finding

MOST_CATEGORIES = 60
_QUOTED = 10


@dataclass(frozen=True)
class Decoded:
    """The answers to one question."""

    target: Target
    headings: tuple[str, ...]
    column: Column
    reads: tuple[Read, ...]
    problem: str = ""
    """Why its columns cannot be put together."""


@dataclass(frozen=True)
class Decoder:
    """How the cells of an export are read."""

    profile: Profile
    survey: Survey
    companion: Companion

    def decoded(self, plan: Sequence[Planned], columns: Mapping[int, Column]) -> list[Decoded]:
        """Return the answers to each question that some column answers."""
        found: dict[Target, list[Planned]] = {}
        for one in plan:
            if one.match.target is not None:
                found.setdefault(one.match.target, []).append(one)
        return [self._of(target, parts, columns) for target, parts in found.items()]

    def _of(
        self, target: Target, parts: Sequence[Planned], columns: Mapping[int, Column]
    ) -> Decoded:
        reads, done = [], []
        for part in parts:
            column = columns[part.heading.at]
            read = self._read(target, part, column.counts())
            reads.append(read)
            done.append(column.replaced(read.cells))
        headings = tuple(heading_name(part.heading.shown) for part in parts)
        by_text = all(part.match.by in ("text", "row") for part in parts)
        one = done[0] if len(done) == 1 else merged(done) if by_text else None
        if one is not None:
            return Decoded(target, headings, one, tuple(reads))
        numbers = ", ".join(str(part.heading.at + 1) for part in parts)
        what = f"columns {numbers} all answer {target.id}"
        return Decoded(target, headings, done[0], tuple(reads), what)

    def _read(self, target: Target, part: Planned, counts: Mapping[str, int]) -> Read:
        if target.is_segment and not target.question.answers and part.mapped is None:
            return _found(counts)
        mapped = part.mapped
        bands = tuple((band.below, band.category) for band in mapped.bands) if mapped else ()
        reading = Reading(
            target,
            own=part.match.own,
            numbers=self.profile.id == "qualtrics",
            more=self._map(target),
            blank=self.profile.blank,
            variable=variable_of(part.heading, self.companion),
            written=mapped.answers if mapped else {},
            bands=bands,
        )
        if target.is_segment and not target.question.answers and not bands:
            return _found(
                {mapped.answers.get(v, v) or "" if mapped else v: n for v, n in counts.items()}
            )
        return read_answers(counts, reading)

    def _map(self, target: Target) -> Mapping[str, str]:
        return self.survey.segments[target.id].map if target.is_segment else {}


def _found(counts: Mapping[str, int]) -> Read:
    """Return the cells of a segment that declares no categories: each is one."""
    various = len(counts) > MOST_CATEGORIES or tells_somebody(counts)
    if various:
        return Read(unknown={text: count for text, count in counts.items() if text})
    return Read(cells={text: text for text in counts})


def categories_of(one: Decoded) -> tuple[str, ...]:
    """Return the categories that a segment was found to have, in alphabetical order."""
    return tuple(sorted(value for value in one.column.counts() if value))


def unknown_answers(done: Sequence[Decoded]) -> Iterator[Unknown]:
    """Yield what was not understood; of cells only what may be shown."""
    for one in done:
        unknown: dict[str, int] = {}
        for read in one.reads:
            for text, count in read.unknown.items():
                unknown[text] = unknown.get(text, 0) + count
        if unknown:
            yield _unknown(one, unknown)


def _unknown(one: Decoded, unknown: Mapping[str, int]) -> Unknown:
    ranked = sorted(unknown.items(), key=lambda pair: (-pair[1], pair[0]))
    few = [pair for pair in ranked if may_be_shown(*pair)] if len(ranked) <= 20 else []
    shown = tuple((shortened(text, 40), count) for text, count in few[:_QUOTED])
    return Unknown(one.target.id, one.headings[0], sum(unknown.values()), shown, _hint(one.target))


def _hint(target: Target) -> str:
    cells = [answer.cell for answer in target.question.answers]
    if target.is_segment:
        return "add them to `map:` or `categories:` of the segment, or to `answers:` of a mapping"
    labels = [next(iter(a.texts.values()), a.cell) for a in target.question.answers][:7]
    known = ", ".join(
        f"{cell} ({label})" if cell != label else cell
        for cell, label in zip(cells, labels, strict=False)
    )
    return f"accepted are {known}; `answers:` in a mapping says what other cells mean"


def finding_of(unknown: Unknown, path: str, *, segment: bool) -> Finding:
    """Return the finding for cells that mean nothing (AS801, AS802)."""
    code, what = ("AS802", "segment") if segment else ("AS801", "item")
    cells = plural(unknown.cells, "cell")
    message = f"column {unknown.heading} ({what} {unknown.id}): {cells} not understood"
    if unknown.shown:
        message += ": " + ", ".join(f'"{text}" ({count})' for text, count in unknown.shown)
        rest = unknown.cells - sum(count for _, count in unknown.shown)
        message += f" and {rest} more" if rest else ""
    return error(code, message, path, hint=unknown.hint)
