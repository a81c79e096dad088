"""Work on several threads: in order, and errors in their turn."""

import threading
import time
from collections.abc import Iterator

import pytest

from alignscan.responses import ahead as module
from alignscan.responses.ahead import ahead


@pytest.fixture(params=[1, 2, 4])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    count: int = request.param
    monkeypatch.setattr(module, "_processors", lambda: count)
    return count


def slow(part: int) -> int:
    time.sleep(0.002 * (part % 3))
    if part == 7:
        raise ValueError("seven")
    return part * part


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("size", [0, 1, 2, 6])
def test_results_come_in_order(size: int) -> None:
    assert list(ahead(slow, range(size))) == [n * n for n in range(size)]


@pytest.mark.usefixtures("processors")
def test_an_error_of_the_work_comes_after_all_before_it() -> None:
    results = ahead(slow, range(20))
    assert [next(results) for _ in range(7)] == [n * n for n in range(7)]
    with pytest.raises(ValueError, match="seven"):
        next(results)


def parts(size: int) -> Iterator[int]:
    yield from range(size)
    raise KeyError("no more")


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_an_error_of_the_parts_comes_after_all_before_it(size: int) -> None:
    results = ahead(slow, parts(size))
    assert [next(results) for _ in range(size)] == [n * n for n in range(size)]
    with pytest.raises(KeyError, match="no more"):
        next(results)


def test_few_parts_wait_at_a_time(processors: int) -> None:
    taken: list[int] = []

    def noted() -> Iterator[int]:
        for part in range(50):
            taken.append(part)
            yield part

    for done in ahead(abs, noted()):
        assert len(taken) <= done + 2 + processors


def test_one_part_needs_no_thread() -> None:
    (name,) = ahead(lambda _: threading.current_thread().name, [1])
    assert name == threading.main_thread().name


@pytest.mark.usefixtures("processors")
def test_who_stops_early_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    results = ahead(slow, range(100, 200))
    next(results)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
