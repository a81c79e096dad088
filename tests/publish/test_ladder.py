"""The steps of scores follow those of their items."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.publish.rich import SCALES, Rich, asked, measured, rich

from alignscan.model.codebook import CodedItem
from alignscan.publish.ladder import Audit, Rung, Rungs, settle
from alignscan.publish.publish import _precision
from alignscan.publish.visible import visible

HALF = Decimal("0.5")


def settled(one: Rich) -> Rungs:
    given = asked(crossed=False, on_small="withhold")
    found = measured(one, given)
    return settle(found, visible(found, given), _precision(found, given, False), None)


def with_item(id: str, rung: Callable[[frozenset[str]], Rung]) -> Any:
    """Return an audit that shows one item so, and all others as it finds them."""
    own = Audit.item

    def item(self: Audit, item: CodedItem, cells: frozenset[str]) -> Rung:
        return rung(cells) if item.id == id else own(self, item, cells)

    return item


def test_a_score_of_one_item_is_shown_where_the_item_is(monkeypatch: pytest.MonkeyPatch) -> None:
    only = frozenset(["overall"])
    monkeypatch.setattr(Audit, "item", with_item("s", lambda _: Rung(HALF, only)))
    found = settled(rich(4, uniform=True))
    assert found.scales["systems"] == found.items["s"] == Rung(HALF, only)


def test_a_score_is_looked_at_again_at_the_step_of_its_items(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Audit, "item", with_item("b1", lambda cells: Rung(HALF, cells)))
    audit = Audit.scale
    steps: dict[str, Decimal] = {}

    def scale(self: Audit, id: str, cells: Any, least: Decimal) -> Rung:
        steps[id] = least
        return audit(self, id, cells, least)

    monkeypatch.setattr(Audit, "scale", scale)
    found = settled(rich(4, uniform=True))
    assert SCALES["commitment"] == ("b1", "b2")
    assert steps["commitment"] == HALF
    assert found.scales["commitment"].step == HALF
