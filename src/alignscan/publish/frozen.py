"""What every published figure is made of."""

from decimal import Decimal
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

Range = tuple[Decimal, Decimal]


class Frozen(BaseModel):
    """A frozen result that refuses anything it was not made for.

    What is null is left out of a results file, so a key that is not there is null.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __init_subclass__(cls, **options: Any) -> None:
        """Let every field that may be null be null when nothing is given."""
        for name, kind in cls.__annotations__.items():
            if NoneType in get_args(kind) and name not in vars(cls):
                setattr(cls, name, None)
        super().__init_subclass__(**options)
