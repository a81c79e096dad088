"""The words of reports, one file for each language, with flat keys.

People write files of the same format with labels of their own, as many of them as they like.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Annotated, Final, Literal

from pydantic import Field

from alignscan.model.base import Language, Prose, Written
from alignscan.model.conditions import CODE_OF, PRACTICES
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml

FORMAT: Final = "alignscan/labels/1"
OWN: Final = "en"
"""The language whose labels are complete, and stand where a language has none."""


class LabelFile(Written):
    """Labels of one language; ``{name}`` stands for a value, ``.one``/``.other`` for number."""

    format: Literal["alignscan/labels/1"]
    language: Language
    labels: Annotated[dict[str, Prose], Field(min_length=1)]


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that reports come in."""
    folder = files("alignscan") / "content" / "labels"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir()))


def known_language(language: str) -> str | None:
    """Return the language of the labels for a language or region such as ``de-AT``, if any."""
    base = language.partition("-")[0]
    return next((one for one in (language, base) if one in languages()), None)


@cache
def labels(language: str) -> Mapping[str, str]:
    """Return the packaged labels of a language; KeyError when there are none."""
    if language not in languages():
        raise KeyError(language)
    source = files("alignscan") / "content" / "labels" / f"{language}.yaml"
    data = load_yaml(decode_text(source.read_bytes(), source.name)).data
    return LabelFile.model_validate(data).labels


def placeholders(text: str) -> frozenset[str] | None:
    """Return the names in the braces of a label; None where braces hold anything but a name."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in parts):
        return None
    names = frozenset(name for _, name, _, _ in parts if name is not None)
    return names if all(name.isidentifier() for name in names) else None


def values_of(key: str) -> frozenset[str] | None:
    """Return the names in the braces of the label of a key; None for a label that there is not.

    Conditions, practices, segments and units of KPIs may have labels that no packaged file has.
    """
    packaged = labels(OWN).get(key)
    if packaged is not None:
        return placeholders(packaged)
    family, _, name = key.partition(".")
    if family == "unit" and name.endswith((".one", ".other")):
        return frozenset("n")
    named = {"condition": name in CODE_OF, "practice": name in PRACTICES, "segment": bool(name)}
    return frozenset() if named.get(family) else None


def fits(key: str, text: str) -> bool:
    """Return whether a text can stand for the label of a key.

    It has the same values in its braces; a singular may do without its number.
    """
    wanted, found = values_of(key), placeholders(text)
    if wanted is None or found is None:
        return False
    return found == wanted or (key.endswith(".one") and found == wanted - {"n"})
