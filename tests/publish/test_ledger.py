"""Releases of one wave: what stays safe beside what was shown, and nothing more."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.publish.companies import SEGMENTS, survey_of
from tests.publish.releases import KEY, Somebody, Wave, changed, crowd, decided_beside

from alignscan.api.releases import Keeping, Kept, Refused
from alignscan.model.survey import Survey
from alignscan.publish.published import Published, ShownCell
from alignscan.publish.release.ledger import to_bytes

ITEMS = tuple("abcdefgh")
LATE = Somebody(900, {"level": 0, "function": 0, "site": 0}, dict.fromkeys(ITEMS, 5))


def people(n: int = 80) -> list[Somebody]:
    """Return people in four functions and two sites, with answers of their own."""
    rng = np.random.default_rng(5)
    return [
        Somebody(
            i,
            {"level": i // 8 % 2, "function": i % 4, "site": i // 4 % 2},
            {item: int(a) for item, a in zip(ITEMS, rng.integers(1, 6, len(ITEMS)), strict=True)},
        )
        for i in range(n)
    ]


def ids(published: Published) -> set[str]:
    return {cell.id for cell in published.cells if isinstance(cell, ShownCell)}


def wave(**more: Any) -> Wave:
    return Wave(survey_of(**more), ITEMS)


def released(one: Wave, some: Sequence[Somebody], survey: Survey | None = None) -> set[str]:
    return ids(one.release(some, survey).decided.published)


def test_a_late_response_takes_with_it_every_group_it_is_in() -> None:
    one = wave()
    before = released(one, people())
    found = one.release([*people(), LATE])
    after = ids(found.decided.published)
    assert before - after == {"overall", "level=employee", "function=Sales", "site=Bern"}
    assert after < before
    assert found.lost == 4


def test_the_same_people_in_another_order_are_the_same_release() -> None:
    one = wave()
    first = one.release(people()).decided.published
    kept = one.ledger
    again = one.release(people()[::-1])
    assert again.decided.published == first
    assert again.ledger is None
    assert one.ledger is kept


def test_a_deleted_response_takes_its_groups_with_it() -> None:
    one = wave()
    before = released(one, people())
    gone = people()[0]
    assert before - released(one, people()[1:]) == {
        "overall",
        "level=employee",
        "function=Sales",
        "site=Bern",
    }
    assert gone.groups == {"level": 0, "function": 0, "site": 0}


def test_a_changed_answer_takes_its_groups_with_it() -> None:
    one = wave()
    before = released(one, people())
    first, *others = people()
    answers = {**first.answers, "a": 6 - (first.answers["a"] or 1)}
    if answers["a"] == first.answers["a"]:
        answers["a"] = 1
    after = released(one, [replace(first, answers=answers, version=1), *others])
    assert before - after == {"overall", "level=employee", "function=Sales", "site=Bern"}


def test_who_moves_takes_both_groups_but_not_everybody() -> None:
    one = wave()
    before = released(one, people())
    first, *others = people()
    moved = replace(first, groups={**first.groups, "function": 1})
    assert before - released(one, [moved, *others]) == {"function=Sales", "function=Operations"}


def test_three_who_moved_and_two_who_left_are_seen_through() -> None:
    one = wave()
    released(one, people())
    rows = people()
    for at in (0, 4, 8):
        rows[at] = replace(rows[at], groups={**rows[at].groups, "function": 1})
    released(one, rows[:-2])
    assert next(one.leaks(5), None) is None
    assert "overall" not in ids(one.seen[-1][0])


def test_many_late_responses_change_nothing_about_what_is_shown() -> None:
    one = wave()
    before = released(one, people(80))
    after = one.release(people(280))
    assert ids(after.decided.published) == before
    assert after.lost == 0
    assert next(one.leaks(5), None) is None


def test_a_crossing_that_is_asked_for_later_is_decided_around() -> None:
    crossed = wave().survey.confidentiality.model_copy(
        update={"crossings": (("function", "site"),)}
    )
    one = wave()
    before = released(one, people())
    more = one.survey.model_copy(update={"confidentiality": crossed})
    after = released(one, people(), more)
    assert before < after
    assert next(one.leaks(5), None) is None
    assert before == released(one, people())


def test_a_category_that_is_renamed_or_merged_is_decided_around() -> None:
    one = wave()
    before = released(one, people())
    segments = {s: {"categories": list(names)} for s, names in SEGMENTS.items()}
    segments["function"]["categories"][0] = "Trade"
    renamed = survey_with(segments)
    after = released(one, people(), renamed)
    assert after == before - {"function=Sales"} | {"function=Trade"}
    segments["function"]["categories"][1] = "Trade and operations"
    together = [
        replace(p, groups={**p.groups, "function": max(p.groups["function"], 1)}) for p in people()
    ]
    assert "function=Trade and operations" in released(one, together, survey_with(segments))


def survey_with(segments: dict[str, dict[str, list[str]]]) -> Survey:
    given = survey_of()
    columns = {
        s: given.segments[s].model_copy(update={"categories": tuple(one["categories"])})
        for s, one in segments.items()
    }
    return given.model_copy(update={"segments": columns})


def with_minimum(k: int) -> Survey:
    given = survey_of()
    rules = given.confidentiality.model_copy(update={"min_group": k})
    return given.model_copy(update={"confidentiality": rules})


def test_the_minimum_may_grow_but_not_shrink() -> None:
    one = wave()
    released(one, people())
    assert released(one, people(), with_minimum(8))
    with pytest.raises(Refused) as refused:
        one.release(people(), with_minimum(4))
    assert [f.code for f in refused.value.findings] == ["AS843"]
    assert one.release(people(), with_minimum(4), supersede=True).ledger is not None


def test_two_sets_of_answers_by_turns_give_the_same_reports_each_time() -> None:
    one, a, b = wave(), people(), [*people(), LATE]
    first, second = one.release(a).decided, one.release(b).decided
    data = to_bytes(one.ledger) if one.ledger else b""
    assert one.release(a).decided.published == first.published
    assert one.release(b[::-1]).decided.published == second.published
    assert one.release(a).decided.published == first.published
    assert one.ledger is not None
    assert to_bytes(one.ledger) == data


def test_people_with_the_same_answers_are_told_apart_by_where_they_belong() -> None:
    alike = [replace(p, answers=dict.fromkeys(ITEMS, 3)) for p in people()]
    one = wave()
    before = released(one, alike)
    after = released(one, [*alike, replace(LATE, answers=dict.fromkeys(ITEMS, 3))])
    assert before - after == {"overall", "level=employee", "function=Sales", "site=Bern"}


def test_superseding_says_how_few_could_be_worked_out() -> None:
    one = wave()
    one.release(people())
    kept = one.release([*people(), LATE], supersede=True)
    assert (kept.risk, kept.lost) == (1, 0)
    assert "overall" in ids(kept.decided.published)
    assert one.ledger is not None
    assert [w.superseded for w in one.ledger.waves] == [True, False]
    kept = one.release([*people(), LATE], supersede=True)
    assert kept.risk is None


def test_a_superseded_release_no_longer_counts() -> None:
    one = wave()
    one.release(people())
    one.release([*people(), LATE], supersede=True)
    assert one.release(people()).lost == 4


def test_waves_do_not_know_each_other() -> None:
    one = wave()
    before = released(one, people())
    other = one.survey.model_copy(
        update={"wave": one.survey.wave.model_copy(update={"id": "next"})}
    )
    assert released(one, [*people(), LATE], other) == before
    assert one.ledger is not None
    assert len(one.ledger.waves) == 2
    assert one.release([*people(), LATE]).lost == 4


def test_without_a_release_nothing_is_remembered() -> None:
    for keeping in (Keeping(), Keeping(key=KEY)):
        assert look(people(), keeping).ledger is None


def test_looking_shows_what_stays_safe() -> None:
    one = wave()
    one.release(people())
    seen = look([*people(), LATE], Keeping(one.ledger))
    assert seen.lost == 4
    assert seen.ledger is None


def look(some: Sequence[Somebody], keeping: Keeping) -> Kept:
    return decided_beside(some, survey_of(), ITEMS, keeping)


def test_an_item_that_is_answered_late_is_left_out_where_it_tells() -> None:
    first, *others = people()
    answers = {**first.answers, "a": None}
    one = wave()
    one.release([replace(first, answers=answers, version=1), *others])
    one.release(people())
    assert next(one.leaks(5, "a"), None) is None


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("seed", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_the_attack_on_two_releases_needs_the_ledger(seed: int, keeps: bool) -> None:
    one = Wave(survey_of(), ITEMS[:2], keeps=keeps)
    some = crowd(seed, ITEMS[:2], most=60)
    one.release(some)
    one.release(changed(some, np.random.default_rng([seed, 9])))
    found = next(one.leaks(5), None) or next(one.leaks(5, "a"), None)
    assert (found is None) == keeps


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(24))
def test_the_attack_on_three_releases_finds_nothing(seed: int) -> None:
    one = Wave(survey_of(crossed=seed % 8 == 7), ITEMS[:3])
    some, rng = crowd(seed, ITEMS, most=30 if seed % 8 == 7 else 110), np.random.default_rng(seed)
    for _ in range(3):
        one.release(some)
        some = changed(some, rng)
    assert next(one.leaks(5), None) is None
    for item in ITEMS[:2]:
        assert next(one.leaks(5, item), None) is None
