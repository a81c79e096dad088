"""A small survey in two languages that has everything a form can ask."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

AGREE = {
    "low": 1,
    "high": 5,
    "labels": {
        "en": ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"],
        "nl": ["Zeer oneens", "Oneens", "Neutraal", "Eens", "Zeer eens"],
    },
    "cannot_say": {"en": "Cannot say", "nl": "Weet ik niet"},
}
STATE = {
    "low": 1,
    "high": 5,
    "labels": {
        "en": [f"A sentence in {n} parts that describes the state at some length" for n in "abcde"],
        "nl": [f"Een zin in {n} delen die de toestand uitvoerig beschrijft" for n in "abcde"],
    },
    "cannot_say": {"en": "Cannot say", "nl": "Weet ik niet"},
}
HALVES: dict[str, Any] = {"low": 0, "high": 2, "step": 0.5}
WHOLE: dict[str, Any] = {"low": -1, "high": 2}


def _item(id: str, kind: str, en: str, nl: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "kind": kind, "text": {"en": en, "nl": nl}, **more}


def questionnaire(numbers: dict[str, Any] = HALVES) -> dict[str, Any]:
    """Return the questionnaire; ``numbers`` is a scale without labels and without a way out."""
    anchors = [
        _item(c, "anchor", f"How far is {c} in place?", f"Hoe staat het met {c}?", **about)
        for c in ("commitment", "goals", "capability", "systems")
        for about in ({"condition": c, "scale": "state"},)
    ]
    options = [
        {"id": "none", "text": {"en": "None of these", "nl": "Geen hiervan"}},
        {"id": "many.versions", "text": {"en": "Several, at once", "nl": "Meer dan een"}},
        {"id": "2", "text": {"en": "Old; very old", "nl": "Oud | heel oud"}},
    ]
    return {
        "format": "alignscan/questionnaire/1",
        "id": "small",
        "version": "1.0",
        "language": "en",
        "title": {"en": "Questions of {organization}", "nl": "Vragen van {organization}"},
        "intro": {"en": "Think of three months.", "nl": "Denk aan drie maanden."},
        "levels": {
            "employee": {"en": "People in teams.", "nl": "Mensen in teams."},
            "team_leader": {"en": "People who lead a team.", "nl": "Mensen die een team leiden."},
        },
        "scales": {"agree": AGREE, "state": STATE, "numbers": numbers},
        "items": [
            _item("recall", "recall", "Name the priorities.", "Noem de prioriteiten."),
            _item(
                "C1_1",
                "practice",
                "I can picture the future of {organization}.",
                "Ik zie de toekomst van {organization} voor me.",
                practice="C1.1",
                scale="agree",
                wording={
                    "team_leader": {
                        "en": "My team can picture the future.",
                        "nl": "Mijn team ziet de toekomst voor zich.",
                    }
                },
            ),
            _item(
                "C1_2",
                "practice",
                "It is worth it.",
                "Het is het waard.",
                practice="C1.2",
                scale="agree",
            ),
            _item(
                "C1_4",
                "practice",
                "Choices are clear.",
                "Keuzes zijn helder.",
                practice="C1.4",
                scale="agree",
            ),
            *anchors,
            _item(
                "W_systems",
                "wish",
                "How far should it be?",
                "Hoe ver moet het zijn?",
                condition="systems",
                scale="state",
            ),
            _item("O1", "outcome", "How much is done?", "Hoeveel is er klaar?", scale="numbers"),
            _item(
                "which",
                "choice",
                "Which fits best?",
                "Wat past het best?",
                condition="direction",
                options=options,
            ),
            _item("comment", "comment", "Anything else?", "Nog iets?"),
        ],
    }


def write_survey(
    folder: Path,
    categories: Sequence[str] = ("Sales", "Operations"),
    *,
    numbers: dict[str, Any] = HALVES,
    **more: Any,
) -> Path:
    """Write the survey, with two segments, into a folder; JSON is YAML."""
    survey = {
        "format": "alignscan/1",
        "organization": "Northwind <Logistics> & Co",
        "questionnaire": questionnaire(numbers),
        "wave": "2026-h2",
        "mode": "confidential",
        "targets": 4,
        "segments": {
            "level": {"column": "Grade", "map": {"Lead": "team_leader", "Staff": "employee"}},
            "unit": {"categories": list(categories)},
        },
        **more,
    }
    path = folder / "survey.yaml"
    path.write_text(json.dumps(survey, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def write_odd_survey(folder: Path, odd: Sequence[str]) -> Path:
    """Write the survey with odd texts as questions, labels and options."""
    asked = questionnaire(WHOLE)
    both = [{"en": text, "nl": f"{text} nl"} for text in odd]
    asked["scales"]["agree"] = {
        "low": 1,
        "high": 3,
        "labels": {one: [texts[one] for texts in both[:3]] for one in ("en", "nl")},
        "cannot_say": both[3],
    }
    asked["items"][-2]["options"] = [{"id": f"o{i}", "text": one} for i, one in enumerate(both)]
    asked["items"] += [
        {"id": f"X{i}", "kind": "outcome", "scale": "agree", "text": one}
        for i, one in enumerate(both)
    ]
    variables = {"C1_1": "{C1_2} ${C1_2}"}  # no variable is looked for in what fills in another
    return write_survey(folder, odd, questionnaire=asked, title=odd[0], variables=variables)
