from typing import Any

from tests.measurement.books import Person, batch_of, book_of, rated
from tests.publish.companies import SEGMENTS, Company, published, survey_of
from tests.publish.samples import survey

from alignscan.measurement.measure import measure
from alignscan.measurement.quality import FEWEST
from alignscan.measurement.tabulate import tabulate
from alignscan.measurement.tabulation import UNFLAGGED, WITHOUT_FLAGGED
from alignscan.publish.candidates import candidates
from alignscan.publish.protect.decide import decide
from alignscan.publish.published import Published, ShownCell

LEVELS, FUNCTIONS = SEGMENTS["level"], SEGMENTS["function"]


def people(levels: dict[str, int], functions: dict[str, int]) -> Company:
    """Return a company of some sizes, all at one site, in which everybody answers 2, 3 or 4."""
    level = [LEVELS.index(name) for name, n in levels.items() for _ in range(n)]
    function = [FUNCTIONS.index(name) for name, n in functions.items() for _ in range(n)]
    n = max(len(level), len(function))
    level, function = level or [0] * n, function or [0] * n
    answers = [2 + i % 3 for i in range(n)]
    return Company(
        {"level": level, "function": function, "site": [0] * n}, {"q": answers, "r": answers}
    )


def of(company: Company, **more: Any) -> Published:
    return published(company, survey_of(**more))


def shown(result: Published) -> dict[str, ShownCell]:
    return {cell.id: cell for cell in result.cells if isinstance(cell, ShownCell)}


def test_small_categories_are_put_together_as_other() -> None:
    company = people({}, {"Sales": 20, "Operations": 12, "HR": 3, "Legal": 2})
    result = of(company, on_small="merge")
    other = shown(result)["function=Other"]
    assert other.n == 5
    assert set(other.filters["function"]) >= {"HR", "Legal"}
    assert {"function=Sales", "function=Operations"} <= shown(result).keys()
    assert "function=HR" not in {cell.id for cell in result.cells}


def test_small_categories_that_do_not_reach_the_minimum_take_the_next_smallest_along() -> None:
    company = people({}, {"Sales": 20, "Operations": 12, "HR": 2, "Legal": 2})
    found = shown(of(company, on_small="merge"))
    assert found["function=Other"].n == 16
    assert set(found["function=Other"].filters["function"]) >= {"Operations", "HR", "Legal"}
    assert found["function=Sales"].n == 20


def test_one_small_category_is_hidden_in_another() -> None:
    company = people({}, {"Sales": 20, "Operations": 12, "HR": 2})
    found = shown(of(company, on_small="merge"))
    assert set(found["function=Other"].filters["function"]) >= {"Operations", "HR"}
    assert found["function=Other"].n == 14


def test_two_categories_are_not_put_together_to_everybody() -> None:
    company = people({}, {"Sales": 20, "HR": 2})
    ids = {cell.id for cell in of(company, on_small="merge").cells}
    assert "function=Other" not in ids


def test_withhold_puts_nothing_together() -> None:
    company = people({}, {"Sales": 20, "Operations": 12, "HR": 3, "Legal": 2})
    ids = {cell.id for cell in of(company, on_small="withhold").cells}
    assert "function=Other" not in ids
    assert "function=HR" in ids


def test_levels_are_never_put_together() -> None:
    company = people({"employee": 30, "team_leader": 3, "senior_leadership": 3}, {})
    assert "level=Other" not in {cell.id for cell in of(company, on_small="merge").cells}


def test_the_middle_is_a_group_of_its_own() -> None:
    company = people({"employee": 20, "team_leader": 8, "senior_management": 6}, {})
    middle = shown(of(company))["role=middle"]
    assert middle.n == 14
    assert middle.filters == {"level": ("senior_management", "team_leader")}


def test_a_crossing_is_shown_only_when_it_is_asked_for() -> None:
    company = people({"employee": 20, "team_leader": 20}, {"Sales": 30, "Operations": 10})
    assert not any("&" in cell.id for cell in of(company).cells)
    rules = {"crossings": [["level", "function"]]}
    result = of(company, confidentiality=rules)
    assert shown(result)["level=employee&function=Sales"].n == 20


def test_a_group_that_agreed_is_shown_below_the_minimum() -> None:
    company = people({"employee": 20, "team_leader": 8, "senior_leadership": 3}, {})
    agreed = {"consented": {"level": "senior_leadership", "reason": "agreed on 2026-09-21"}}
    assert "level=senior_leadership" not in shown(of(company))
    result = shown(of(company, **agreed))
    assert result["level=senior_leadership"].n == 3
    assert result["level=senior_leadership"].items["q"].mean is not None
    assert {"level=employee", "level=team_leader"} <= result.keys()


def test_nobody_else_is_shown_through_a_group_that_agreed() -> None:
    levels = {"employee": 20, "team_leader": 2, "senior_leadership": 3}
    functions = {"Sales": 18, "Operations": 2, "Legal": 5}  # Legal: the leaders and two others
    agreed = {"consented": {"level": "senior_leadership", "reason": "agreed on 2026-09-21"}}
    result = shown(of(people(levels, functions), **agreed))
    assert "level=senior_leadership" in result
    assert "function=Legal" not in result
    assert "level=employee" not in result


def test_only_the_whole_of_a_group_that_agreed_is_shown() -> None:
    levels = {"senior_leadership": 4, "employee": 30}
    functions = {"Sales": 8, "Legal": 26}
    company = people(levels, functions)  # the first two leaders are in Sales, the others in Legal
    functions_of = company.groups["function"]
    moved = [*functions_of[:2], *[FUNCTIONS.index("Legal")] * 2, *functions_of[4:]]
    company = Company({**company.groups, "function": moved}, company.answers)
    rules = {"crossings": [["level", "function"]]}
    agreed = {"consented": {"level": "senior_leadership", "reason": "agreed"}}
    result = shown(of(company, confidentiality=rules, **agreed))
    assert "level=senior_leadership" in result
    crossed = {id for id in result if id.endswith("=Sales")}
    assert not {"function=Sales", "level=employee&function=Sales"} <= crossed


def test_crossings_come_in_pairs() -> None:
    given = survey(
        segments={"site": {"categories": ["a"]}, "team": {"categories": ["b"]}},
        confidentiality={"crossings": [["site", "team"]]},
    )
    assert given.confidentiality.crossings == (("site", "team"),)


def test_flags_split_atoms_only_for_those_who_are_shown_without_the_flagged() -> None:
    names = [f"q{i}" for i in range(FEWEST)]
    book = book_of([rated(name) for name in names], segments={"level": ["top", "front"]})
    careless = [dict.fromkeys(names, 3), {name: i % 5 for i, name in enumerate(names)}]
    places = [(0, 0)] * 3 + [(0, 1)] * 8 + [(1, 0)] * 6 + [(1, 1)] * 4
    rows = [Person(careless[kind], {"level": level}) for level, kind in places]
    tabulation = tabulate(book, [batch_of(book, rows)])
    plain = measure(tabulation)
    whole = measure(tabulation, [*tabulation.cells(), WITHOUT_FLAGGED])
    wanted = candidates(whole.cells, whole)
    members = {c.id: sum(whole.atoms.people[a] for a in c.members) for c in wanted}
    assert members == {"overall": 21, "level=top": 11, "level=front": 10, UNFLAGGED: 12}
    assert max(wanted, key=lambda c: c.order).id == UNFLAGGED
    groups = [c for c in wanted if c.id != UNFLAGGED]
    for k in range(2, 12):
        together = decide(candidates(plain.cells, plain), plain.atoms.people, k)
        assert decide(groups, whole.atoms.people, k) == together
        assert decide(wanted, whole.atoms.people, k) - {UNFLAGGED} <= together
    assert UNFLAGGED not in decide(wanted, whole.atoms.people, 10)
