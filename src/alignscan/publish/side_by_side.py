"""Work on several items at a time: solvers and numpy let others work beside them."""

import os
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

A = TypeVar("A")
B = TypeVar("B")
MOST: Final = 4
"""Most threads: what is done between two solvers is done by one of them at a time."""


def side_by_side(work: Callable[[A], B], over: Iterable[A], most: int = MOST) -> list[B]:
    """Return what work makes of each, in the order given, by that many threads at most."""
    threads = min(os.cpu_count() or 1, most)
    if threads == 1:
        return [*map(work, over)]
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(threads)
    try:
        return [*pool.map(work, over)]
    finally:
        pool.shutdown(cancel_futures=True)
