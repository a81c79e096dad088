"""Answers as codes: the only thing that statistics take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

NOT_STATED: Final = -1
"""The category of a respondent whose segment cell is empty."""

MOST_NARROW: Final = 120
"""The highest code that is kept in one byte: a little more is counted from it in as many."""

Codes = NDArray[np.signedinteger[Any]]


def narrow(codes: Sequence[int]) -> Codes:
    """Return codes in as few bytes as they need."""
    return np.array(codes, dtype=np.int8 if max(codes, default=0) <= MOST_NARROW else np.int16)


@dataclass(frozen=True)
class Batch:
    """The answers of some respondents, one code for each respondent and closed item."""

    answers: Mapping[str, Codes]
    """Item id to codes: the index of a point, or a negative code of ``model.codebook``."""

    segments: Mapping[str, Codes]
    """Segment id to category indexes, ``NOT_STATED`` where the cell is empty."""

    size: int
    """How many respondents; every array has this length."""
