"""What every published figure is made of."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

Range = tuple[Decimal, Decimal]


class Frozen(BaseModel):
    """A frozen result that refuses anything it was not made for."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
