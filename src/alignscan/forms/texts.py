"""Questions as they stand where a platform knows them by their text alone."""

from alignscan.model.form import Question


def asked(question: Question, language: str) -> str:
    """Return a question in one line; a segment's id follows in parentheses, to be known by it."""
    text = " ".join(question.texts[language].split())
    return f"{text} ({question.segment})" if question.segment is not None else text
