from typing import Any

from tests.model.samples import questionnaire, survey

from alignscan.model.wording import worded, worded_all


def read(text: str, variables: Any = None, own: Any = None, language: str = "en") -> str:
    asked = questionnaire(["q"], variables=own or {})
    return worded({language: text}, survey(variables=variables or {}), asked, language)


def test_a_survey_counts_before_the_name_and_the_name_before_the_questionnaire() -> None:
    own = {"organization": "our organization"}
    assert read("At {organization}.", own=own) == "At Northwind."
    assert read("At {organization}.", {"organization": "the Group"}, own) == "At the Group."


def test_a_variable_of_the_survey_counts_before_that_of_the_questionnaire() -> None:
    assert read("{team} leads", {"team": "The board"}, {"team": "The team"}) == "The board leads"
    assert read("{team} leads", None, {"team": "The team"}) == "The team leads"


def test_a_value_is_put_in_as_it_is() -> None:
    values = {"a": "{b} {organization} \\1", "b": "never"}
    assert read("{a}", values) == "{b} {organization} \\1"


def test_braces_around_anything_else_stay() -> None:
    assert read("{unknown} {} { } {{a}}", {"a": "x"}) == "{unknown} {} { } {x}"


def test_values_come_in_the_language_of_the_text() -> None:
    asked = questionnaire(["q"])
    given = survey(variables={"team": {"en": "the team", "de": "das Team"}})
    texts = {"de": "Hier: {team}", "en": "Here: {team}", "fr": "Ici: {team}"}
    assert worded_all(texts, given, asked) == {
        "de": "Hier: das Team",
        "en": "Here: the team",
        "fr": "Ici: the team",
    }
    assert worded(texts, given, asked, "es") == "Here: the team"
