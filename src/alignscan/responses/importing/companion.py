"""What a companion of an export says: for each column its text, and what its codes mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from alignscan.responses.platforms.profile import Heading


@dataclass(frozen=True)
class Variable:
    """One column, as the form or the data dictionary describes it."""

    texts: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each code the labels that it stands for."""
    personal: bool = False


Companion = Mapping[str, Variable]
"""Variables by the code of their column, in lower case."""


def variable_of(heading: Heading, companion: Companion) -> Variable | None:
    """Return what a companion says about a column; None where it says nothing."""
    for code in heading.codes:
        if code.casefold() in companion:
            return companion[code.casefold()]
    return None


def with_texts(headings: Sequence[Heading], companion: Companion) -> tuple[Heading, ...]:
    """Return headings that have the texts of a companion as well."""
    out = []
    for heading in headings:
        variable = variable_of(heading, companion)
        more = variable.texts if variable else ()
        out.append(replace(heading, texts=(*heading.texts, *more)) if more else heading)
    return tuple(out)
