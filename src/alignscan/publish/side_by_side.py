"""Work on several items at a time: solvers and numpy let others work beside them."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

A = TypeVar("A")
B = TypeVar("B")
MOST: Final = 4
"""Most threads: what is done between two solvers is done by one of them at a time."""


def side_by_side(work: Callable[[A], B], over: Iterable[A]) -> list[B]:
    """Return what work makes of each, in the order given."""
    threads = min(os.cpu_count() or 1, MOST)
    pool = ThreadPoolExecutor(threads)
    try:
        return [*pool.map(work, over)]
    finally:
        pool.shutdown(cancel_futures=True)
