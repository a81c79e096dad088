"""A tabulation as a file, so that answers are counted where they lie: ``alignscan/tabulation/1``.

The file is three lines of text, the arrays, and a check sum:

1. ``alignscan/tabulation/1``;
2. what the counts depend on, as JSON (``saved_book``): read with another survey, it is refused;
3. for each array its name, the bytes of one number and its shape, as JSON;
4. the arrays in that order, whole numbers without sign, little-endian, row by row;
5. the SHA-256 of everything before, 32 bytes.

It is not compressed: each array is as narrow as its largest number allows, which is small enough,
while compression gives other bytes with another version of its library, and a few bytes may unpack
to more than a machine can hold. So the same tabulation has the same bytes everywhere, a file takes
eight times its size in memory at most, and nothing in it is ever executed. The check sum tells a
file that arrived incomplete or changed; it does not tell who wrote it.

What can be derived from other arrays is left out: the atom of each row of a table (``rows`` says
how many each atom has), and which items apply to nobody. Everything read is checked (see
``saved_checks``), and the file has to be exactly what ``save`` writes for what was read.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

import numpy as np

from alignscan.measurement.arrays import IntArray, Mask, frozen
from alignscan.measurement.counts import Counts
from alignscan.measurement.keys import Keys, keys_of
from alignscan.measurement.saved_arrays import Arrays, Inconsistent, pack, unpack
from alignscan.measurement.saved_book import book_difference, book_text
from alignscan.measurement.saved_checks import check_tabulation
from alignscan.measurement.tables_complete import CompleteRows, Steps, absent_items
from alignscan.measurement.tables_drivers import DriverRows
from alignscan.measurement.tabulation import BY_ATOM, Tabulation
from alignscan.model.codebook import Codebook
from alignscan.responses.batch import NOT_STATED
from alignscan.responses.errors import ResponsesError, error

FAMILY: Final = b"alignscan/tabulation/"
FORMAT: Final = FAMILY + b"1"
VERSION: Final = re.compile(rb"([0-9.]{1,20})\r?\n")
SUM_BYTES: Final = 32
AGAIN: Final = "tabulate the answers again, or copy the file again as it is"


def save(tabulation: Tabulation) -> bytes:
    """Return a tabulation as a file; equal tabulations give equal bytes."""
    listed, body = pack(_arrays(tabulation))
    content = b"\n".join([FORMAT, book_text(tabulation.book).encode(), listed, body])
    return content + sha256(content).digest()


def read_saved(data: bytes, book: Codebook, path: str = "") -> Tabulation:
    """Return the tabulation that ``save`` wrote, for a survey that counts the same.

    ``path`` is the file as shown to the user. Raises ResponsesError with one finding: AS820 for
    bytes that are no tabulation, AS821 for another version, AS822 for a file that is incomplete
    or was changed, AS823 for another survey. Raises ValueError where ``tabulate`` does.
    """
    content = _content(data, path)
    try:
        _, saved_book, listed, body = content.split(b"\n", 3)
        text = saved_book.decode()
    except ValueError:
        raise _damaged(path, "it ends early") from None
    difference = book_difference(text, book)
    if difference is not None:
        raise not_of_this_survey(path, difference)
    try:
        tabulation = _tabulation(unpack(listed, body), book, keys_of(book))
    except Inconsistent as problem:
        raise _damaged(path, str(problem)) from None
    if save(tabulation) != data:
        raise _damaged(path, "no alignscan wrote it like this")
    return tabulation


def not_of_this_survey(path: str, difference: str) -> ResponsesError:
    """Return the error for counts of another survey (AS823)."""
    hint = "tabulate with this survey file, or one with the same questions and segments"
    what = f"the tabulation is of another survey: {difference}"
    return ResponsesError([error("AS823", what, path, hint=hint)])


def _content(data: bytes, path: str) -> bytes:
    if not data.startswith(FAMILY):
        hint = "`alignscan tabulate` writes tabulations"
        raise ResponsesError([error("AS820", "this is not a tabulation", path, hint=hint)])
    version = VERSION.match(data, len(FAMILY))
    if version is not None and version[1] != b"1":
        hint = "tabulate again with this version, or assess with the version that tabulated"
        what = "the tabulation was written by another version of alignscan"
        raise ResponsesError([error("AS821", what, path, hint=hint)])
    content, found = data[:-SUM_BYTES], data[-SUM_BYTES:]
    if sha256(content).digest() != found:
        raise _damaged(path, "its check sum is wrong")
    return content


def _damaged(path: str, why: str) -> ResponsesError:
    what = f"the tabulation is incomplete or was changed: {why}"
    return ResponsesError([error("AS822", what, path, hint=AGAIN)])


def _arrays(tabulation: Tabulation) -> Iterator[tuple[str, IntArray]]:
    yield "atoms", tabulation.atoms - NOT_STATED
    for name in BY_ATOM[1:]:
        yield name, getattr(tabulation, name)
    size = len(tabulation.people)
    for group, tables in _tables(tabulation).items():
        for name, counts in tables.items():
            yield f"{group}/{name}/rows", np.bincount(counts.atom, minlength=size)
            yield f"{group}/{name}/key", counts.key
            yield f"{group}/{name}/count", counts.count
    for name, rows in tabulation.complete.items():
        yield f"complete/{name}/points", rows.points
        yield f"complete/{name}/products", rows.products
    if tabulation.drivers is not None:
        yield "drivers/people", tabulation.drivers.people
        yield "drivers/totals", tabulation.drivers.totals
        yield "drivers/products", tabulation.drivers.products


def _tables(tabulation: Tabulation) -> dict[str, Mapping[str, Counts]]:
    return {
        "answers": tabulation.answers,
        "scores": tabulation.scores,
        "pairs": tabulation.pairs,
    }


def _tabulation(arrays: Arrays, book: Codebook, keys: Keys) -> Tabulation:
    people = arrays.column("people")
    size = len(people)
    answers = {item.id: _counts(arrays, f"answers/{item.id}", size) for item in book.items}
    tabulation = Tabulation(
        book=book,
        atoms=frozen(arrays.take("atoms", size, len(book.segments)) + NOT_STATED),
        flagged=_mask(arrays.take("flagged", size)),
        people=people,
        straight=arrays.take("straight", size),
        uniform=arrays.take("uniform", size),
        answers=answers,
        scores={name: _counts(arrays, f"scores/{name}", size) for name in keys.scores},
        complete={
            name: _complete(arrays, f"complete/{name}", steps, answers, size)
            for name, steps in keys.steps.items()
            if steps.pairs
        },
        pairs={name: _counts(arrays, f"pairs/{name}", size) for name in keys.pairs},
        drivers=_drivers(arrays, keys, size),
    )
    check_tabulation(tabulation, keys)
    return tabulation


def _counts(arrays: Arrays, name: str, size: int) -> Counts:
    rows, key = arrays.take(f"{name}/rows", size), arrays.column(f"{name}/key")
    if rows.max(initial=0) > len(key) or int(rows.sum()) != len(key):
        raise Inconsistent(f"`{name}` has another number of rows than it says")
    return Counts(
        atom=frozen(np.repeat(np.arange(size, dtype=np.int64), rows)),
        key=key,
        count=arrays.take(f"{name}/count", len(key)),
    )


def _complete(
    arrays: Arrays, name: str, steps: Steps, answers: Mapping[str, Counts], size: int
) -> CompleteRows:
    return CompleteRows(
        absent=absent_items(size, steps, answers),
        points=arrays.take(f"{name}/points", size, steps.edges[-1]),
        products=arrays.take(f"{name}/products", size, steps.pairs),
    )


def _drivers(arrays: Arrays, keys: Keys, size: int) -> DriverRows | None:
    if keys.drivers is None:
        return None
    names, wide = len(keys.drivers.names), keys.drivers.wide
    return DriverRows(
        people=arrays.take("drivers/people", size),
        totals=arrays.take("drivers/totals", size, names, wide=wide),
        products=arrays.take("drivers/products", size, names * (names + 1) // 2, wide=wide),
    )


def _mask(values: IntArray | Mask) -> Mask:
    mask = np.asarray(values != 0)
    mask.flags.writeable = False
    return mask
