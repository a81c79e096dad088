"""Labels and content in all languages: the same keys, the same values in braces, nothing empty."""

import re
from itertools import groupby

import pytest

from alignscan.model.content import english_texts, translatable
from alignscan.model.labels import OWN, labels, languages, placeholders
from alignscan.model.translations import texts_in, translations

OTHERS = tuple(one for one in languages() if one != OWN)
VARIABLE = re.compile(r"\{(\w+)\}")
SCALES = {
    "verdict": ("aligned", "not_aligned", "cannot_be_judged", "not_shown"),
    "state": ("not_apparent", "partly", "apparent", "not_scorable", "withheld"),
    "agreement": ("agree", "divided"),
    "planfile.status": ("planned", "started", "done", "dropped"),
    "reliability": ("poor", "questionable", "acceptable", "good", "excellent", "redundant"),
    "band": ("lack", "weak", "moderate", "strong", "very_strong"),
    "outlook": ("shown", "joined", "withheld", "depends"),
    "effort": ("S", "M", "L"),
    "must": ("at_least", "above", "at_most", "below"),
    "month": tuple(str(n) for n in range(1, 13)),
}
LANGUAGES = pytest.mark.parametrize("language", OTHERS)


def test_reports_come_in_the_languages_that_content_is_in() -> None:
    assert set(OTHERS) == set(translations())
    assert {"de", "fr", "es"} <= set(OTHERS)


@LANGUAGES
def test_labels_have_the_same_keys(language: str) -> None:
    assert sorted(labels(language)) == sorted(labels(OWN))


@LANGUAGES
def test_labels_have_the_same_values_in_braces(language: str) -> None:
    for key, text in labels(language).items():
        wanted, found = placeholders(labels(OWN)[key]), placeholders(text)
        assert wanted is not None, key
        assert found is not None, key
        optional = {"n"} if key.endswith(".one") else set()
        assert wanted - optional <= found <= wanted | optional, key


@pytest.mark.parametrize("language", languages())
def test_no_label_is_empty_and_quotes_of_yaml_are_not_part_of_it(language: str) -> None:
    for key, text in labels(language).items():
        assert text.strip() or key == "number.group", key
        assert not (text[0] == text[-1] and text[0] in "'\"" and len(text) > 1), key


@pytest.mark.parametrize("name", SCALES)
@pytest.mark.parametrize("language", languages())
def test_the_words_of_a_scale_differ(language: str, name: str) -> None:
    said = [labels(language)[f"{name}.{step}"] for step in SCALES[name]]
    assert len({text.casefold() for text in said}) == len(said)


@LANGUAGES
@pytest.mark.parametrize("name", translatable())
def test_content_is_translated_whole(language: str, name: str) -> None:
    own, found = english_texts(name), texts_in(language, name)
    assert sorted(found) == sorted(own)
    for key, text in found.items():
        assert text.strip(), key
        assert set(VARIABLE.findall(text)) == set(VARIABLE.findall(own[key])), key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", [n for n in translatable() if n.startswith("questionnaires/")])
def test_the_labels_of_a_scale_differ(language: str, name: str) -> None:
    texts = english_texts(name) if language == OWN else texts_in(language, name)
    points = [(key.rpartition(".")[0], text) for key, text in texts.items() if key[-1].isdigit()]
    scales = [(scale, text) for scale, text in points if ".labels" in scale]
    assert scales
    for scale, group in groupby(sorted(scales), key=lambda point: point[0]):
        said = [text for _, text in group]
        assert len(set(said)) == len(said), scale


@LANGUAGES
def test_a_number_and_a_date_are_written_as_in_the_language(language: str) -> None:
    found = labels(language)
    assert found["number.decimal"] == ","
    assert found["percent"] == "{n}\u00a0%"
    assert {"{day}", "{month}", "{year}"} == set(re.findall(r"\{\w+\}", found["date.long"]))
    assert {"{dd}", "{mm}", "{year}"} == set(re.findall(r"\{\w+\}", found["date.short"]))
