"""How everything that is counted of a survey is packed into whole numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from alignscan.measurement.tables_complete import Steps, steps_of
from alignscan.measurement.tables_drivers import DriverKey, driver_key
from alignscan.measurement.tables_pairs import PairKey, pair_keys
from alignscan.measurement.units import ScoreKey, score_key
from alignscan.model.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Keys:
    """The packing of each table, by scale or condition."""

    scores: Mapping[str, ScoreKey]
    steps: Mapping[str, Steps]
    """For each scale with items."""
    pairs: Mapping[str, PairKey]
    drivers: DriverKey | None

    @property
    def together(self) -> frozenset[str]:
        """The scales whose scores are looked at person by person, beside those on other scales."""
        paired = {name for scale in self.pairs for name in (scale, f"wish.{scale}")}
        return frozenset(paired.union(self.drivers.names if self.drivers else ()))


@lru_cache(maxsize=4)
def keys_of(book: Codebook) -> Keys:
    """Return how the answers of a survey are packed; kept, as counting and measuring ask for it.

    Raises ValueError when its weights or points are too fine to be counted exactly in 64 bits.
    """
    scores = {scale.id: score_key(book, scale) for scale in book.scales}
    return Keys(
        scores=scores,
        steps={
            scale.id: steps_of([book.item(name) for name in scale.items])
            for scale in book.scales
            if scale.items
        },
        pairs=pair_keys(book, scores),
        drivers=driver_key(book, scores),
    )
