"""Keys tell who has answered like this before, and nothing without the ledger's own key."""

import numpy as np

from alignscan.model.codebook import MISSING
from alignscan.responses.batch import Batch
from alignscan.responses.keys import Gathered, person_keys, place_key

KEY, OTHER = bytes(32), bytes(31) + b"\1"


def batch(*rows: tuple[int, int], sites: tuple[int, ...] = ()) -> Batch:
    columns = np.array(rows, dtype=np.int16).reshape(-1, 2)
    places = np.array(sites or [0] * len(rows), dtype=np.int16)
    return Batch({"a": columns[:, 0], "b": columns[:, 1]}, {"site": places}, len(rows))


def test_equal_answers_have_equal_keys_wherever_people_belong() -> None:
    first, second, third = person_keys(batch((1, 2), (1, 2), (2, 1), sites=(0, 1, 0)), "ab", KEY)
    assert first == second != third


def test_a_missing_answer_is_an_answer_of_its_own() -> None:
    keys = person_keys(batch((1, MISSING), (1, 0)), "ab", KEY)
    assert len(set(keys.tolist())) == 2


def test_the_order_of_items_and_of_batches_does_not_matter() -> None:
    whole = person_keys(batch((1, 2), (3, 4)), "ab", KEY)
    assert person_keys(batch((1, 2), (3, 4)), "ba", KEY).tolist() == whole.tolist()
    passed = Gathered("ab", KEY)
    assert len(list(passed.passing([batch((1, 2)), batch((3, 4)), batch()]))) == 3
    assert passed.keys.tolist() == whole.tolist()


def test_another_ledger_gives_other_keys() -> None:
    mine, yours = (person_keys(batch((1, 2)), "ab", key)[0] for key in (KEY, OTHER))
    assert mine != yours
    assert place_key([("site", "Bern")], KEY) != place_key([("site", "Bern")], OTHER)


def test_places_are_told_apart() -> None:
    places = [[], [("site", "Bern")], [("site", "Oslo")], [("level", "Bern")]]
    found = {place_key(place, KEY) for place in places}
    assert len(found) == 4
    assert 0 not in found
