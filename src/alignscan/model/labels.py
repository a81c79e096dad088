"""The words of reports, one file for each language, with flat keys."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from alignscan.model.base import Language, Written
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml


class LabelFile(Written):
    """Labels of one language; ``{name}`` stands for a value, ``.one``/``.other`` for number."""

    format: Literal["alignscan/labels/1"]
    language: Language
    labels: Annotated[dict[str, str], Field(min_length=1)]


def languages() -> tuple[str, ...]:
    """Return the languages that reports come in."""
    folder = files("alignscan") / "content" / "labels"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir()))


@cache
def labels(language: str) -> Mapping[str, str]:
    """Return the packaged labels of a language; KeyError when there are none."""
    if language not in languages():
        raise KeyError(language)
    source = files("alignscan") / "content" / "labels" / f"{language}.yaml"
    data = load_yaml(decode_text(source.read_bytes(), source.name)).data
    return LabelFile.model_validate(data).labels
