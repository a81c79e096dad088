"""Keyed hashes of what people answered, to tell in a later run who has answered like this before.

A hash stands for all closed answers of a person and for nothing else: who moves to another group
keeps it, and a changed answer is another person. It can only be compared with the help of a key.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alignscan.responses.batch import Batch

BYTES: Final = 8
Keys = NDArray[np.uint64]


def person_keys(batch: Batch, items: Sequence[str], key: bytes) -> Keys:
    """Return a hash of the answers of each respondent; equal answers give equal hashes."""
    if not batch.size:
        return np.zeros(0, dtype=np.uint64)
    codes = np.empty((batch.size, max(len(items), 1)), dtype="<i2")
    codes[:] = 0
    for column, item in enumerate(sorted(items)):
        codes[:, column] = batch.answers[item]
    data, width = codes.tobytes(), codes.shape[1] * 2
    rows = (data[at : at + width] for at in range(0, len(data), width))
    digests = [blake2b(row, key=key, digest_size=BYTES).digest() for row in rows]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def place_key(categories: Iterable[tuple[str, str]], key: bytes) -> int:
    """Return a hash of the categories that somebody is in, by segment; never 0."""
    stated = "\0".join(f"{segment}\0{category}" for segment, category in sorted(categories))
    digest = blake2b(stated.encode(), key=key, digest_size=BYTES, person=b"place").digest()
    return int.from_bytes(digest, "little") or 1


@dataclass
class Gathered:
    """The batches of a run, kept on their way, and the keys of everybody in them on demand."""

    items: Sequence[str]
    key: bytes
    batches: list[Batch] = field(default_factory=list)

    def passing(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Yield the batches as they come."""
        for batch in batches:
            self.batches.append(batch)
            yield batch

    @cached_property
    def keys(self) -> Keys:
        """The keys of all respondents, in their order."""
        parts = [person_keys(batch, self.items, self.key) for batch in self.batches]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.uint64)
