"""Signs of life while work takes long: on a terminal only, never where output is piped."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Tell = Callable[[int, int | None], None]
AFTER: Final = 2.0
"""Seconds before anything is shown; most surveys are done by then."""


@contextmanager
def progress(
    *, quiet: bool = False, stream: TextIO | None = None, after: float | None = None
) -> Iterator[Tell | None]:
    """Show on stderr how far reading is until the work ends; None where nobody looks on."""
    where = sys.stderr if stream is None else stream
    if quiet or not where.isatty():
        yield None
        return
    meter = _Meter(where, AFTER if after is None else after)
    try:
        yield meter.tell
    finally:
        meter.stop()


class _Meter:
    """A bar that appears after a while, even if nothing is told any more, and leaves no trace."""

    def __init__(self, stream: TextIO, after: float) -> None:
        self._stream = stream
        self._lock = Lock()
        self._told: tuple[int, int | None] = (0, None)
        self._bar: tuple[Progress, TaskID] | None = None
        self._timer = Timer(after, self._show)
        self._timer.daemon = True
        self._timer.start()

    def tell(self, done: int, about: int | None) -> None:
        """Take note of the rows read, and of about how many there are."""
        with self._lock:
            self._told = done, about
            self._update()

    def stop(self) -> None:
        """Take the bar away, or see to it that it does not appear."""
        self._timer.cancel()
        with self._lock:
            if self._bar is not None:
                self._bar[0].stop()
            self._bar = None

    def _show(self) -> None:
        with self._lock:
            if self._timer.finished.is_set():
                return
            bar = _bar(self._stream)
            self._bar = bar, bar.add_task("", total=None)
            self._update()
            bar.start()

    def _update(self) -> None:
        if self._bar is not None:
            (bar, task), (done, about) = self._bar, self._told
            total = None if about is None else max(about, done)
            bar.update(task, completed=done, total=total)


def _bar(stream: TextIO) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.completed:,} rows read"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(file=stream),
        transient=True,
    )
