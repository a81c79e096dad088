from decimal import Decimal

from tests.publish.test_candidates import of, people, shown

from alignscan.publish.bounds import Figure, stays_open

ONE_TO_FIVE = (1.0, 2.0, 3.0, 4.0, 5.0)
A, B = frozenset([0]), frozenset([1])


def around(members: frozenset[int], mean: float, n: int, step: float) -> Figure:
    return Figure(members, ONE_TO_FIVE, n * (mean - step / 2), n * (mean + step / 2))


def test_one_person_between_two_totals_is_bounded_too_closely() -> None:
    figures = [around(A | B, 4.9, 11, 0.1), around(A, 4.9, 10, 0.1)]
    assert not stays_open(figures, [B], [10, 1], ONE_TO_FIVE)


def test_the_same_person_is_open_where_the_others_are_not_shown() -> None:
    assert stays_open([around(A | B, 3.0, 11, 0.1)], [B], [10, 1], ONE_TO_FIVE)


def test_a_coarser_step_opens_what_a_finer_one_closes() -> None:
    def is_open(step: float) -> bool:
        figures = [around(A | B, 3.0, 9, step), around(A, 3.0, 8, step)]
        return stays_open(figures, [B], [8, 1], ONE_TO_FIVE)

    assert [is_open(step) for step in (0.1, 0.2, 0.5)] == [False, True, True]


def test_nothing_small_leaves_nothing_to_look_at() -> None:
    assert stays_open([around(A, 3.0, 9, 0.1)], [], [9], ONE_TO_FIVE)


def test_an_item_on_which_small_groups_would_be_too_narrow_is_shown_more_coarsely() -> None:
    company = people({}, {"Sales": 9, "Operations": 8, "HR": 3, "Legal": 3})
    column = [3, 4, 3, 4, 3, 3, 4, 3, 3] + [2, 3, 2, 3, 3, 2, 3, 3] + [5] * 6
    answers = {"q": column, "r": [2, 3, 4, 3, 3] * 4 + [3] * 3}
    result = shown(of(type(company)(company.groups, answers)))
    steps = {id: {c.items[id].step for c in result.values()} for id in answers}
    assert steps["q"] == {Decimal("0.5")} or steps["q"] == {Decimal("0.2")}
    assert steps["r"] == {Decimal("0.1")}
    for cell in result.values():
        assert cell.items["q"].favorable is None
        assert cell.items["q"].distribution is None
