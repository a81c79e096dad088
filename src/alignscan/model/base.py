"""The base of every model that people write, and the types of their fields.

Values are taken as they stand in the file: text is never read as a number nor a number as text,
because a wrong guess about what somebody meant is worse than a question.
"""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError


class Written(BaseModel):
    """A frozen model without unknown keys, whose errors never quote what was written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_default=False,
        defer_build=True,  # a command pays only for the models that it uses
    )


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number_type", "a number is needed here")
    if not math.isfinite(value):
        raise PydanticCustomError("number_type", "a finite number is needed here")
    return Decimal(str(value))


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("whole_type", "a whole number is needed here")
    return value


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day_type", "a date like 2026-09-21 is needed here")


Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[
    dt.date, BeforeValidator(_day), Schema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]
Line = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[^\r\n]*\S[^\r\n]*$", max_length=500)
]
Prose = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=5000)]
Slug = Annotated[
    str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=60)
]
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z]+)?$"
Language = Annotated[str, StringConstraints(strict=True, pattern=LANGUAGE_PATTERN)]
Texts = Annotated[dict[Language, Prose], Field(min_length=1)]
"""One text in one or more languages; a plain string stands for the file's own language."""


def in_language(texts: dict[str, str], language: str) -> str:
    """Return the text in a language, else in English, else in the first language given.

    A regional language such as ``de-AT`` comes before its base, ``de``.
    """
    for one in (language, language.partition("-")[0], "en"):
        if texts.get(one):
            return texts[one]
    return next(iter(texts.values()))
