"""Every promise of confidentiality, and the test that holds it."""

import importlib
from typing import Final

import pytest

HELD: Final = {
    "an attack finds nothing in fifty companies": [
        "publish.test_attack.test_the_attack_finds_nothing_in_what_the_gate_shows",
        "publish.test_reader.test_a_reader_works_out_nothing_in_fifty_companies",
        "publish.test_reader.test_an_integer_program_works_out_nothing_either",
    ],
    "the attack works: weaker rules are broken": [
        "publish.test_attack.test_the_attack_finds_what_a_plain_threshold_leaves_open",
        "publish.test_attack.test_the_attack_finds_what_hiding_the_next_smallest_leaves_open",
        "publish.test_reader.test_a_weaker_gate_is_broken",
        "publish.test_reader.test_without_the_ladder_extremes_are_read",
    ],
    "the order of rows, columns and categories decides nothing": [
        "publish.test_attack.test_the_order_of_rows_columns_and_categories_decides_nothing",
        "publish.test_attack.test_the_order_of_cells_and_atoms_decides_nothing",
    ],
    "what is planted comes out nowhere": [
        "publish.test_canaries.test_nothing_that_was_planted_comes_out",
    ],
    "no number has more digits than its step": [
        "publish.test_canaries.test_no_number_has_more_digits_than_its_step",
    ],
    "response rates are coarse and of enough people": [
        "publish.test_nonresponse.test_whether_everybody_of_a_group_answered_is_not_told",
        "publish.test_nonresponse.test_rates_that_leave_a_few_invited_people_over_are_not_shown",
        "publish.test_nonresponse.test_a_withheld_group_has_no_response_rate",
    ],
    "who is flagged is not told": [
        "publish.test_unflagged.test_a_few_flagged_people_are_not_told_apart",
    ],
    "who skipped a statement is not told": [
        "publish.test_nonresponse.test_who_skipped_is_a_share_only_where_it_tells_of_nobody",
    ],
}


@pytest.mark.parametrize(
    ("promise", "test"), [(promise, test) for promise, tests in HELD.items() for test in tests]
)
def test_the_test_that_holds_a_promise_is_there(promise: str, test: str) -> None:
    module, _, name = f"tests.{test}".rpartition(".")
    assert callable(getattr(importlib.import_module(module), name)), promise
