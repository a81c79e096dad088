"""Texts of a questionnaire as people read them: in one language, with the names filled in."""

from alignscan.model.base import in_language
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey


def worded(
    texts: dict[str, str], survey: Survey, questionnaire: Questionnaire, language: str
) -> str:
    """Return a text in a language, with ``{organization}`` and all variables filled in."""
    return _filled(in_language(texts, language), survey, questionnaire, language)


def worded_all(
    texts: dict[str, str], survey: Survey, questionnaire: Questionnaire
) -> dict[str, str]:
    """Return a text in every language it has, with all variables filled in."""
    return {
        language: _filled(text, survey, questionnaire, language) for language, text in texts.items()
    }


def _filled(text: str, survey: Survey, questionnaire: Questionnaire, language: str) -> str:
    if "{" not in text:
        return text
    text = text.replace("{organization}", survey.organization.name)
    for name, values in {**questionnaire.variables, **survey.variables}.items():
        text = text.replace(f"{{{name}}}", in_language(values, language))
    return text
