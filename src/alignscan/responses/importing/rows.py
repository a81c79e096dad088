"""Which rows of an export are answers of people, and why the others are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np

from alignscan.responses.importing.gather import Column, Mask
from alignscan.responses.platforms.profile import Filter

ORDER: Final = ("preview", "test", "spam", "rejected", "not approved", "unfinished")
EMPTY: Final = "without any answer"


@dataclass(frozen=True)
class Kept:
    """The rows that count."""

    rows: Mask
    dropped: Mapping[str, int]


def filtered(
    filters: Sequence[Filter], columns: Mapping[int, Column], size: int, unfinished: bool
) -> Kept:
    """Return the rows that no filter leaves out; ``unfinished`` keeps unfinished ones."""
    keep = np.ones(size, dtype=np.bool_)
    dropped: dict[str, int] = {}
    for reason in ORDER:
        if unfinished and reason == "unfinished":
            continue
        gone = np.zeros(size, dtype=np.bool_)
        for one in filters:
            column = columns[one.at]
            gone |= column.where({v for v in column.values if one.reason(v) == reason})
        gone &= keep
        if gone.any():
            dropped[reason] = int(gone.sum())
            keep &= ~gone
    return Kept(keep, dropped)


def answered(answers: Sequence[Column], kept: Kept) -> Kept:
    """Return the rows that answer at least one question."""
    some = np.zeros(len(kept.rows), dtype=np.bool_)
    for column in answers:
        some |= column.where({value for value in column.values if value})
        if some.all():
            break
    without = int((kept.rows & ~some).sum())
    more = {EMPTY: without} if without else {}
    return Kept(kept.rows & some, {**kept.dropped, **more})


def hashed(column: Column, platform: str) -> Column:
    """Return ids of responses as numbers that tell only whether two are the same."""
    before = blake2b(f"alignscan import {platform}\0".encode(), digest_size=8)

    def hashed_one(value: str) -> str:
        one = before.copy()
        one.update(value.encode())
        return one.hexdigest() if value else ""

    return Column(tuple(map(hashed_one, column.values)), column.index)


def repeated(column: Column) -> int:
    """Return how many rows hold what an earlier row holds, empty cells left out."""
    counts = np.bincount(column.index, minlength=len(column.values))
    if "" in column.values:
        counts[column.values.index("")] = 0
    return int(np.maximum(counts - 1, 0).sum())
