"""Work on the next parts while those before them are used; numpy lets threads share the work."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")
MOST: Final = 4
"""Threads at most; each holds a part in memory."""


def ahead(work: Callable[[T], R], parts: Iterable[T], most: int = MOST) -> Iterator[R]:
    """Yield the work done on each part, in order, by as many threads as there are processors.

    Errors of the parts and of the work are raised in their turn. The first part, and with ``most``
    below 2 every part, is not touched before it is asked for.
    """
    rest = iter(parts)
    threads = min(most, MOST, _processors())
    yield from map(work, rest if threads < 2 else islice(rest, 1))
    for part in rest:  # most surveys end before
        yield from _shared(work, chain([part], rest), threads)


def _shared(work: Callable[[T], R], parts: Iterable[T], threads: int) -> Iterator[R]:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        begun = _begun(pool, work, parts)
        waiting = deque(islice(begun, threads))
        try:
            while waiting:
                done = waiting.popleft().result()
                waiting.extend(islice(begun, 1))
                yield done
        finally:
            for future in waiting:
                future.cancel()


def _begun(pool: "Executor", work: Callable[[T], R], parts: Iterable[T]) -> "Iterator[Future[R]]":
    """Yield the works as they begin; an error of the parts as one that failed."""
    from concurrent.futures import Future

    try:
        for part in parts:
            yield pool.submit(work, part)
    except Exception as error:
        failed: Future[R] = Future()
        failed.set_exception(error)
        yield failed


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
