import re
from typing import Any

import pytest
from tests.diagnose.samples import cell, five, publication
from tests.planning.people import plan_of, published_at
from tests.rendering import factory

from alignscan.model.labels import labels
from alignscan.planning.plan import Plan
from alignscan.rendering.options import Presentation
from alignscan.rendering.report import html, markdown, people, program
from alignscan.rendering.words import Words
from alignscan.report.model import Report

WORDS = Words("en", labels("en"))
LOW = dict.fromkeys(("C1.5", "C4.3", "C5.6"), "2.2")


def report(plan: Plan) -> Report:
    return factory.team().model_copy(update={"plan": plan})


@pytest.mark.parametrize("seed", range(12))
def test_every_plan_can_be_printed_in_every_format(seed: int) -> None:
    made = report(plan_of(published_at(seed), seed, wave={"id": "w", "trigger": "pivot"}))
    ids = [chapter["id"] for chapter in people.chapters(made, WORDS)]
    assert ids == ["program", "communication", "kpis", "cadence", "roles", "interviews"]
    for text in (html.render(made, Presentation()), markdown.render(made, Presentation())):
        assert "Passing the direction on anew" in text
        assert not re.search(r"\{\w+\}", re.sub(r"<style.*?</script>", "", text, flags=re.S))


def test_without_a_plan_for_people_there_are_no_chapters() -> None:
    made = report(Plan())
    assert people.chapters(made, WORDS) == []
    assert program.line(made, WORDS) == ""


@pytest.mark.parametrize(
    ("direction", "said"),
    [("2.0", "not now, direction first"), ("4.0", "recommended, ")],
)
def test_one_line_says_what_the_program_is(direction: str, said: str) -> None:
    plan = plan_of(publication(cell(five(direction), LOW)), only=["A101", "A404", "A507"])
    assert said in program.line(report(plan), WORDS)


def test_what_people_wrote_stays_plain_text() -> None:
    written: dict[str, Any] = {"priorities": [{"id": "p", "name": "<b>*Deliver*</b> | [x](y)"}]}
    made = report(plan_of(publication(cell(five("3.0"), LOW)), **written))
    page = html.render(made, Presentation())
    assert "<b>*Deliver*" not in page
    assert "&lt;b&gt;*Deliver*" in page
    assert "<b>" not in markdown.render(made, Presentation())
