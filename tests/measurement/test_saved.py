"""Tabulations as files: nothing lost, the same bytes everywhere, nothing damaged taken in."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measurement.books import WEIGHTS, Case, Person, batch_of, book_of, cases, choice, rated
from tests.measurement.test_tables import PEOPLE, asked_book

from alignscan.measurement.arrays import IntArray
from alignscan.measurement.counts import Counts
from alignscan.measurement.measure import measure
from alignscan.measurement.saved import read_saved, save
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import Tabulation, added
from alignscan.model.codebook import Codebook
from alignscan.responses.errors import ResponsesError

BOOK = asked_book()
ITEMS = [item.id for item in BOOK.items]
KNOWN = {"AS820", "AS821", "AS822", "AS823"}


def person(level: int, *codes: int) -> Person:
    return Person({n: codes[i % len(codes)] for i, n in enumerate(ITEMS)}, {"level": level})


SOME = [person(0, 1, 2), person(0, 3), person(1, 4, 0, -1), person(-1, 2, -3, 3), person(0, 1, 2)]


def counted(book: Codebook, people: Sequence[Person]) -> Tabulation:
    return tabulate(book, [batch_of(book, people)])


def sealed(content: bytes) -> bytes:
    return content + sha256(content).digest()


def refused(data: bytes, book: Codebook = BOOK) -> tuple[str, str]:
    with pytest.raises(ResponsesError) as problem:
        read_saved(data, book, "site.tab")
    (finding,) = problem.value.findings
    assert finding.path == "site.tab"
    assert finding.hint
    return finding.code, finding.message


@settings(max_examples=60)
@given(cases())
def test_what_is_saved_is_read_back(case: Case) -> None:
    tabulation = counted(case.book, case.people)
    found = read_saved(save(tabulation), case.book)
    assert found == tabulation
    assert save(found) == save(tabulation)


@settings(max_examples=20)
@given(PEOPLE, PEOPLE, st.sampled_from([(Fraction(1),), tuple(WEIGHTS)]))
def test_saved_parts_add_up_to_the_saved_whole(
    some: list[Person], others: list[Person], weights: Sequence[Fraction]
) -> None:
    book = asked_book(weights=weights)
    whole = counted(book, some + others)
    parts = [read_saved(save(counted(book, people)), book) for people in (some, others)]
    for joined in (added(parts), added(parts[::-1])):
        assert joined == whole
        assert save(joined) == save(whole)


def test_products_wider_than_64_bits_are_kept() -> None:
    primes = (10007, 10009, 10037, 10039, 10061)
    items = [rated(f"q{p}", weight=Fraction(p, 10**4)) for p in primes]
    book = book_of([*items, rated("o")], {"direction": [i.id for i in items], "outcome": ["o"]})
    rows = [{**{i.id: (k * n + k) % 5 for n, i in enumerate(items)}, "o": k % 5} for k in range(12)]
    tabulation = counted(book, [Person(row, {}) for row in rows])
    assert tabulation.drivers is not None
    assert int(tabulation.drivers.products.max()) >= 2**64
    assert read_saved(save(tabulation), book) == tabulation
    nobody = tabulate(book, [])
    assert read_saved(save(nobody), book) == nobody


def test_flags_are_kept() -> None:
    book = book_of([rated(f"q{i}") for i in range(10)], segments={"site": ["Bern", "Oslo"]})
    straight = {item.id: 3 for item in book.items}
    mixed = {item.id: i % 5 for i, item in enumerate(book.items)}
    tabulation = counted(book, [Person(straight, {"site": 0}), Person(mixed, {"site": 0})])
    assert tabulation.flagged.tolist() == [False, True]
    assert read_saved(save(tabulation), book) == tabulation


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.measurement.test_saved import *\n"
        "people = SOME[:3] if sys.argv[1] == 'a' else SOME[3:]\n"
        "Path(sys.argv[2]).write_bytes(save(counted(BOOK, people[::-1])))\n"
    )
    root = Path(__file__).resolve().parents[2]
    parts = []
    for name, seed in (("a", "1"), ("b", "2")):
        target = tmp_path / name
        subprocess.run(
            [sys.executable, "-c", script, name, str(target)],
            cwd=root,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        )
        parts.append(read_saved(target.read_bytes(), BOOK))
    assert save(parts[0]) == save(counted(BOOK, SOME[:3]))
    assert save(added(parts)) == save(counted(BOOK, SOME))


def test_the_format_is_as_documented() -> None:
    book = book_of([rated("q", 3)], segments={"site": ["Bern"]})
    data = save(counted(book, [Person({"q": 2}, {"site": 0}), Person({"q": -1}, {"site": -1})]))
    format, survey, listed, rest = data.split(b"\n", 3)
    assert format == b"alignscan/tabulation/1"
    assert survey == (
        b'{"score_scale":["1","5"],"items":[{"id":"q","kind":"practice","points":["1","2","3"],'
        b'"values":["1","3","5"],"weight":"1","favorable":[2]}],'
        b'"scales":[{"id":"direction","items":["q"]}],'
        b'"segments":[{"id":"site","categories":["Bern"]}]}'
    )
    assert listed == (
        b'[["atoms",1,[2,1]],["flagged",1,[2]],["people",1,[2]],["straight",1,[2]],'
        b'["uniform",1,[2]],["answers/q/rows",1,[2]],["answers/q/key",1,[2]],'
        b'["answers/q/count",1,[2]],["scores/direction/rows",1,[2]],'
        b'["scores/direction/key",1,[2]],["scores/direction/count",1,[2]]]'
    )
    numbers = [0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 3, 6, 1, 1, 1, 1]
    assert list(rest[: len(numbers)]) == numbers
    assert rest[-32:] == sha256(data[:-32]).digest()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "AS820"),
        (b"PK\x03\x04", "AS820"),
        (b"C1_1a,C1_2\n4,5\n", "AS820"),
        (b"format: alignscan/1\n", "AS820"),
        (b"alignscan/tab", "AS820"),
        (b"alignscan/tabulation/2\n{}", "AS821"),
        (b"alignscan/tabulation/11\n", "AS821"),
        (b"alignscan/tabulation/", "AS822"),
        (b"alignscan/tabulation/1", "AS822"),
        (sealed(b"alignscan/tabulation/1"), "AS822"),
        (sealed(b"alignscan/tabulation/1\n{}\n"), "AS822"),
        (sealed(b"alignscan/tabulation/1\n{}\n[]\n"), "AS823"),
        (sealed(b"alignscan/tabulation/1\n" + b"[" * 10**6 + b"\n[]\n"), "AS823"),
        (sealed(b"alignscan/tabulation/1\n\xff\n[]\n"), "AS822"),
    ],
)
def test_a_foreign_file_is_named(data: bytes, code: str) -> None:
    assert refused(data)[0] == code


def test_every_cut_and_every_changed_byte_is_noticed() -> None:
    data = save(counted(BOOK, SOME))
    for end in range(22, len(data), 97):
        assert refused(data[:end])[0] == "AS822"
    assert refused(data + b"\n")[0] == "AS822"
    assert refused(data.replace(b"\n", b"\r\n"))[0] == "AS822"
    for at in range(23, len(data), 41):
        assert refused(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])[0] == "AS822"


Q = rated("q")


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (book_of([rated("q", 7)]), "item `q` has other points"),
        (book_of([replace(Q, values=Q.values[::-1])]), "item `q` is scored otherwise"),
        (book_of([replace(Q, weight=Fraction(2))]), "item `q` has another weight"),
        (book_of([replace(Q, favorable=(4,))]), "item `q` has other favorable points"),
        (book_of([choice("q", 5)], {"direction": []}), "item `q` is of another kind"),
        (book_of([Q, rated("r\n\x1b")]), "item `r` is only in the tabulation"),
        (book_of([rated("r")]), "item `r` is only in the tabulation"),
        (book_of([Q], {"direction": []}), "scale `direction` has other items"),
        (book_of([Q], {"goals": ["q"]}), "scale `goals` is only in the tabulation"),
        (book_of([Q], segments={"site": ["Bern"]}), "segment `site` is only in the tabulation"),
        (replace(book_of([Q]), high=Fraction(6)), "the scores are on another scale"),
    ],
)
def test_another_survey_is_told_apart_in_words(theirs: Codebook, said: str) -> None:
    code, message = refused(save(tabulate(theirs, [])), book_of([Q]))
    assert code == "AS823"
    assert said in message
    assert message.isprintable()


def test_order_and_categories_belong_to_the_survey() -> None:
    q, r = rated("q"), rated("r")
    one = book_of([q, r], segments={"site": ["Bern", "Oslo"]})
    turned = book_of([r, q], {"direction": ["q", "r"]}, {"site": ["Bern", "Oslo"]})
    other = book_of([q, r], segments={"site": ["Oslo", "Bern"]})
    without = book_of([q], segments={"site": ["Oslo", "Bern"]})
    assert "items are in another order" in refused(save(tabulate(turned, [])), one)[1]
    assert "segment `site` has other categories" in refused(save(tabulate(other, [])), one)[1]
    assert "item `r` is only in the survey file" in refused(save(tabulate(without, [])), one)[1]


def test_wording_and_column_names_do_not_matter() -> None:
    item = rated("q", 2)
    english = replace(item, labels=(("no",), ("yes",)), points=(Decimal(1), Decimal("2.0")))
    german = replace(item, labels=(("nein",), ("ja",)), cannot_say=("weiß nicht",))
    tabulation = counted(book_of([english]), [Person({"q": 1}, {})])
    assert read_saved(save(tabulation), book_of([german])).book == book_of([german])


@settings(max_examples=75)
@given(st.data())
def test_arbitrary_bytes_never_crash(data: st.DataObject) -> None:
    whole = save(counted(BOOK, SOME))
    start = data.draw(st.integers(0, len(whole) - 33))
    stop = data.draw(st.integers(start, min(start + 40, len(whole) - 32)))
    changed = whole[:start] + data.draw(st.binary(max_size=40)) + whole[stop:-32]
    for content in (data.draw(st.binary()), sealed(changed), changed):
        _read_and_measure(content)


def _codes(content: bytes) -> set[str]:
    try:
        read_saved(content, BOOK)
    except ResponsesError as problem:
        return {finding.code for finding in problem.findings}
    return set()


def _read_and_measure(content: bytes) -> None:
    found = _codes(content)
    assert found <= KNOWN
    if found:
        return
    tabulation = read_saved(content, BOOK)
    assert save(tabulation) == content
    for cell in measure(tabulation).cells:
        for scale in cell.agreement:
            assert cell.agreement[scale] is not None
        for reliability in cell.reliability.values():
            assert reliability.alpha is None or reliability.alpha <= 1


@settings(max_examples=75)
@given(PEOPLE, st.data())
def test_a_number_that_was_changed_with_care_is_noticed_or_harmless(
    people: list[Person], data: st.DataObject
) -> None:
    whole = save(counted(BOOK, people))[:-32]
    body = len(b"\n".join(whole.split(b"\n", 3)[:3])) + 1
    if body == len(whole):
        return
    at = data.draw(st.integers(body, len(whole) - 1))
    changed = whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :]
    _read_and_measure(sealed(changed))


def changed(tabulation: Tabulation, field: str, at: int, value: int) -> Tabulation:
    array = np.array(getattr(tabulation, field))
    array[at] = value
    fields: dict[str, Any] = {field: array}
    return replace(tabulation, **fields)


def rekeyed(counts: Counts, key: IntArray) -> Counts:
    return Counts(counts.atom, key, counts.count)


@pytest.mark.parametrize(
    ("field", "at", "value"),
    [
        ("people", 0, 0),
        ("people", 0, 7),
        ("people", 0, 2**40),
        ("atoms", 0, 5),
        ("atoms", 0, 1),
        ("flagged", 0, 1),
        ("straight", 0, 1),
        ("uniform", 1, 9),
    ],
)
def test_impossible_groups_are_refused(field: str, at: int, value: int) -> None:
    broken = changed(counted(BOOK, SOME), field, at, value)
    code, message = refused(save(broken))
    assert code == "AS822"
    assert "groups of people" in message or "answers to" in message


def test_impossible_tables_are_refused() -> None:
    tabulation = counted(BOOK, SOME)
    drivers = tabulation.drivers
    assert drivers is not None
    complete = dict(tabulation.complete)
    direction = complete["direction"]
    high = direction.products + 100
    pairs = tabulation.pairs["goals"]
    nothing = {**tabulation.pairs, "goals": rekeyed(pairs, np.arange(len(pairs.key)))}
    scores, answers = dict(tabulation.scores), dict(tabulation.answers)
    goals, given = scores["goals"], answers["a"]
    broken: dict[str, dict[str, Any]] = {
        "complete answers to `direction`": {
            "complete": {**complete, "direction": replace(direction, products=high)}
        },
        "complete answers to `goals`": {
            "complete": {**complete, "goals": replace(complete["goals"], points=high[:, :1])}
        },
        "drivers": {"drivers": replace(drivers, people=drivers.people + 1)},
        "wishes of `goals`": {"pairs": nothing},
        "scores of `goals`": {"scores": {**scores, "goals": rekeyed(goals, goals.key + 1)}},
        "answers to `a`": {"answers": {**answers, "a": rekeyed(given, given.key + 99)}},
    }
    for what, fields in broken.items():
        code, message = refused(save(replace(tabulation, **fields)))
        assert code == "AS822", what
        assert what in message or "shape" in message or "too large" in message, message


def test_a_list_that_promises_much_costs_nothing() -> None:
    data = save(tabulate(BOOK, []))
    first, survey, *_ = data.split(b"\n", 3)
    for listed in (
        b'[["people",32,[999999999999999]]]',
        b'[["people",1,[9999999999999999999999999,0]]]',
        b'[["people",8,[-1]]]',
        b'[["people",8,[1.5]]]',
        b'[["people",3,[1]]]',
        b'[{"people":1}]',
        b"{}",
        b"1" * 5000,
        b"[" * 10**6,
    ):
        assert refused(sealed(b"\n".join([first, survey, listed, b""])))[0] == "AS822"
