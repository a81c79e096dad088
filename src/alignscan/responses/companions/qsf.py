"""Qualtrics survey files: export tags, texts, and what recoded values stand for."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alignscan.responses.importing.companion import Variable
from alignscan.responses.importing.texts import plain


def read(path: Path) -> dict[str, Variable]:
    """Return the questions of a survey file by export tag; ValueError when it is none."""
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    out: dict[str, Variable] = {}
    for element in data["SurveyElements"]:
        if element.get("Element") == "SQ" and isinstance(element.get("Payload"), dict):
            out |= {tag.casefold(): variable for tag, variable in _question(element["Payload"])}
    return out


def _question(question: Mapping[str, Any]) -> Iterator[tuple[str, Variable]]:
    tag = str(question.get("DataExportTag") or question.get("QuestionID") or "")
    text = plain(str(question.get("QuestionText") or ""))
    choices = _entries(question.get("Choices"))
    if question.get("QuestionType") != "Matrix":
        yield tag, Variable((text,), _labels(choices, question, "Choices"))
        return
    answers = _labels(_entries(question.get("Answers")), question, "Answers")
    tags = question.get("ChoiceDataExportTags")
    tags = tags if isinstance(tags, dict) else {}
    for key, choice in choices.items():
        row = plain(str(choice.get("Display") or ""))
        variable = Variable((row, f"{text} - {row}"), answers)
        yield str(tags.get(key) or f"{tag}_{key}"), variable


def _entries(found: Any) -> dict[str, Mapping[str, Any]]:
    """Return choices by their id; a survey file writes a list where ids run from 1."""
    if isinstance(found, list):
        return {str(i): entry for i, entry in enumerate(found, 1) if isinstance(entry, dict)}
    entries = found.items() if isinstance(found, dict) else ()
    return {str(key): entry for key, entry in entries if isinstance(entry, dict)}


def _labels(
    entries: Mapping[str, Mapping[str, Any]], question: Mapping[str, Any], part: str
) -> dict[str, tuple[str, ...]]:
    recoded = question.get("RecodeValues")
    recoded = recoded if isinstance(recoded, dict) else {}
    translated = _translated(question, part)
    return {
        str(recoded.get(key, key)).casefold(): (
            str(entry.get("Display") or ""),
            *(texts[key] for texts in translated if key in texts),
        )
        for key, entry in entries.items()
    }


def _translated(question: Mapping[str, Any], part: str) -> list[dict[str, str]]:
    found = question.get("Language")
    languages = found.values() if isinstance(found, dict) else ()
    parts = (language.get(part) for language in languages if isinstance(language, dict))
    return [
        {key: str(entry.get("Display") or "") for key, entry in _entries(one).items()}
        for one in parts
    ]
