"""The barriers that stand in the way of any action, as they are named and explained to people."""

from typing import Annotated, Literal

from pydantic import Field

from alignscan.model.base import Slug, Texts, Written
from alignscan.model.conditions import Role


class CatalogBarrier(Written):
    """One barrier, and what works against it."""

    id: Slug
    title: Texts
    meaning: Texts
    """What it does to a plan, in one or two sentences."""
    owner_role: Role
    actions: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Packaged actions that work against it."""


class BarrierCatalog(Written):
    """All barriers, in the order in which they are listed."""

    format: Literal["alignscan/barriers/1"]
    barriers: tuple[CatalogBarrier, ...]

    def barrier(self, id: str) -> CatalogBarrier:
        """Return a barrier by its id; KeyError when there is none."""
        for barrier in self.barriers:
            if barrier.id == id:
                return barrier
        raise KeyError(id)
