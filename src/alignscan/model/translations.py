"""The packaged content in other languages: one file of flat keys beside each English file.

A key names a text by where it stands: ``A101.steps.2`` is the second step of action A101. Members
of a list are named by their id, code or kind where they have one, else by their position from 1.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from alignscan.model.base import Language, Prose, Written
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml

OWN: Final = "en"
"""The language that the packaged content is written in."""
_NAMES: Final = ("id", "code", "kind")


class TranslationFile(Written):
    """The texts of one content file in one language."""

    format: Literal["alignscan/translations/1"]
    language: Language
    texts: Annotated[dict[str, Prose], Field(min_length=1)]


def texts_of(data: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every text of a content file in full form, as its key and the text by language.

    A text is a mapping with a key ``en``; that of the labels of a scale holds a list.
    """
    if isinstance(data, dict):
        if OWN in data:
            yield at, data
            return
        for key, value in data.items():
            yield from texts_of(value, _joined(at, str(key)))
    elif isinstance(data, list):
        for position, value in enumerate(data, 1):
            yield from texts_of(value, _joined(at, _name(value, position)))


def keys_of(data: Any) -> Iterator[tuple[str, str]]:
    """Yield the key of every text with its English wording; each label of a scale has its own."""
    for key, texts in texts_of(data):
        own = texts[OWN]
        if isinstance(own, list):
            yield from ((f"{key}.{n}", label) for n, label in enumerate(own, 1))
        else:
            yield key, own


def translated(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Add to a content file in full form what is known of it in other languages, in place.

    ``name`` is the file within the content, such as ``actions.yaml``.
    """
    known = {language: texts_in(language, name) for language in translations()}
    for key, texts in tuple(texts_of(data)) if any(known.values()) else ():
        own = texts[OWN]
        for language, found in known.items():
            if isinstance(own, list):
                labels = [found.get(f"{key}.{n}") for n in range(1, len(own) + 1)]
                if all(labels):
                    texts[language] = labels
            elif key in found:
                texts[language] = found[key]
    return data


@cache
def translations() -> tuple[str, ...]:
    """Return the languages that content is translated into."""
    folder = files("alignscan") / "content" / "translations"
    return tuple(sorted(f.name for f in folder.iterdir() if f.is_dir()))


def texts_in(language: str, name: str) -> dict[str, str]:
    """Return the translated texts of a content file by key; none where it is not translated."""
    source = files("alignscan") / "content" / "translations" / language / name
    if not source.is_file():
        return {}
    data = load_yaml(decode_text(source.read_bytes(), f"{language}/{name}")).data
    return TranslationFile.model_validate(data).texts


def _joined(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _name(value: Any, position: int) -> str:
    if isinstance(value, dict):
        for key in _NAMES:
            if isinstance(value.get(key), str):
                return str(value[key])
    return str(position)
