from decimal import Decimal

import numpy as np
import pytest
from tests.publish.surveys import ITEMS, drawn, published_of

from alignscan.diagnose.diagnosis import Remark
from alignscan.diagnose.remarks import remarks
from alignscan.model.codebook import CANNOT_SAY, MISSING


def answers(n: int = 100) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    people = rng.normal(3, 0.8, n)
    return {
        item: (np.clip(np.rint(people + rng.normal(0, 0.7, n)), 1, 5) - 1).astype(np.int16)
        for item in ITEMS
    }


def found(codes: dict[str, np.ndarray], sites: list[int] | None = None) -> tuple[Remark, ...]:
    return remarks(published_of(codes, sites or [0] * 100).published)


def test_nothing_stands_out_in_plain_answers() -> None:
    assert found(answers()) == ()


@pytest.mark.parametrize(("unable", "stands_out"), [(19, False), (20, True)])
def test_many_who_cannot_say_are_a_finding(unable: int, stands_out: bool) -> None:
    codes = answers()
    codes["q3"][:unable] = CANNOT_SAY
    expected = Remark(kind="cannot_say", cell="overall", item="q3", figure=Decimal("0.20"))
    assert found(codes) == ((expected,) if stands_out else ())


@pytest.mark.parametrize(("missing", "stands_out"), [(9, False), (10, True)])
def test_many_who_skip_are_a_finding(missing: int, stands_out: bool) -> None:
    codes = answers()
    codes["q1"][:missing] = MISSING
    expected = Remark(kind="skipped", cell="overall", item="q1", figure=Decimal("0.10"))
    assert found(codes) == ((expected,) if stands_out else ())


def test_a_group_of_which_many_cannot_say_is_named_where_others_can() -> None:
    codes = answers()
    codes["q2"][:15] = CANNOT_SAY
    sites = [0] * 40 + [1] * 60
    expected = Remark(kind="cannot_say", cell="site=Bern", item="q2", figure=Decimal("0.38"))
    assert found(codes, sites) == (expected,)


def test_an_item_against_its_scale_comes_first() -> None:
    one = drawn(2, (200, 150, 100), turned=True, unable=0.24)
    first, *rest = remarks(one.published)
    assert (first.kind, first.item) == ("against", ITEMS[-1])
    assert first.figure == one.published.scales["commitment"].items[ITEMS[-1]].item_rest
    rest = [r for r in rest if r.cell == "overall"]
    assert [r.figure for r in rest] == sorted((r.figure for r in rest), reverse=True)


def test_one_persons_own_view_has_no_remarks() -> None:
    codes = {item: np.array([1], dtype=np.int16) for item in ITEMS}
    codes["q0"][0] = CANNOT_SAY
    assert remarks(published_of(codes, [0], mode="self").published) == ()
