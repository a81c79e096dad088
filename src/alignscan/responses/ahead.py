"""Work on the next parts while those before them are used; numpy lets threads share the work."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, Never, TypeVar

import numpy as np

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")
MOST: Final = 4
"""Threads at most; each holds a part in memory."""
LARGE: Final = 31 * 2**20
"""Bytes of a block from which the C library still learns how much to keep: below 32 MiB."""


def ahead(work: Callable[[T], R], parts: Iterable[T], most: int = MOST) -> Iterator[R]:
    """Yield the work done on each part, in order, by as many threads as there are processors.

    Errors of the parts and of the work are raised in their turn. One part alone needs no thread,
    and with ``most`` below 2 no part is touched before its work is asked for.
    """
    rest, several = iter(parts), False
    threads = min(most, MOST, _processors())
    if threads > 1:
        rest, several = _with_second(rest)
    yield from _shared(work, rest, threads) if several else map(work, rest)


def _with_second(parts: Iterator[T]) -> tuple[Iterator[T], bool]:
    """Return the parts, and whether there are two or more: most surveys have only one."""
    head: list[T] = []
    try:
        head.extend(islice(parts, 2))
    except Exception as error:
        parts = map(_raise, [error])
    return chain(head, parts), len(head) > 1


def _raise(error: Exception) -> Never:
    raise error


def _shared(work: Callable[[T], R], parts: Iterable[T], threads: int) -> Iterator[R]:
    from concurrent.futures import ThreadPoolExecutor

    _keep_memory()
    with ThreadPoolExecutor(threads) as pool:
        begun = _begun(pool, work, parts)
        waiting = deque(islice(begun, threads + 1))
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


def _keep_memory() -> None:
    """Let memory that is freed be kept for the next part: to ask for it anew takes a long time.

    The C library of Linux keeps twice the largest block that was freed; this one is never filled.
    """
    np.empty(LARGE, dtype=np.uint8)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
