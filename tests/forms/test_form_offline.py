"""The offline form as a file: nothing in it can reach the network, or run but its own script."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forms.company import write_survey
from tests.forms.exports import page_data
from tests.forms.test_form_files import CATEGORIES, ODD

from alignscan.api.form import form
from alignscan.api.load import load
from alignscan.model.labels import languages
from alignscan.model.naming import questionnaire_fingerprint


def parsed(file: bytes) -> Any:
    return html5lib.parse(file, namespaceHTMLElements=False, transport_encoding="utf-8")


def scripts(tree: Any) -> list[Any]:
    return list(tree.iter("script"))


def policy_of(tree: Any) -> str:
    (found,) = (m for m in tree.iter("meta") if m.get("http-equiv") == "Content-Security-Policy")
    return str(found.get("content"))


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_only_what_is_hashed_may_run(tmp_path: Path) -> None:
    tree = parsed(form(write_survey(tmp_path, ODD), "html"))
    policy = dict(part.strip().split(" ", 1) for part in policy_of(tree).split(";"))
    data, script = scripts(tree)
    (style,) = tree.iter("style")
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == hashed(script.text)
    assert policy["style-src"] == hashed(style.text)
    assert data.get("type") == "application/json"


def test_nothing_is_inline_and_nothing_is_loaded(tmp_path: Path) -> None:
    tree = parsed(form(write_survey(tmp_path, ODD), "html"))
    for element in tree.iter():
        names = {str(name) for name in element.attrib}
        assert not names & {"style", "src", "srcset", "href", "action", "background", "data"}
        assert not any(name.startswith("on") for name in names)
    assert {e.tag for e in tree.iter() if isinstance(e.tag, str)} & {
        "link",
        "img",
        "iframe",
    } == set()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(categories=CATEGORIES, title=st.sampled_from([*ODD[:12], "<!--<script>", "]]>"]))
def test_no_text_leaves_its_place(categories: list[str], title: str, tmp_path: Path) -> None:
    file = form(write_survey(tmp_path, categories, title=title), "html")
    tree = parsed(file)
    assert len(scripts(tree)) == 2
    assert tree.find(".//h1").text == title
    asked = [q for page in page_data(file)["pages"] for q in page]
    (unit,) = (q for q in asked if q["name"] == "unit")
    assert [choice["cell"] for choice in unit["choices"]] == categories
    assert not set("<>&") & set(scripts(tree)[0].text)


def test_the_form_tells_which_questions_it_asked(tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    about = page_data(form(path, "html"))["response"]
    assert about["fingerprint"] == questionnaire_fingerprint(load(path).questionnaire)
    assert (about["format"], about["questionnaire"]) == ("alignscan/response/1", "small")


def test_drafts_of_two_surveys_do_not_mix(tmp_path: Path) -> None:
    first = page_data(form(write_survey(tmp_path), "html"))["draft"]
    other = page_data(form(write_survey(tmp_path, wave="2027-h1"), "html"))["draft"]
    assert first != other


@pytest.mark.parametrize("language", languages())
def test_the_page_has_all_its_words_in_every_language(language: str, tmp_path: Path) -> None:
    from alignscan.forms.offline.data import ui_labels

    assert ui_labels(language).keys() == ui_labels("en").keys()
    data = page_data(form(write_survey(tmp_path), "html"))
    assert set(data["labels"]) == {"en", "nl"}
    assert json.dumps(data["labels"]["en"]) == json.dumps(ui_labels("en"))
