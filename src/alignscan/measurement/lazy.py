"""A mapping whose values are made when they are asked for, and kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Lazy(Mapping[str, Value]):
    """Names known from the start, and a value for each that is made on first use."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Value]) -> None:
        """Take the names in their order, and what makes a value of one of them."""
        self._names = tuple(dict.fromkeys(names))
        self._known = frozenset(self._names)
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        """Return the value of a name; KeyError for a name that is not here."""
        if name not in self._known:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Return the names in their order; this makes no value."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._names)
