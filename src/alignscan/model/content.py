"""The packaged content: questionnaires, the catalog of practices and the action library."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from alignscan.model import normalize
from alignscan.model.base import Language, Line, Texts, Written
from alignscan.model.conditions import Condition, Part
from alignscan.model.questionnaire import PracticeCode, Questionnaire
from alignscan.model.translations import keys_of, translated
from alignscan.source.text import decode_text
from alignscan.source.yaml import load_yaml

if TYPE_CHECKING:  # a check does not wait for these
    from alignscan.model.actions import ActionLibrary
    from alignscan.model.barriers import BarrierCatalog

Model = TypeVar("Model", bound=Written)
_FULL_FORM: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "practices.yaml": normalize.practices,
    "barriers.yaml": dict,
    "actions.yaml": normalize.actions,
    "program.yaml": dict,
    "communication.yaml": dict,
    "guide.yaml": dict,
}
"""How the shorthand of each content file is put in full form."""
_ACTION_ID = re.compile(r"^  - id: (\S+)$", re.MULTILINE)


class Practice(Written):
    """One of the six observable practices that are evidence of a condition."""

    code: PracticeCode
    title: Texts
    description: Texts
    part: Part | None = None
    """The sub-score of commitment that the practice belongs to."""


class CatalogCondition(Written):
    """A condition as it is named and explained to people."""

    id: Condition
    code: Line
    title: Texts
    short: Texts
    description: Texts
    cost: Texts
    """What it costs when the condition is not met."""
    practices: tuple[Practice, ...]


class PracticeCatalog(Written):
    """The five conditions and their practices, in their fixed order."""

    format: Literal["alignscan/practices/1"]
    language: Language = "en"
    conditions: tuple[CatalogCondition, ...]

    def condition(self, name: str) -> CatalogCondition:
        """Return a condition by its id; KeyError when there is none."""
        for condition in self.conditions:
            if condition.id == name:
                return condition
        raise KeyError(name)

    def practice(self, code: str) -> Practice:
        """Return a practice by its code; KeyError when there is none."""
        for condition in self.conditions:
            for practice in condition.practices:
                if practice.code == code:
                    return practice
        raise KeyError(code)


@cache
def packaged_questionnaires() -> tuple[str, ...]:
    """Return the names of the packaged questionnaires, in alphabetical order."""
    names = (file.name for file in _content().joinpath("questionnaires").iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


@cache
def packaged_questionnaire(name: str) -> Questionnaire:
    """Return a packaged questionnaire; KeyError when there is none of this name."""
    if name not in packaged_questionnaires():
        raise KeyError(name)
    return load_content(f"questionnaires/{name}.yaml", Questionnaire)


@cache
def practice_catalog() -> PracticeCatalog:
    """Return the conditions and practices with their titles and descriptions."""
    return load_content("practices.yaml", PracticeCatalog)


@cache
def barrier_catalog() -> BarrierCatalog:
    """Return the barriers with their titles, meanings and counter-measures."""
    from alignscan.model.barriers import BarrierCatalog

    return load_content("barriers.yaml", BarrierCatalog)


@cache
def action_library() -> ActionLibrary:
    """Return the packaged action library."""
    from alignscan.model.actions import ActionLibrary

    return load_content("actions.yaml", ActionLibrary)


@cache
def action_ids() -> frozenset[str]:
    """Return the ids of the packaged actions, without loading the library."""
    text = _content().joinpath("actions.yaml").read_text(encoding="utf-8")
    return frozenset(_ACTION_ID.findall(text))


def translatable() -> tuple[str, ...]:
    """Return the content files that reports and forms are made of, in several languages."""
    return (*_FULL_FORM, *(f"questionnaires/{name}.yaml" for name in packaged_questionnaires()))


def english_texts(name: str) -> dict[str, str]:
    """Return the texts of a content file by key, in English."""
    return dict(keys_of(_in_full(name)))


def _content() -> Traversable:
    return files("alignscan").joinpath("content")


def load_content(name: str, model: type[Model]) -> Model:
    """Return a packaged file as a model: in full form, in every language there is."""
    return model.model_validate(translated(_in_full(name), name))


def _in_full(name: str) -> dict[str, Any]:
    return _FULL_FORM.get(name, normalize.questionnaire)(_raw(name))


def _raw(name: str) -> dict[str, Any]:
    shown = f"alignscan/content/{name}"
    data = load_yaml(decode_text(_content().joinpath(name).read_bytes(), shown)).data
    if not isinstance(data, dict):
        raise TypeError(f"{shown} is not a mapping")
    return data
