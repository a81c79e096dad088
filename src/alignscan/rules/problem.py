"""What a rule reports: a code, a place in the data, and words for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

MOST: Final = 100
"""How many problems of one kind are reported for a file."""

Loc = tuple[str | int, ...]
"""Where a value is, by keys and list positions: of the model, or of the file as written."""

Subject = TypeVar("Subject")


class Problem(NamedTuple):
    """Something wrong at one place; the file and the position are added later."""

    code: str
    loc: Loc
    message: str
    """What is wrong, without the text of anybody's answer."""
    hint: str | None = None
    """What to write instead."""
    at_key: bool = False
    """Whether the key is at fault rather than its value."""


class Check(NamedTuple, Generic[Subject]):
    """A rule's function, and the top-level keys that must be sound for it to make sense."""

    problems: Callable[[Subject], Iterable[Problem]]
    reads: frozenset[str]


def check(problems: Callable[[Subject], Iterable[Problem]], *reads: str) -> Check[Subject]:
    """Return a check that is left out when one of the keys it reads is broken."""
    return Check(problems, frozenset(reads))


def run(
    checks: Sequence[Check[Subject]], subject: Subject, broken: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Yield the problems of all checks that read nothing broken, at most 100 of each check."""
    for each in checks:
        if not broken or not each.reads & broken:
            found = list(islice(each.problems(subject), MOST + 1))
            if found:
                yield from _first(found)


def _first(found: list[Problem]) -> Iterator[Problem]:
    yield from found[: MOST - 1] if len(found) > MOST else found
    if len(found) > MOST:
        last = found[MOST - 1]
        yield last._replace(message=f"{last.message}; more of the same follow")
