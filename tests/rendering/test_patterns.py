from typing import get_args

import pytest
from tests.rendering.factory import team
from tests.report.patterned import report

from alignscan.diagnose.diagnosis import PatternId
from alignscan.model.labels import labels
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import patterns
from alignscan.rendering.report.sections import Part, Section
from alignscan.rendering.words import words_for
from alignscan.report.model import Report


def chapter(of: Report) -> Section:
    found = patterns.chapter(of, words_for(of, Presentation()))
    assert found is not None
    return found


def part(id: str) -> Part:
    return next(p for p in chapter(report())["parts"] if p["id"] == id)


def texts(one: Part | Section) -> list[list[str]]:
    assert one["table"] is not None
    return [[cell["text"] for cell in row["cells"]] for row in one["table"]["rows"]]


def test_the_chapter_names_the_pattern_behind_the_widest_gap() -> None:
    found = chapter(report())
    assert found["name"] == "Behind the gaps"
    assert found["heading"].startswith("What stands behind the gaps: ")
    ids = [p["id"] for p in found["parts"]]
    assert ids[0] == "pattern-leaders_higher"
    assert ids[-2:] == ["patterns-recall", "patterns-barriers"]


def test_severity_stands_with_every_term() -> None:
    found = patterns.critical(report(), words_for(report(), Presentation()))
    assert found is not None
    assert texts(found)[0] == [
        "C2.5 Safe questions, honest answers",
        "1.6",
        "1.0",
        "1.00",
        "1.25",
        "2.00",
    ]


def test_evidence_stands_in_words() -> None:
    seen = texts(part("pattern-leaders_higher"))
    assert seen[0][1] == "Senior leadership 0.6 above Employees (at least 0.5)"
    (felt,) = texts(part("pattern-illusion"))
    said, named = felt[1].split("; ")
    assert said == "Everybody: 3.5 (at least 3.5)"
    assert named == "Everybody: 20% name enough priorities (less than 50%)"
    (island, *_) = texts(part("pattern-unit_island"))
    assert island[1] == "West 0.6 below all others (at least 0.5)"


def test_what_people_claim_stands_beside_what_they_name() -> None:
    assert texts(part("patterns-recall"))[0] == ["Everybody", "3.5", "20%", "1.1"]


def test_barriers_stand_with_the_sign_that_was_seen() -> None:
    found = {row[0]: row[1] for row in texts(part("patterns-barriers"))}
    assert found["Questions find no answer"] == (
        "Everybody: C2.5 Safe questions, honest answers at 2.4 (less than 2.75)"
    )


def test_without_patterns_and_gaps_there_is_no_chapter() -> None:
    of = team()
    assert of.diagnosis.patterns == ()
    assert patterns.chapter(of, words_for(of, Presentation())) is None


@pytest.mark.parametrize("part", ["title", "finding", "meaning"])
def test_every_pattern_has_its_words(part: str) -> None:
    assert all(labels("en")[f"pattern.{id}.{part}"] for id in get_args(PatternId))
