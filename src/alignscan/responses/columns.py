"""Which column of a table answers which item and which segment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alignscan.model.codebook import Codebook
from alignscan.responses.errors import error, plural, shown, warning
from alignscan.source.finding import Finding
from alignscan.source.span import Span


@dataclass(frozen=True)
class Columns:
    """The columns of one table, by index from 0."""

    items: Mapping[str, int]
    segments: Mapping[str, int]
    ignored: tuple[str, ...]
    """Names of the columns that nothing is read from."""
    findings: tuple[Finding, ...]
    """AS803, AS804 (errors), AS811, AS812 (warnings)."""


def match_columns(
    book: Codebook, names: Sequence[str], path: str, spans: Sequence[Span | None] = ()
) -> Columns:
    """Return the columns of a table by their names: exact, else the only one in any case."""
    finder = _Finder(names, path, spans)
    items = {i.id: at for i in book.items if (at := finder.find(i.id)) is not None}
    segments = {s.id: at for s in book.segments if (at := finder.find(s.column)) is not None}
    used = {*items.values(), *segments.values()}
    ambiguous = finder.ambiguous
    findings = [*finder.findings, *_absent(book, items, segments, ambiguous, path)]
    ignored = tuple(n for at, n in enumerate(names) if n and at not in used)
    return Columns(items, segments, ignored, tuple(findings))


class _Finder:
    """Looks names up in a header and remembers which were found twice."""

    def __init__(self, names: Sequence[str], path: str, spans: Sequence[Span | None]) -> None:
        self._names = names
        self._folded = [name.casefold() for name in names]
        self._counts = Counter(names)
        self._folded_counts = Counter(self._folded)
        self._path = path
        self._spans = spans
        self.findings: list[Finding] = []
        self.ambiguous: set[str] = set()

    def find(self, name: str) -> int | None:
        """Return the index of the column with a name; None when there is not exactly one."""
        wanted = name.strip()
        if self._counts[wanted]:
            return self._only(wanted, wanted, self._names, self._counts)
        folded = wanted.casefold()
        if self._folded_counts[folded]:
            return self._only(wanted, folded, self._folded, self._folded_counts)
        return None

    def _only(
        self, name: str, key: str, keys: Sequence[str], counts: Mapping[str, int]
    ) -> int | None:
        if counts[key] == 1:
            return keys.index(key)
        if name not in self.ambiguous:
            self.ambiguous.add(name)
            second = keys.index(key, keys.index(key) + 1)
            self.findings.append(
                error(
                    "AS804",
                    f"{counts[key]} columns are named {shown(name)}",
                    self._path,
                    span=self._spans[second] if second < len(self._spans) else None,
                    hint="keep the column that holds the answers and rename or delete the others",
                )
            )
        return None


def _absent(
    book: Codebook,
    items: Mapping[str, int],
    segments: Mapping[str, int],
    ambiguous: set[str],
    path: str,
) -> list[Finding]:
    out: list[Finding] = []
    absent = [i.id for i in book.items if i.id not in items and i.id not in ambiguous]
    if book.items and not items and not ambiguous:
        hint = f"name the columns as the items are: {_few([i.id for i in book.items])}"
        out.append(error("AS803", "no column is named like an item", path, hint=hint))
    elif absent:
        message = f"{plural(len(absent), 'item has', 'items have')} no column: {_few(absent)}"
        out.append(warning("AS811", message, path, hint="they count as not asked in this file"))
    columns = [
        s.column for s in book.segments if s.id not in segments and s.column not in ambiguous
    ]
    if columns:
        message = f"{plural(len(columns), 'segment has', 'segments have')} no column"
        hint = "all respondents of this file count as not stated; `column:` names another column"
        out.append(warning("AS812", f"{message}: {_few(columns)}", path, hint=hint))
    return out


def _few(names: Sequence[str]) -> str:
    """Return the first ten names, and how many more there are."""
    rest = len(names) - 10
    return ", ".join(map(shown, names[:10])) + (f" and {rest} more" if rest > 0 else "")
