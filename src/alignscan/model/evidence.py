"""Which items are evidence of a condition: the same for counting and for telling how."""

from collections.abc import Iterable
from typing import Final, Protocol, TypeVar

from alignscan.model.questionnaire import Kind

PRACTICES_NEEDED: Final = 3
"""Half of a condition's six practices: with fewer, its one anchored item is scored instead."""


class Asked(Protocol):
    """What an item is about."""

    @property
    def kind(self) -> Kind:
        """What is done with the answer."""

    @property
    def condition(self) -> str | None:
        """The condition that it is about."""

    @property
    def practice(self) -> str | None:
        """The practice that it is about."""


AnyItem = TypeVar("AnyItem", bound=Asked)


def items_behind(items: Iterable[AnyItem], condition: str) -> tuple[tuple[AnyItem, ...], bool]:
    """Return the items that a condition's score is made of, and whether they are enough for one."""
    about = [item for item in items if item.condition == condition]
    asked = tuple(item for item in about if item.kind == "practice")
    if len({item.practice for item in asked if item.practice}) >= PRACTICES_NEEDED:
        return asked, True
    anchors = tuple(item for item in about if item.kind == "anchor")
    return (anchors, True) if anchors else (asked, False)


def items_of_practice(items: Iterable[AnyItem], practice: str) -> tuple[AnyItem, ...]:
    """Return the items that a practice's score is made of."""
    return tuple(i for i in items if i.kind == "practice" and i.practice == practice)
