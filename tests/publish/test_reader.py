"""What a reader with the JSON and the roster can work out: nothing about fewer people than five.

Companies with everything in them, see ``rich``; the attack is ``bounding`` and ``attack``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from tests.publish.attack import among, memberships
from tests.publish.bounding import Opening, Reader, Subject
from tests.publish.rich import (
    ITEMS,
    PRACTICES,
    SCALES,
    Rich,
    asked,
    head_count,
    measured,
    published,
    rich,
)

from alignscan.publish import ladder
from alignscan.publish import visible as gate
from alignscan.publish.protect.decide import Candidate

K = 5
HALF_SWING = 2.0
FEW = (4, 8)
MANY = range(52)


def company(seed: int) -> Rich:
    return rich(
        seed,
        uniform=seed % 2 == 0,
        skipping=0.03 if seed % 3 == 0 else 0.0,
        careless=0.15 if seed % 4 == 1 else 0.0,
        extreme=seed % 4 in (0, 2),
        crowded=0.4 if seed % 2 else 1.0,
    )


def reader(seed: int) -> tuple[Rich, Reader]:
    """Return a company, and what is published of it as its reader sees it."""
    one, more = company(seed), dict[str, Any]()
    heads = head_count(one, seed) if seed % 4 == 1 else {}
    if heads:
        more["population"] = heads
    survey = asked(crossed=seed % 2 == 1, on_small="merge" if seed % 3 == 2 else "withhold", **more)
    return one, read(one, published(one, survey).model_dump(mode="json"), heads)


def read(one: Rich, json: dict[str, Any], heads: Mapping[str, Any] | None = None) -> Reader:
    flagged = np.array(one.flagged)
    return Reader(json | {"head_counts": heads or {}}, one.roster(), SCALES, PRACTICES, flagged)


def truth(one: Rich, items: tuple[str, ...]) -> Any:
    """Return what people answered, people x options: a score as a mixture of its items."""
    rows = np.zeros((one.company.size, 5))
    for item in items:
        for person, answer in enumerate(one.company.answers[item]):
            if answer is not None:
                rows[person, answer - 1] += 1
    return rows / np.maximum(rows.sum(axis=1, keepdims=True), 1)


def subjects(one: Rich, found: Reader) -> Iterator[Subject]:
    for item in ITEMS:
        yield found.of_item(item, np.array(one.answered(item)), truth(one, (item,)))
    for scale, items in SCALES.items():
        yield found.of_score(scale, np.array(one.scored(scale)), truth(one, items))


def narrow(one: Rich, found: Reader) -> list[tuple[str, Opening]]:
    out = []
    for subject in subjects(one, found):
        assert subject.violated() == [], subject.name  # the attack reads what stands there
        out += [(subject.name, o) for o in subject.narrow(found.groups, K, HALF_SWING)]
    return out


def known_exactly(one: Rich, found: Reader) -> list[tuple[str, Opening]]:
    """Return small groups whose total an integer program leaves too little room."""
    return [
        (subject.name, opening)
        for subject in subjects(one, found)
        if subject.name in ITEMS
        for opening in subject.narrow(found.groups, K, HALF_SWING, whole=True)
    ]


def counted(one: Rich, found: Reader) -> list[tuple[str, tuple[int, ...]]]:
    """Return sets of fewer than five people that a combination of sums rests on, by subject."""
    seen: dict[bytes, tuple[int, ...] | None] = {}

    def leak(people: Any) -> tuple[int, ...] | None:
        key = people.tobytes()
        if key not in seen:
            seen[key] = next(among(people, K), None) if people.size else None
        return seen[key]

    out = []
    for scale in SCALES:
        out.append((scale, leak(_of_scale(one, found, scale))))
    for item in ITEMS:
        shown = [c["filters"] for c, _ in found.shown if c["items"][item]["n"] is not None]
        roster = [p for p, a in zip(found.roster, one.answered(item), strict=True) if a]
        people = memberships(roster, shown)
        told = [c["items"][item]["n"] for c, _ in found.shown]
        assert people.sum(axis=1).tolist() == [n for n in told if n is not None], item
        out.append((item, leak(people)))
    return [(name, few) for name, few in out if few]


def _of_scale(one: Rich, found: Reader, scale: str) -> Any:
    """Return sums x people with a score: how much each counts, in thousandths."""
    scored = np.array(one.scored(scale))
    subject = found.of_score(scale, scored, truth(one, SCALES[scale]))
    rows = {tuple(np.rint(1000 * bound.who[scored]).astype(int)) for bound in subject.bounds}
    return np.array(sorted(rows), dtype=np.int64)


@pytest.mark.parametrize("seed", FEW)
def test_a_reader_works_out_nothing_about_the_few(seed: int) -> None:
    one, found = reader(seed)
    assert counted(one, found) == []
    assert narrow(one, found) == []


# In 30, two people were known together.
@pytest.mark.parametrize("seed", [8, pytest.param(30, marks=pytest.mark.slow)])
def test_whole_people_are_not_known_exactly(seed: int) -> None:
    one, found = reader(seed)
    assert known_exactly(one, found) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", range(4))
def test_a_reader_works_out_nothing_in_fifty_companies(first: int) -> None:
    for seed in MANY[first::4]:
        one, found = reader(seed)
        assert counted(one, found) == [], seed
        assert narrow(one, found) == [], seed


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", range(4))
def test_an_integer_program_works_out_nothing_either(first: int) -> None:
    for seed in MANY[first::4]:
        one, found = reader(seed)
        assert known_exactly(one, found) == [], seed


def everybody_above(candidates: Any, people: Any, k: int, _: str | None) -> frozenset[str]:
    """Return the groups of a plain threshold."""
    return frozenset(c.id for c in candidates if sum(people[a] for a in c.members) >= k)


def next_smallest(candidates: Any, people: Any, k: int, _: str | None) -> frozenset[str]:
    """Return those that are left when each breakdown hides its next smallest group as well."""
    tables: dict[str, list[Candidate]] = {}
    for one in candidates:
        segments = (part.partition("=")[0] for part in one.id.split("&"))
        tables.setdefault("&".join(segments), []).append(one)
    shown: list[str] = []
    for group in tables.values():
        sizes = {c.id: sum(people[a] for a in c.members) for c in group}
        kept = sorted((id for id in sizes if sizes[id] >= k), key=lambda id: -sizes[id])
        hidden = sum(n for n in sizes.values() if 0 < n < k)
        while kept and 0 < hidden < k:
            hidden += sizes[kept.pop()]
        shown += kept
    return frozenset(shown)


@pytest.mark.parametrize("weaker", [everybody_above, next_smallest])
def test_a_weaker_gate_is_broken(weaker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "decide_with", weaker)
    one, given = rich(3, crowded=0.4), asked(crossed=True, on_small="withhold")
    found = read(one, published(one, given).model_dump(mode="json"))
    assert counted(one, found) != []


def test_without_the_ladder_extremes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def says_yes(*_: object, **__: object) -> bool:
        return True

    monkeypatch.setattr(ladder, "stays_open", says_yes)
    monkeypatch.setattr(ladder, "moves_freely", says_yes)
    one = rich(9, uniform=True, extreme=True)
    found = read(
        one, published(one, asked(crossed=False, on_small="withhold")).model_dump(mode="json")
    )
    assert narrow(one, found) != []


@pytest.mark.slow
@pytest.mark.parametrize("uniform", [False, True], ids=["logarithm", "root"])
@pytest.mark.parametrize(("crossed", "least"), [(False, 0.9), (True, 0.7)], ids=["", "crossed"])
def test_most_groups_of_five_are_shown(crossed: bool, least: float, uniform: bool) -> None:
    large = seen = 0
    for seed in MANY:
        one, given = rich(seed, uniform=uniform), asked(crossed=crossed, on_small="withhold")
        found = measured(one, given)
        large += sum(cell.respondents >= K for cell in found.cells)
        seen += len(gate.visible(found, given).cells)
    assert seen >= least * large, f"{seen} of {large} groups shown"
