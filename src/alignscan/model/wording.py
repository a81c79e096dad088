"""Texts of a questionnaire as people read them: in one language, with the names filled in."""

import re
from typing import Final

from alignscan.model.base import in_language
from alignscan.model.questionnaire import Questionnaire
from alignscan.model.survey import Survey

_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


def worded(
    texts: dict[str, str], survey: Survey, questionnaire: Questionnaire, language: str
) -> str:
    """Return a text in a language, with ``{organization}`` and all variables filled in.

    A variable of the survey file counts before the organization's name, and that before a variable
    of the questionnaire; but one in the language of the text counts before all that are in another.
    Braces around anything else stay.
    """
    return _filled(in_language(texts, language), survey, questionnaire, language)


def worded_all(
    texts: dict[str, str], survey: Survey, questionnaire: Questionnaire
) -> dict[str, str]:
    """Return a text in every language it has, with all variables filled in."""
    return {
        language: _filled(text, survey, questionnaire, language) for language, text in texts.items()
    }


def _filled(text: str, survey: Survey, questionnaire: Questionnaire, language: str) -> str:
    name = {"organization": {language: survey.organization.name}}
    sources = (survey.variables, name, questionnaire.variables)

    def value(found: re.Match[str]) -> str:
        texts = [source[found[1]] for source in sources if found[1] in source]
        if not texts:
            return found[0]
        spoken = (language, language.partition("-")[0])
        own = (one[tongue] for tongue in spoken for one in texts if tongue in one)
        return next(own, None) or in_language(texts[0], language)

    return _VARIABLE.sub(value, text)
